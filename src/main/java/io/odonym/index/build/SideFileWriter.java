package io.odonym.index.build;

import io.odonym.index.postings.BitsetPostings;
import io.odonym.index.postings.FilterBitsetFile;
import io.odonym.index.postings.NameLengthRanges;
import io.odonym.index.postings.PostingsIteratorFactory;
import io.odonym.index.postings.TokenFieldPostings;
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
 * Writes the side files of an index: the files that are derived from the merged Lucene segment.
 * Files that do not depend on each other are written in parallel.
 */
final class SideFileWriter {

    private final LeafReader segment;
    private final Directory directory;
    private final Path data;
    private final byte[][][] cityLists;

    private SideFileWriter(
            LeafReader segment, Directory directory, Path data, byte[][][] cityLists) {
        this.segment = segment;
        this.directory = directory;
        this.data = data;
        this.cityLists = cityLists;
    }

    /**
     * Writes all side files.
     *
     * @param directory the data directory, as a Lucene directory
     * @param data the path of the data directory
     * @param cityLists the lists of city names; a ranking record refers to a list by its index
     */
    static void write(LeafReader segment, Directory directory, Path data, byte[][][] cityLists)
            throws IOException {
        new SideFileWriter(segment, directory, data, cityLists).writeAll();
    }

    /** Writes one side file. */
    @FunctionalInterface
    private interface Writer {
        void write() throws IOException;
    }

    private void writeAll() throws IOException {
        double[] importances = TermDictionaryWriter.importances(segment);
        try (Arena arena = Arena.ofShared();
                ExecutorService executor =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            runAll(
                    executor,
                    List.of(
                            () ->
                                    ForwardIndexWriter.write(
                                            segment,
                                            importances,
                                            cityLists,
                                            data.resolve(IndexSchema.FORWARD_INDEX_FILE)),
                            () ->
                                    TermDictionaryWriter.write(
                                            segment,
                                            importances,
                                            data.resolve(IndexSchema.TERM_DICTIONARY_FILE)),
                            () ->
                                    FilterBitsetFile.write(
                                            segment, data.resolve(IndexSchema.FILTER_BITSETS_FILE)),
                            this::writeWordTrie));
            TermDictionary dictionary =
                    TermDictionary.open(data.resolve(IndexSchema.TERM_DICTIONARY_FILE), arena);
            ForwardIndex forwardIndex =
                    ForwardIndex.open(data.resolve(IndexSchema.FORWARD_INDEX_FILE), arena);
            NameLengthRanges nameLengths = NameLengthRanges.of(segment);
            TokenFieldPostings postings = TokenFieldPostings.of(segment);
            BitsetPostings bitsets = BitsetPostings.of(postings, nameLengths);
            PostingsIteratorFactory iterators =
                    new PostingsIteratorFactory(dictionary, bitsets, postings);
            TopKConjunction topK =
                    new TopKConjunction(
                            forwardIndex,
                            nameLengths,
                            BlockMaxImportance.of(forwardIndex, nameLengths, segment.maxDoc()));
            runAll(
                    executor,
                    List.of(
                            () ->
                                    CooccurrenceTableWriter.write(
                                            segment,
                                            dictionary,
                                            forwardIndex,
                                            bitsets,
                                            data.resolve(IndexSchema.TERM_COOCCURRENCE_FILE)),
                            () ->
                                    ChampionLists.write(
                                            bitsets.terms(dictionary),
                                            iterators,
                                            topK,
                                            data.resolve(IndexSchema.CHAMPION_LISTS_FILE))));
        }
    }

    private void writeWordTrie() throws IOException {
        try (IndexOutput out =
                directory.createOutput(IndexSchema.WORD_TRIE_FILE, IOContext.DEFAULT)) {
            WordTrie.build(segment, cityLists).writeTo(out);
        }
    }

    /** Runs writers in parallel. If a writer fails, this method throws its exception. */
    private static void runAll(ExecutorService executor, List<Writer> writers) throws IOException {
        List<Future<Void>> running = new ArrayList<>();
        for (Writer writer : writers) {
            Callable<Void> task =
                    () -> {
                        writer.write();
                        return null;
                    };
            running.add(executor.submit(task));
        }
        try {
            for (Future<Void> task : running) {
                task.get();
            }
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException unwritable -> throw unwritable;
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                default -> throw new IllegalStateException(failed.getCause());
            }
        } catch (InterruptedException interrupted) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the index was written", interrupted);
        }
    }
}
