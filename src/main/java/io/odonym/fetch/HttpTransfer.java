package io.odonym.fetch;

import io.odonym.configuration.ProgramVersion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests a file once: only if it has changed, and only the bytes that are missing. Writes the
 * body to the partial file. The partial file stays if the transfer is interrupted.
 *
 * <p>Used by one thread, for one request.
 */
final class HttpTransfer {

    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int NOT_MODIFIED = 304;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private static final String USER_AGENT = "odonym (" + ProgramVersion.current() + ")";

    /** The number of checks for a stalled transfer during one stall timeout. */
    private static final int CHECKS_PER_TIMEOUT = 10;

    private static final Pattern CONTENT_RANGE =
            Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)");

    private final RemoteFile remote;
    private final PartialFile part;
    private final FetchListener listener;
    private final Validators partValidators;
    private final Optional<FetchedFile> known;

    /** The size of the partial file at the time of the request, if it can be continued. */
    private final long offset;

    private volatile long lastActivity = System.nanoTime();
    private volatile long totalBytes = -1;
    private volatile Optional<PartialFileSubscriber> receiver = Optional.empty();

    /**
     * Prepares a request.
     *
     * @param known the complete file on disk, if there is one
     */
    HttpTransfer(
            RemoteFile remote,
            PartialFile part,
            Optional<FetchedFile> known,
            FetchListener listener)
            throws IOException {
        this.remote = remote;
        this.part = part;
        this.listener = listener;
        this.known = known.filter(file -> file.url().equals(remote.url()));
        this.partValidators = part.validators();
        this.offset = partValidators.ifRange().isPresent() ? part.size() : 0;
    }

    /**
     * Sends the request and waits for the end of the response.
     *
     * @param stallTimeout the time without any data after which the request is cancelled
     * @throws IOException if the transfer fails or stalls
     */
    TransferResult run(HttpClient client, Duration stallTimeout)
            throws IOException, InterruptedException {
        lastActivity = System.nanoTime();
        CompletableFuture<HttpResponse<TransferResult>> response =
                client.sendAsync(request(), this::receive);
        try {
            while (true) {
                try {
                    TransferResult result =
                            response.get(
                                            Math.max(
                                                    1,
                                                    stallTimeout.toMillis() / CHECKS_PER_TIMEOUT),
                                            TimeUnit.MILLISECONDS)
                                    .body();
                    checkSize(result);
                    return result;
                } catch (TimeoutException pending) {
                    if (System.nanoTime() - lastActivity > stallTimeout.toNanos()) {
                        throw new IOException(
                                "no data for " + stallTimeout.toMillis() / 1000.0 + " s");
                    }
                }
            }
        } catch (ExecutionException failed) {
            throw cause(failed.getCause());
        } finally {
            response.cancel(true);
            if (receiver.isPresent()) {
                receiver.get().close();
            }
        }
    }

    private static IOException cause(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException wrapped -> wrapped.getCause();
            case IOException known -> known;
            default -> new IOException(failure.toString(), failure);
        };
    }

    private void checkSize(TransferResult result) throws IOException {
        if (result instanceof TransferResult.Complete
                && totalBytes >= 0
                && part.size() != totalBytes) {
            throw new IOException("received %,d of %,d bytes".formatted(part.size(), totalBytes));
        }
    }

    private HttpRequest request() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(remote.url()).GET().header("User-Agent", USER_AGENT);
        known.ifPresent(
                file -> {
                    Validators validators = file.validators();
                    validators.entityTag().ifPresent(tag -> request.header("If-None-Match", tag));
                    validators
                            .lastModified()
                            .ifPresent(date -> request.header("If-Modified-Since", date));
                });
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
            partValidators.ifRange().ifPresent(value -> request.header("If-Range", value));
        }
        return request.build();
    }

    private BodySubscriber<TransferResult> receive(HttpResponse.ResponseInfo response) {
        lastActivity = System.nanoTime();
        try {
            return switch (response.statusCode()) {
                case OK -> receiveAll(response);
                case PARTIAL_CONTENT -> receiveRest(response);
                case NOT_MODIFIED -> new CancellingSubscriber(new TransferResult.Unchanged());
                case RANGE_NOT_SATISFIABLE -> new CancellingSubscriber(afterEnd(response));
                default -> new CancellingSubscriber(rejected(response));
            };
        } catch (IOException failed) {
            throw new UncheckedIOException(new PartialFileSubscriber.LocalFileException(failed));
        }
    }

    private BodySubscriber<TransferResult> receiveAll(HttpResponse.ResponseInfo response)
            throws IOException {
        Validators validators = Validators.of(response.headers());
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        if (known.isPresent()
                && known.get().validators().isSameVersion(validators)
                && (length < 0 || length == known.get().size())) {
            return new CancellingSubscriber(new TransferResult.Unchanged());
        }
        totalBytes = length;
        requireSpace(length);
        return writeTo(part.restart(validators), complete(response, validators, false));
    }

    private BodySubscriber<TransferResult> receiveRest(HttpResponse.ResponseInfo response)
            throws IOException {
        Matcher range = contentRange(response);
        Validators validators = Validators.of(response.headers());
        boolean continues =
                range.matches()
                        && range.group(1) != null
                        && Long.parseLong(range.group(1)) == offset
                        && offset == part.size()
                        && (validators.equals(Validators.NONE)
                                || validators.isSameVersion(partValidators));
        if (!continues) {
            return new CancellingSubscriber(new TransferResult.NotResumable());
        }
        totalBytes = range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
        requireSpace(totalBytes < 0 ? -1 : totalBytes - offset);
        return writeTo(part.resume(), complete(response, partValidators, true));
    }

    /** A range after the end of the file means that the partial file is complete or too long. */
    private TransferResult afterEnd(HttpResponse.ResponseInfo response) throws IOException {
        Matcher range = contentRange(response);
        return range.matches() && range.group(2).equals(Long.toString(part.size()))
                ? complete(response, partValidators, true)
                : new TransferResult.NotResumable();
    }

    private static Matcher contentRange(HttpResponse.ResponseInfo response) {
        return CONTENT_RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
    }

    private static TransferResult complete(
            HttpResponse.ResponseInfo response, Validators validators, boolean resumed) {
        return new TransferResult.Complete(
                validators, resumed, response.headers().firstValue("Content-Type").orElse(""));
    }

    private static TransferResult rejected(HttpResponse.ResponseInfo response) {
        return new TransferResult.Rejected(
                response.statusCode(),
                response.headers()
                        .firstValue("Retry-After")
                        .flatMap(value -> RetrySchedule.parseRetryAfter(value, Instant.now())));
    }

    private BodySubscriber<TransferResult> writeTo(FileChannel channel, TransferResult result) {
        PartialFileSubscriber subscriber =
                new PartialFileSubscriber(channel, result, this::received);
        receiver = Optional.of(subscriber);
        return subscriber;
    }

    private void received(long bytes) {
        lastActivity = System.nanoTime();
        listener.onProgress(remote.name(), bytes, totalBytes);
    }

    private void requireSpace(long bytes) throws IOException {
        long free = Files.getFileStore(part.path().getParent()).getUsableSpace();
        if (bytes > free) {
            throw new IOException(
                    "%s needs %,.1f MB, but only %,.1f MB are free"
                            .formatted(remote.name(), bytes / 1e6, free / 1e6));
        }
    }
}
