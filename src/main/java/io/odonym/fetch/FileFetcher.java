package io.odonym.fetch;

import io.odonym.fetch.ContentVerifier.DamagedContentException;
import io.odonym.fetch.PartialFileSubscriber.LocalFileException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/**
 * Downloads one file. Repeats the request until the file is complete, unless the server rejects it
 * for good or several attempts in a row make no progress.
 *
 * <p>Used by one thread, for one file.
 */
final class FileFetcher {

    /** The number of bytes that count as progress, so that the attempts are counted again. */
    private static final long PROGRESS_BYTES = 1 << 20;

    /** The size of a file whose check takes seconds, so that it is reported. */
    private static final long LARGE_BYTES = 200_000_000;

    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    /** Waits between two attempts. */
    @FunctionalInterface
    interface Pause {

        /** Waits for a duration. */
        void pause(Duration duration) throws InterruptedException;
    }

    private final RemoteFile remote;
    private final FetchFolder folder;
    private final PartialFile part;
    private final HttpClient client;
    private final FetchOptions options;
    private final FetchListener listener;
    private final Pause pause;

    private int attemptsWithoutProgress;
    private boolean wasDamaged;

    FileFetcher(
            RemoteFile remote,
            FetchFolder folder,
            HttpClient client,
            FetchOptions options,
            FetchListener listener,
            Pause pause) {
        this.remote = remote;
        this.folder = folder;
        this.part = new PartialFile(folder, remote);
        this.client = client;
        this.options = options;
        this.listener = listener;
        this.pause = pause;
    }

    /**
     * Downloads the file if it has changed.
     *
     * @throws FetchException if the server does not send the file, or the file is damaged or has
     *     shrunk
     * @throws IOException if the file cannot be written
     */
    FileResult fetch() throws IOException, InterruptedException {
        while (true) {
            long bytesBefore = part.size();
            String problem;
            Optional<Duration> requestedDelay = Optional.empty();
            try {
                Optional<FetchedFile> known = folder.read(remote.name());
                switch (new HttpTransfer(remote, part, known, listener)
                        .run(client, options.stallTimeout())) {
                    case TransferResult.Unchanged _ -> {
                        part.delete();
                        return new FileResult(
                                remote.name(), false, Files.size(folder.file(remote.name())));
                    }
                    case TransferResult.Complete complete -> {
                        return commit(complete);
                    }
                    case TransferResult.NotResumable _ -> {
                        part.delete();
                        problem = "the server cannot resume the transfer";
                    }
                    case TransferResult.Rejected rejected -> {
                        problem = problem(rejected);
                        requestedDelay = rejected.retryAfter();
                    }
                }
            } catch (FetchException fatal) {
                throw fatal;
            } catch (LocalFileException local) {
                throw new FetchException(part.path() + ": " + local.getMessage(), local);
            } catch (DamagedContentException damaged) {
                part.delete();
                problem = damaged.getMessage();
            } catch (IOException failed) {
                problem = describe(failed);
            }
            waitAfter(problem, bytesBefore, requestedDelay);
        }
    }

    private FileResult commit(TransferResult.Complete complete) throws IOException {
        ContentSize content;
        if (part.size() > LARGE_BYTES) {
            listener.onNote("checking " + remote.name());
        }
        try {
            content = ContentVerifier.verify(remote, part.path());
        } catch (DamagedContentException damaged) {
            String problem =
                    damaged.getMessage()
                            + (complete.contentType().isEmpty()
                                    ? ""
                                    : " (the server sent " + complete.contentType() + ")");
            // The parts of a resumed file may belong to different versions. A complete transfer is
            // repeated only once.
            if (wasDamaged && !complete.resumed()) {
                part.delete();
                throw failure(problem);
            }
            wasDamaged = !complete.resumed();
            throw new DamagedContentException(problem);
        }
        Optional<ContentSize> previous = folder.lastSize(remote.name());
        if (previous.isPresent()
                && content.isTooSmallAfter(previous.get())
                && !options.acceptsShrinkage()) {
            throw new FetchException(
                    ("%s: the new version has %.0f %% less content than the current one, which"
                                    + " stays in place; to accept it, use --accept-shrink")
                            .formatted(remote.url(), content.shrinkageSince(previous.get())));
        }
        part.force();
        folder.commit(
                remote.name(),
                new FetchedFile(
                        remote.url(),
                        complete.validators(),
                        part.size(),
                        Files.getLastModifiedTime(part.path()).toMillis(),
                        content));
        return new FileResult(remote.name(), true, Files.size(folder.file(remote.name())));
    }

    private String problem(TransferResult.Rejected rejected) throws FetchException {
        int status = rejected.status();
        if (status == NOT_FOUND || status == GONE) {
            throw failure("the server has no such file (status " + status + ")");
        }
        if (!RetrySchedule.isTemporary(status)) {
            throw failure("the server rejected the request with status " + status);
        }
        Optional<Duration> delay = rejected.retryAfter();
        if (delay.isPresent() && delay.get().compareTo(RetrySchedule.MAX_REQUESTED_DELAY) > 0) {
            throw failure(
                    "the server answered with status %d and asks to wait %d s"
                            .formatted(status, delay.get().toSeconds()));
        }
        return "status " + status;
    }

    private FetchException failure(String problem) {
        return new FetchException(remote.url() + ": " + problem);
    }

    private String describe(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "the host " + remote.url().getHost() + " is unknown";
            }
        }
        return switch (failure) {
            case HttpConnectTimeoutException _ -> "no connection within the time limit";
            case ConnectException _ -> "the connection was refused";
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }

    private void waitAfter(String problem, long bytesBefore, Optional<Duration> requestedDelay)
            throws IOException, InterruptedException {
        long bytes = part.size();
        attemptsWithoutProgress =
                bytes - bytesBefore >= PROGRESS_BYTES ? 1 : attemptsWithoutProgress + 1;
        if (attemptsWithoutProgress > options.retries()) {
            throw failure(
                    options.retries() == 0
                            ? problem
                            : problem + "; gave up after " + attemptsWithoutProgress + " attempts");
        }
        Duration delay =
                requestedDelay.orElseGet(
                        () -> RetrySchedule.delay(options.firstDelay(), attemptsWithoutProgress));
        listener.onNote(
                "%s: %s after %,.1f MB; next attempt in %.1f s"
                        .formatted(remote.name(), problem, bytes / 1e6, delay.toMillis() / 1e3));
        pause.pause(delay);
    }
}
