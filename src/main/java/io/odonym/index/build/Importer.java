package io.odonym.index.build;

import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexManifest;
import io.odonym.model.Place;
import io.odonym.source.BadLine;
import io.odonym.source.BadLineLimit;
import io.odonym.source.PlaceBatch;
import io.odonym.source.PlaceSink;
import io.odonym.source.SourceException;
import io.odonym.source.SourceFile;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Imports address files into an index. One thread reads the files; worker threads parse the data
 * and index the places. If the import fails, an existing index in the output directory remains
 * unchanged.
 */
public final class Importer {

    /** The maximum number of bad lines reported to the listener. */
    private static final int MAX_REPORTED_BAD_LINES = 20;

    /** The number of characters of a date in ISO 8601. */
    private static final int DATE_LENGTH = 10;

    private static final int QUEUE_CAPACITY = 8;
    private static final long POLL_MILLISECONDS = 50;

    /** A queue entry that tells a worker thread to stop. */
    private static final PlaceBatch END = _ -> {};

    private final ImportRequest request;
    private final ImportListener listener;
    private final IndexBuilder builder;
    private final BlockingQueue<PlaceBatch> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** A barrier with one party for the reading thread and one for each unparsed batch. */
    private final Phaser pendingBatches = new Phaser(1);

    /** Set if reading fails, so that the workers stop instead of waiting for more batches. */
    private volatile boolean aborted;

    /** The number of lines of the source files. */
    private final LongAdder lines = new LongAdder();

    /** The newest date in the rows, in ISO 8601; "" if the rows have no dates. */
    private final AtomicReference<String> newestRow = new AtomicReference<>("");

    private final LongAdder documents = new LongAdder();
    private final LongAdder houseNumbers = new LongAdder();
    private final AtomicLong badLines = new AtomicLong();
    private final AtomicReference<BadLine> firstBadLine = new AtomicReference<>();

    private Importer(ImportRequest request, ImportListener listener, IndexBuilder builder) {
        this.request = request;
        this.listener = listener;
        this.builder = builder;
    }

    /**
     * Runs an import and publishes the new index.
     *
     * @return the manifest of the new index
     * @throws SourceException if an input cannot be read or contains too many bad lines
     * @throws IndexException if the inputs contain no places
     * @throws IOException if the index cannot be written
     */
    public static IndexManifest run(
            ImportRequest request, TextAnalysis text, ImportListener listener)
            throws IOException, InterruptedException {
        List<SourceFile> files = SourceFile.find(request.inputs());
        try (IndexPlaceSource base = IndexPlaceSource.open(request.baseIndex(), text);
                IndexBuilder builder = IndexBuilder.create(request.output(), text)) {
            Importer importer = new Importer(request, listener, builder);
            importer.readAll(base, files);
            importer.checkBadLines();
            listener.onMerge();
            List<String> sources = new ArrayList<>(base.sources());
            files.forEach(file -> sources.add(file.path().getFileName().toString()));
            IndexManifest manifest =
                    builder.publish(
                            sources,
                            DataDateFinder.find(
                                    request, files, importer.newestRow.get(), base.dataDate()),
                            request.createdAt().orElseGet(Instant::now),
                            base.skippedLines() + importer.badLines.get());
            builder.repeatedIdentifiers().message().ifPresent(listener::onNote);
            return manifest;
        }
    }

