package io.odonym.index;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes what an index has beside Lucene's own files, all of it read off the merged segment: what
 * does not need one another at the same time.
 */
final class DerivedFiles {

    private final LeafReader segment;
    private final Path data;

    private DerivedFiles(LeafReader segment, Path data) {
        this.segment = segment;
        this.data = data;
    }

    /**
     * Writes all of them.
     *
     * @param directory the data folder
     * @param data the same, as a path
     * @param cityLists the lists of cities that the documents' records refer to
     */
    static void write(LeafReader segment, Directory directory, Path data, byte[][][] cityLists)
            throws IOException {
        new DerivedFiles(segment, data).write(directory, cityLists);
    }

    private void write(Directory directory, byte[][][] cityLists) throws IOException {
        double[] importances = DictionaryWriter.importances(segment);
        try (Arena arena = Arena.ofShared();
                ExecutorService threads =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            runAll(
                    threads,
                    List.of(
                            () -> {
                                DocumentTableWriter.write(
                                        segment,
                                        importances,
                                        cityLists,
                                        data.resolve(Schema.DOCUMENTS_FILE));
                                return null;
                            },
                            () -> {
                                DictionaryWriter.write(
                                        segment, importances, data.resolve(Schema.DICTIONARY_FILE));
                                return null;
                            },
                            () -> {
                                DenseFilters.write(segment, data.resolve(Schema.FILTERS_FILE));
                                return null;
                            },
                            () -> {
                                writeWords(directory, cityLists);
                                return null;
                            }));
            Dictionary dictionary = Dictionary.open(data.resolve(Schema.DICTIONARY_FILE), arena);
            DocumentTable table = DocumentTable.open(data.resolve(Schema.DOCUMENTS_FILE), arena);
            NameGroups groups = NameGroups.of(segment);
            TokenPostings postings = TokenPostings.of(segment);
            DenseTokens dense = DenseTokens.of(postings, groups);
            KeyCursors cursors = new KeyCursors(dictionary, dense, postings);
            Intersection intersection =
                    new Intersection(
                            table, groups, ImportanceBounds.of(table, groups, segment.maxDoc()));
            runAll(
                    threads,
                    List.of(
                            () -> {
                                TokenPairsWriter.write(
                                        segment,
                                        dictionary,
                                        table,
                                        dense,
                                        data.resolve(Schema.PAIRS_FILE));
                                return null;
                            },
                            () -> {
                                HeaviestDocuments.write(
                                        dense.terms(dictionary),
                                        cursors,
                                        intersection,
                                        data.resolve(Schema.HEAVIEST_FILE));
                                return null;
                            }));
        }
    }

    private void writeWords(Directory directory, byte[][][] cityLists) throws IOException {
        try (IndexOutput out = directory.createOutput(Schema.WORDS_FILE, IOContext.DEFAULT)) {
            WordTrie.of(segment, cityLists).writeTo(out);
        }
    }

    /** Runs all, and fails as the first of them that failed. */
    private static void runAll(ExecutorService threads, List<Callable<Void>> tasks)
            throws IOException {
        List<Future<Void>> running = new ArrayList<>();
        tasks.forEach(task -> running.add(threads.submit(task)));
        try {
            for (Future<Void> one : running) {
                one.get();
            }
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException unwritable -> throw unwritable;
                case RuntimeException wrong -> throw wrong;
                case Error error -> throw error;
                default -> throw new IllegalStateException(failed.getCause());
            }
        } catch (InterruptedException stopped) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IOException("stopped while the index was written", stopped);
        }
    }
}
