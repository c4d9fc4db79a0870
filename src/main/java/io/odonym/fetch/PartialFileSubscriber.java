package io.odonym.fetch;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;

/**
 * Writes the body of a response to a file. After {@link #close()}, it writes nothing, even if the
 * HTTP client still delivers data.
 */
final class PartialFileSubscriber implements BodySubscriber<TransferResult> {

    private final FileChannel channel;
    private final TransferResult result;
    private final LongConsumer size;
    private final CompletableFuture<TransferResult> body = new CompletableFuture<>();
    private Flow.Subscription subscription;
    private boolean closed;

    /**
     * Creates a subscriber.
     *
     * @param channel the file; the subscriber closes it
     * @param result the result when the whole body has been written
     * @param size receives the size of the file after each write, in bytes
     */
    PartialFileSubscriber(FileChannel channel, TransferResult result, LongConsumer size) {
        this.channel = channel;
        this.result = result;
        this.size = size;
    }

    @Override
    public CompletionStage<TransferResult> getBody() {
        return body;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        subscription.request(1);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        if (closed) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
            size.accept(channel.size());
        } catch (IOException failed) {
            subscription.cancel();
            fail(new LocalFileException(failed));
            return;
        }
        subscription.request(1);
    }

    @Override
    public synchronized void onError(Throwable failure) {
        fail(failure);
    }

    private void fail(Throwable failure) {
        try {
            close();
        } catch (IOException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
        body.completeExceptionally(failure);
    }

    @Override
    public synchronized void onComplete() {
        try {
            close();
            body.complete(result);
        } catch (IOException failed) {
            body.completeExceptionally(new LocalFileException(failed));
        }
    }

    /** Stops writing and closes the file. */
    synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }

    /** The file on this machine cannot be written. A repeated request does not help. */
    static final class LocalFileException extends IOException {

        private static final long serialVersionUID = 1;

        LocalFileException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