    private void readAll(IndexPlaceSource base, List<SourceFile> files)
            throws IOException, InterruptedException {
        long bytes = base.bytes();
        for (SourceFile file : files) {
            bytes += file.sizeInBytes();
        }
        long totalBytes = bytes;
        boolean complete = false;
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Math.max(1, request.threads()); i++) {
            workers.add(Thread.ofPlatform().name("import-" + i).start(this::parseBatches));
        }
        try {
            base.read(this::submit, bytesRead -> reportProgress(bytesRead, totalBytes));
            long completedBytes = base.bytes();
            for (SourceFile file : files) {
                long start = completedBytes;
                file.read(
                        this::submit,
                        bytesRead -> reportProgress(start + bytesRead, totalBytes),
                        listener::onNote);
                completedBytes += file.sizeInBytes();
            }
            for (int i = 0; i < workers.size(); i++) {
                submit(END);
            }
            complete = true;
        } catch (ImportAbortedException _) {
            // A worker thread has failed. Its exception is rethrown below.
        } finally {
            aborted = !complete;
            join(workers);
        }
        Throwable failed = failure.get();
        if (failed instanceof IOException unwritable) {
            throw new IOException(unwritable.getMessage(), unwritable);
        }
        if (failed != null) {
            throw new IllegalStateException("the import failed: " + failed, failed);
        }
    }

    private void reportProgress(long bytesRead, long totalBytes) {
        listener.onProgress(documents.sum(), houseNumbers.sum(), bytesRead, totalBytes);
    }

    private static void join(List<Thread> workers) throws InterruptedException {
        for (Thread worker : workers) {
            worker.join();
        }
    }

    /**
     * Adds a batch to the queue and waits while the queue is full. An ordered batch is not queued
     * but parsed on the calling thread.
     *
     * @throws ImportAbortedException if a worker has failed
     */
    private void submit(PlaceBatch batch) throws InterruptedException {
        if (batch.isOrdered()) {
            parseInOrder(batch);
            return;
        }
        if (batch != END) {
            pendingBatches.register();
        }
        while (!queue.offer(batch, POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
            if (failure.get() != null) {
                throw new ImportAbortedException();
            }
        }
    }

    /** Waits until the workers have parsed all previous batches, then parses a batch. */
    private void parseInOrder(PlaceBatch batch) throws InterruptedException {
        int phase = pendingBatches.arrive();
        while (true) {
            try {
                pendingBatches.awaitAdvanceInterruptibly(
                        phase, POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
                break;
            } catch (TimeoutException pending) {
                if (failure.get() != null) {
                    throw new ImportAbortedException();
                }
            }
        }
        try {
            batch.read(new IndexingSink());
        } catch (IOException | RuntimeException failed) {
            failure.compareAndSet(null, failed);
            throw new ImportAbortedException();
        }
    }

    private void parseBatches() {
        try {
            while (failure.get() == null && !aborted) {
                PlaceBatch batch = queue.poll(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
                if (batch == END) {
                    return;
                }
                if (batch != null) {
                    batch.read(new IndexingSink());
                    pendingBatches.arriveAndDeregister();
                }
            }
        } catch (IOException | InterruptedException | RuntimeException | Error failed) {
            failure.compareAndSet(null, failed);
        }
    }

    private void checkBadLines() {
        if (new BadLineLimit(request.maxBadLineRatio()).isExceeded(badLines.get(), lines.sum())) {
            throw new SourceException(
                    "%,d of %,d lines are invalid, more than %s %%; first error: %s"
                            .formatted(
                                    badLines.get(),
                                    lines.sum(),
                                    percent(request.maxBadLineRatio()),
                                    firstBadLine.get()));
        }
    }

    private static String percent(double ratio) {
        return "%.4f".formatted(ratio * 100).replaceAll("\\.?0+$", "");
    }

    /** Thrown on the reading thread after a worker has failed. */
    private static final class ImportAbortedException extends InterruptedException {
        private static final long serialVersionUID = 1;
    }

    /** Adds the parsed places to the index and counts them. */
    private final class IndexingSink implements PlaceSink {

        @Override
        public void add(Place place) throws IOException {
            builder.add(place);
            count(place);
        }

        @Override
        public void replace(Place place) throws IOException {
            builder.replace(place);
            count(place);
        }

        private void count(Place place) {
            documents.increment();
            houseNumbers.add(place.houseNumbers().size());
            String update = place.attributes().text("dateMAJ");
            if (!update.isEmpty()) {
                updated(update.substring(0, Math.min(update.length(), DATE_LENGTH)));
            }
        }

        @Override
        public void delete(String id) throws IOException {
            builder.delete(id);
            documents.increment();
        }

        @Override
        public void linesRead(long count) {
            lines.add(count);
        }

        @Override
        public void updated(String date) {
            newestRow.accumulateAndGet(
                    date, (known, other) -> other.compareTo(known) > 0 ? other : known);
        }

        @Override
        public void badLine(BadLine line) {
            firstBadLine.compareAndSet(null, line);
            if (badLines.incrementAndGet() <= MAX_REPORTED_BAD_LINES) {
                listener.onBadLine(line);
            }
        }
    }
}
