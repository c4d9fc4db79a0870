package io.odonym.index.build;

import io.odonym.index.store.IndexException;
import io.odonym.index.store.Manifest;
import io.odonym.model.Place;
import io.odonym.source.BadLine;
import io.odonym.source.PlaceBatch;
import io.odonym.source.PlaceSink;
import io.odonym.source.SourceException;
import io.odonym.source.SourceFile;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
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
 * Turns files of addresses into an index: one thread reads, others parse and index. Whatever fails,
 * the index that was there stays.
 */
public final class Importer {

    /** How many bad lines are told one by one. */
    private static final int TOLD = 20;

    private static final int WAITING = 8;
    private static final long POLL_MILLISECONDS = 50;
    private static final PlaceBatch END = _ -> {};

    private final ImportRequest request;
    private final ImportListener listener;
    private final IndexBuilder builder;
    private final BlockingQueue<PlaceBatch> queue = new ArrayBlockingQueue<>(WAITING);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** The thread that reads, and every batch that a worker has not yet read. */
    private final Phaser unread = new Phaser(1);

    /** Set where the reading failed, so that the workers do not wait for more. */
    private volatile boolean givenUp;

    private final LongAdder documents = new LongAdder();
    private final LongAdder houseNumbers = new LongAdder();
    private final AtomicLong bad = new AtomicLong();
    private final AtomicReference<BadLine> firstBad = new AtomicReference<>();

    private Importer(ImportRequest request, ImportListener listener, IndexBuilder builder) {
        this.request = request;
        this.listener = listener;
        this.builder = builder;
    }

    /**
     * Imports.
     *
     * @throws SourceException where an input cannot be read, or has too many bad lines
     * @throws IndexException where there is nothing to index
     * @throws IOException where the index cannot be written
     */
    public static Manifest run(ImportRequest request, TextAnalysis text, ImportListener listener)
            throws IOException, InterruptedException {
        List<SourceFile> files = SourceFile.find(request.inputs());
        try (IndexPlaceSource base = IndexPlaceSource.open(request.baseIndex(), text);
                IndexBuilder builder = IndexBuilder.create(request.output(), text)) {
            Importer importer = new Importer(request, listener, builder);
            importer.readAll(base, files);
            importer.checkBadLines(base.documents());
            listener.onMerge();
            List<String> names = new ArrayList<>(base.sources());
            files.forEach(file -> names.add(file.path().getFileName().toString()));
            String date =
                    request.dataDate().isPresent()
                            ? request.dataDate().get().toString()
                            : dataDate(files);
            return builder.publish(
                    names,
                    date,
                    request.createdAt().orElseGet(Instant::now),
                    base.skipped() + importer.bad.get());
        }
    }

    private static String dataDate(List<SourceFile> files) throws IOException {
        Instant newest = Instant.EPOCH;
        for (SourceFile file : files) {
            Instant modified = Files.getLastModifiedTime(file.path()).toInstant();
            newest = modified.isAfter(newest) ? modified : newest;
        }
        return newest.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private void readAll(IndexPlaceSource base, List<SourceFile> files)
            throws IOException, InterruptedException {
        long bytes = base.bytes();
        for (SourceFile file : files) {
            bytes += file.sizeInBytes();
        }
        long all = bytes;
        boolean allRead = false;
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Math.max(1, request.threads()); i++) {
            workers.add(Thread.ofPlatform().name("import-" + i).start(this::work));
        }
        try {
            base.read(
                    this::hand,
                    read -> listener.onProgress(documents.sum(), houseNumbers.sum(), read, all));
            long before = base.bytes();
            for (SourceFile file : files) {
                long start = before;
                file.read(
                        this::hand,
                        read ->
                                listener.onProgress(
                                        documents.sum(), houseNumbers.sum(), start + read, all));
                before += file.sizeInBytes();
            }
            for (int i = 0; i < workers.size(); i++) {
                hand(END);
            }
            allRead = true;
        } catch (GivenUp givenUp) {
            // A worker failed; what it failed on is told below.
        } finally {
            givenUp = !allRead;
            finish(workers);
        }
        Throwable failed = failure.get();
        if (failed instanceof IOException unwritable) {
            throw new IOException(unwritable.getMessage(), unwritable);
        }
        if (failed != null) {
            throw new IllegalStateException("the import failed: " + failed, failed);
        }
    }

    private static void finish(List<Thread> workers) throws InterruptedException {
        for (Thread worker : workers) {
            worker.join();
        }
    }

    /** Waits for room in the queue, unless a worker has failed meanwhile. */
    private void hand(PlaceBatch batch) throws InterruptedException {
        if (batch.isOrdered()) {
            readInOrder(batch);
            return;
        }
        if (batch != END) {
            unread.register();
        }
        while (!queue.offer(batch, POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
            if (failure.get() != null) {
                throw new GivenUp();
            }
        }
    }

    /** Reads a batch when the workers have read all those before it. */
    private void readInOrder(PlaceBatch batch) throws InterruptedException {
        int before = unread.arrive();
        while (true) {
            try {
                unread.awaitAdvanceInterruptibly(before, POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
                break;
            } catch (TimeoutException notYet) {
                if (failure.get() != null) {
                    throw new GivenUp();
                }
            }
        }
        try {
            batch.read(new Sink());
        } catch (IOException | RuntimeException failed) {
            failure.compareAndSet(null, failed);
            throw new GivenUp();
        }
    }

    private void work() {
        try {
            while (failure.get() == null && !givenUp) {
                PlaceBatch batch = queue.poll(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
                if (batch == END) {
                    return;
                }
                if (batch != null) {
                    batch.read(new Sink());
                    unread.arriveAndDeregister();
                }
            }
        } catch (IOException | InterruptedException | RuntimeException | Error failed) {
            failure.compareAndSet(null, failed);
        }
    }

    private void checkBadLines(long known) {
        long lines = documents.sum() - known + bad.get();
        if (bad.get() > request.maxBadLineRatio() * lines) {
            throw new SourceException(
                    "%,d of %,d lines are bad, more than %s %%; the first: %s"
                            .formatted(
                                    bad.get(),
                                    lines,
                                    percent(request.maxBadLineRatio()),
                                    firstBad.get()));
        }
    }

    private static String percent(double share) {
        return "%.4f".formatted(share * 100).replaceAll("\\.?0+$", "");
    }

    /** Ends the reading early. */
    private static final class GivenUp extends InterruptedException {
        private static final long serialVersionUID = 1;
    }

    private final class Sink implements PlaceSink {

        @Override
        public void add(Place place) throws IOException {
            builder.add(place);
            documents.increment();
            houseNumbers.add(place.houseNumbers().size());
        }

        @Override
        public void replace(Place place) throws IOException {
            builder.replace(place);
            documents.increment();
            houseNumbers.add(place.houseNumbers().size());
        }

        @Override
        public void delete(String id) throws IOException {
            builder.delete(id);
            documents.increment();
        }

        @Override
        public void badLine(BadLine line) {
            firstBad.compareAndSet(null, line);
            if (bad.incrementAndGet() <= TOLD) {
                listener.onBadLine(line);
            }
        }
    }
}
