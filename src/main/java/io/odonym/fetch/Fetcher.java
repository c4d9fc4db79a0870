package io.odonym.fetch;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Downloads the files of a selection into a folder. Files that have not changed are not downloaded
 * again, and interrupted transfers are resumed. Each file is replaced atomically, after its content
 * has been checked, so that the process can be killed at any time.
 */
public final class Fetcher {

    private final FetchFolder folder;
    private final HttpClient client;
    private final FetchOptions options;
    private final FetchListener listener;
    private final FileFetcher.Pause pause;

    Fetcher(
            FetchFolder folder,
            HttpClient client,
            FetchOptions options,
            FetchListener listener,
            FileFetcher.Pause pause) {
        this.folder = folder;
        this.client = client;
        this.options = options;
        this.listener = listener;
        this.pause = pause;
    }

    /**
     * Creates a fetcher.
     *
     * @param folder the target folder, which is created if it does not exist
     * @param client the HTTP client, for example of {@link Proxies#newClient}
     */
    public Fetcher(
            FetchFolder folder, HttpClient client, FetchOptions options, FetchListener listener) {
        this(folder, client, options, listener, Thread::sleep);
    }

    /**
     * Downloads the files of a selection, and deletes the files of a previous selection.
     *
     * @param selection the selection to record
     * @param files the files of the selection
     * @throws FetchException if a file cannot be downloaded, is damaged or has shrunk, or if
     *     another process writes to the folder. The other files are downloaded nevertheless.
     * @throws IOException if the folder cannot be written
     */
    public FetchResult run(Selection selection, List<RemoteFile> files)
            throws IOException, InterruptedException {
        try (FolderLock _ =
                FolderLock.acquire(folder.lock(), "another fetch is writing to " + folder.path())) {
            folder.start(files);
            List<FileResult> results = fetchAll(files);
            Optional<String> date = newestDate(files);
            folder.finish(selection, files, date);
            return new FetchResult(results, date);
        }
    }

    private List<FileResult> fetchAll(List<RemoteFile> files)
            throws IOException, InterruptedException {
        List<Future<FileResult>> futures = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(
                        Math.min(options.parallel(), files.size()),
                        Thread.ofPlatform().name("fetch-", 0).daemon().factory())) {
            for (RemoteFile file : files) {
                futures.add(
                        threads.submit(
                                () ->
                                        new FileFetcher(
                                                        file, folder, client, options, listener,
                                                        pause)
                                                .fetch()));
            }
        }
        List<FileResult> results = new ArrayList<>();
        Optional<IOException> firstFailure = Optional.empty();
        for (Future<FileResult> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException failed) {
                IOException failure = failure(failed.getCause());
                if (firstFailure.isPresent()) {
                    listener.onNote(failure.getMessage());
                } else {
                    firstFailure = Optional.of(failure);
                }
            }
        }
        if (firstFailure.isPresent()) {
            throw firstFailure.get();
        }
        return results;
    }

    private static IOException failure(Throwable cause) {
        return switch (cause) {
            case IOException known -> known;
            case RuntimeException unexpected -> throw unexpected;
            default -> new IOException(cause.toString(), cause);
        };
    }

    private Optional<String> newestDate(List<RemoteFile> files) throws IOException {
        Optional<Instant> newest = Optional.empty();
        for (RemoteFile file : files) {
            Optional<Instant> date =
                    folder.read(file.name())
                            .flatMap(known -> known.validators().lastModified())
                            .flatMap(RetrySchedule::parseDate);
            if (date.isPresent() && newest.filter(date.get()::isBefore).isEmpty()) {
                newest = date;
            }
        }
        return newest.map(instant -> instant.atOffset(ZoneOffset.UTC).toLocalDate().toString());
    }
}
