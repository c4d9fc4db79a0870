package io.odonym.index.build;

import io.odonym.index.postings.BitsetPostings;
import io.odonym.index.postings.FilterBitsets;
import io.odonym.index.postings.NameLengthRanges;
import io.odonym.index.postings.PostingsIteratorFactory;
import io.odonym.index.postings.TokenPostings;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.terms.ForwardIndex;
import io.odonym.index.terms.TermDictionary;
import io.odonym.index.terms.WordTrie;
import io.odonym.index.topk.BlockMaxImportance;
import io.odonym.index.topk.ChampionLists;
import io.odonym.index.topk.TopKConjunction;

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
final class SideFiles {

    private final LeafReader segment;
    private final Path data;

    private SideFiles(LeafReader segment, Path data) {
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
        new SideFiles(segment, data).write(directory, cityLists);
    }

    private void write(Directory directory, byte[][][] cityLists) throws IOException {
        double[] importances = TermDictionaryWriter.importances(segment);
        try (Arena arena = Arena.ofShared();
                ExecutorService threads =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            runAll(
                    threads,
                    List.of(
                            () -> {
                                ForwardIndexWriter.write(
                                        segment,
                                        importances,
                                        cityLists,
                                        data.resolve(IndexSchema.FORWARD_INDEX_FILE));
                                return null;
                            },
                            () -> {
                                TermDictionaryWriter.write(
                                        segment,
                                        importances,
                                        data.resolve(IndexSchema.TERM_DICTIONARY_FILE));
                                return null;
                            },
                            () -> {
                                FilterBitsets.write(
                                        segment, data.resolve(IndexSchema.FILTER_BITSETS_FILE));
                                return null;
                            },
                            () -> {
                                writeWords(directory, cityLists);
                                return null;
                            }));
            TermDictionary dictionary =
                    TermDictionary.open(data.resolve(IndexSchema.TERM_DICTIONARY_FILE), arena);
            ForwardIndex table =
                    ForwardIndex.open(data.resolve(IndexSchema.FORWARD_INDEX_FILE), arena);
            NameLengthRanges groups = NameLengthRanges.of(segment);
            TokenPostings postings = TokenPostings.of(segment);
            BitsetPostings dense = BitsetPostings.of(postings, groups);
            PostingsIteratorFactory cursors =
                    new PostingsIteratorFactory(dictionary, dense, postings);
            TopKConjunction intersection =
                    new TopKConjunction(
                            table, groups, BlockMaxImportance.of(table, groups, segment.maxDoc()));
            runAll(
                    threads,
                    List.of(
                            () -> {
                                TermCooccurrenceWriter.write(
                                        segment,
                                        dictionary,
                                        table,
                                        dense,
                                        data.resolve(IndexSchema.TERM_COOCCURRENCE_FILE));
                                return null;
                            },
                            () -> {
                                ChampionLists.write(
                                        dense.terms(dictionary),
                                        cursors,
                                        intersection,
                                        data.resolve(IndexSchema.CHAMPION_LISTS_FILE));
                                return null;
                            }));
        }
    }

    private void writeWords(Directory directory, byte[][][] cityLists) throws IOException {
        try (IndexOutput out =
                directory.createOutput(IndexSchema.WORD_TRIE_FILE, IOContext.DEFAULT)) {
            WordTrie.build(segment, cityLists).writeTo(out);
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
