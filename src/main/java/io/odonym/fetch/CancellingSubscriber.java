package io.odonym.fetch;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Closes the connection of a response whose body is not needed. */
final class CancellingSubscriber implements BodySubscriber<TransferResult> {

    private final TransferResult result;

    /**
     * Creates a subscriber.
     *
     * @param result the result of the request
     */
    CancellingSubscriber(TransferResult result) {
        this.result = result;
    }

    @Override
    public CompletionStage<TransferResult> getBody() {
        return CompletableFuture.completedFuture(result);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        // The body is not needed.
    }

    @Override
    public void onError(Throwable failure) {
        // The result does not depend on the body.
    }

    @Override
    public void onComplete() {
        // The result does not depend on the body.
    }
}
