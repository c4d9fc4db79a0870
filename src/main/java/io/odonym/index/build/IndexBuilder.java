package io.odonym.index.build;

import io.odonym.index.places.CityNameListDictionary;
import io.odonym.index.places.HouseNumberUuidFile;
import io.odonym.index.places.PlaceStore;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.store.AlignedBlockDirectory;
import io.odonym.index.store.DataDate;
import io.odonym.index.store.FileChecksums;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexLock;
import io.odonym.index.store.IndexManifest;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.store.ManifestFile;
import io.odonym.model.Place;
import io.odonym.text.TextAnalysis;

import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Builds one index and publishes it atomically.
 *
 * <p>The builder writes a new data directory, forces it to disk and publishes it by renaming a
 * single file, the manifest. The index directory therefore contains either the old index or the new
 * one, even if the process or the machine crashes.
 *
 * <p>Documents are sorted as described in {@link io.odonym.index} and merged into one segment. The
 * methods that add, replace and delete places are thread-safe.
 */
public final class IndexBuilder implements Closeable {

    private static final String DATA_PREFIX = "data-";

    /**
     * The size of Lucene's indexing buffer. With this size, all of France fills about ten segments,
     * which are merged once.
     */
    private static final double RAM_BUFFER_MEGABYTES = 256;

    /**
     * The number of threads for the final merge, in which Lucene merges postings and doc values in
     * parallel.
     */
    private static final int MERGE_THREADS = 3;

    private final Path output;
    private final IndexLock lock;
    private Path data;
    private final TextAnalysis text;
    private final Directory directory;
    private final IndexWriter writer;
    private final HouseNumberUuidFile.Writer identifiers;
    private final PlaceDocumentFactory documentFactory;
    private final Map<String, LongAdder> documentsByType = new ConcurrentHashMap<>();
    private final LongAdder houseNumbers = new LongAdder();
    private volatile boolean anyDeleted;
    private boolean published;
    private RepeatedIdentifiers repeatedIdentifiers = RepeatedIdentifiers.NONE;

    private IndexBuilder(Path output, IndexLock lock, TextAnalysis text) throws IOException {
        this.lock = lock;
        this.output = output;
        this.text = text;
        this.data = output.resolve(DATA_PREFIX + UUID.randomUUID().toString().substring(0, 8));
        Files.createDirectories(data);
        this.directory = new AlignedBlockDirectory(data);
        this.identifiers =
                new HouseNumberUuidFile.Writer(data.resolve(IndexSchema.BAN_IDENTIFIERS_FILE));
        this.documentFactory = new PlaceDocumentFactory(text, identifiers);
        this.writer = new IndexWriter(directory, writerConfig());
    }

    private static IndexWriterConfig writerConfig() {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(MERGE_THREADS, MERGE_THREADS);
        return new IndexWriterConfig()
                .setCodec(new OdonymCodec())
                .setMergeScheduler(merges)
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                .setRAMBufferSizeMB(RAM_BUFFER_MEGABYTES)
                .setUseCompoundFile(false)
                .setCommitOnClose(false)
                .setIndexSort(
                        new Sort(
                                new SortField(IndexSchema.NAME_TOKENS_FIELD, SortField.Type.INT),
                                new SortField(
                                        IndexSchema.IMPORTANCE_FIELD, SortField.Type.DOUBLE, true),
                                new SortField(IndexSchema.ID_FIELD, SortField.Type.STRING)));
    }

    /**
     * Creates a builder of a new index.
     *
     * @param output the index directory, which is created if it does not exist; an existing index
     *     in this directory stays in place until {@link #publish}
     * @param text the text analysis of the index
     * @throws IndexException if another import is writing to the directory
     */
    public static IndexBuilder create(Path output, TextAnalysis text) throws IOException {
        IndexLock lock = IndexLock.acquire(output);
        try {
            return new IndexBuilder(output, lock, text);
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /**
     * Adds a place. Thread-safe.
     *
     * @throws IllegalArgumentException if the place cannot be indexed, for example because it has
     *     no name, no identifier or no position; in that case the index is unchanged
     */
    public void add(Place place) throws IOException {
        PlaceValidator.validate(place);
        Document document = documentFactory.create(place);
        // If several threads add documents at the same time, Lucene fills one segment per thread.
        // The lock makes Lucene fill a single segment, so that fewer segments have to be merged.
        synchronized (writer) {
            writer.addDocument(document);
        }
        count(place);
    }

    /**
     * Adds a place and deletes all previously added places that have the same identifier.
     * Thread-safe.
     *
     * @throws IllegalArgumentException if the place cannot be indexed; even then, the previously
     *     added places are deleted
     */
    public void replace(Place place) throws IOException {
        delete(place.id());
        add(place);
    }

    /** Deletes all previously added places that have the given identifier. Thread-safe. */
    public void delete(String id) throws IOException {
        synchronized (writer) {
            writer.deleteDocuments(new Term(IndexSchema.ID_FIELD, id));
        }
        anyDeleted = true;
    }

    private void count(Place place) {
        documentsByType.computeIfAbsent(place.type(), _ -> new LongAdder()).increment();
        houseNumbers.add(place.houseNumbers().size());
    }

    /**
     * Merges the segments, writes the side files, forces all files to disk and publishes the index.
     * Then deletes the previous index.
     *
     * @param sources the names of the imported files
     * @param dataDate the date of the data
     * @param createdAt the build time to record in the manifest
     * @param skippedLines the number of bad lines that were skipped
     * @return the manifest of the new index
     * @throws IndexException if no places were added
     */
    public IndexManifest publish(
            List<String> sources, DataDate dataDate, Instant createdAt, long skippedLines)
            throws IOException {
        identifiers.close();
        writer.forceMerge(1);
        writer.commit();
        writer.close();
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            if (reader.leaves().isEmpty()) {
                throw new IndexException("the inputs contain no place to index");
            }
            LeafReader segment = reader.leaves().getFirst().reader();
            repeatedIdentifiers = RepeatedIdentifiers.find(segment);
            SideFileWriter.write(segment, directory, data, documentFactory.cityLists());
        }
        try (IndexOutput out =
                directory.createOutput(IndexSchema.VALUE_DICTIONARIES_FILE, IOContext.DEFAULT)) {
            documentFactory.writeValueDictionaries(out);
        }
        if (anyDeleted) {
            recount();
        }
        directory.close();
        forceFiles();
        IndexManifest manifest = manifest(sources, dataDate, createdAt, skippedLines);
        data = renameByContent(data, manifest);
        ManifestFile.write(
                output, new ManifestFile.Contents(manifest, data.getFileName().toString()));
        published = true;
        deleteUnpublishedData();
        return manifest;
    }

    /** Returns the identifiers that several places of the published index have. */
    RepeatedIdentifiers repeatedIdentifiers() {
        return repeatedIdentifiers;
    }

    private void forceFiles() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().equals(IndexWriter.WRITE_LOCK_NAME)) {
                    Files.delete(file);
                } else {
                    ManifestFile.force(file);
                }
            }
        }
        ManifestFile.force(data);
    }

    private IndexManifest manifest(
            List<String> sources, DataDate dataDate, Instant createdAt, long skippedLines)
            throws IOException {
        SortedMap<String, Long> counts = new TreeMap<>();
        documentsByType.forEach((type, count) -> counts.put(type, count.sum()));
        return new IndexManifest(
                IndexSchema.FORMAT_VERSION,
                text.version(),
                createdAt.truncatedTo(ChronoUnit.SECONDS).toString(),
                dataDate,
                List.copyOf(sources),
                counts.values().stream().mapToLong(Long::longValue).sum(),
                houseNumbers.sum(),
                Collections.unmodifiableSortedMap(counts),
                skippedLines,
                FileChecksums.compute(data));
    }

    /**
     * Renames a data directory to a name derived from its checksums, so that two builds from the
     * same places produce the same name. If a directory with that name already exists, the data
     * directory keeps its random name.
     */
    private static Path renameByContent(Path data, IndexManifest manifest) throws IOException {
        CRC32C content = new CRC32C();
        content.update(manifest.files().toString().getBytes(StandardCharsets.UTF_8));
        Path renamed = data.resolveSibling(DATA_PREFIX + "%08x".formatted(content.getValue()));
        return Files.exists(renamed)
                ? data
                : Files.move(data, renamed, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Counts the places of the finished segment again, because the previous counts include deleted
     * places.
     */
    private void recount() throws IOException {
        documentsByType.clear();
        houseNumbers.reset();
        try (DirectoryReader reader = DirectoryReader.open(directory);
                IndexInput tables =
                        directory.openInput(
                                IndexSchema.VALUE_DICTIONARIES_FILE, IOContext.READONCE);
                HouseNumberUuidFile banIdentifiers =
                        HouseNumberUuidFile.open(data.resolve(IndexSchema.BAN_IDENTIFIERS_FILE))) {
            LeafReader segment = reader.leaves().getFirst().reader();
            CityNameListDictionary.read(tables);
            StoredPlaceReader places = PlaceStore.open(tables, segment, banIdentifiers).newReader();
            for (int document = 0; document < segment.maxDoc(); document++) {
                count(places.place(document));
            }
        }
    }

    /** Deletes the data directories of the previous index and of interrupted imports. */
    private void deleteUnpublishedData() throws IOException {
        try (Stream<Path> folders = Files.list(output)) {
            for (Path folder : folders.toList()) {
                if (folder.getFileName().toString().startsWith(DATA_PREFIX)
                        && !folder.equals(data)) {
                    deleteFolder(folder);
                }
            }
        }
    }

    private static void deleteFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    /**
     * Deletes all files written by this builder unless the index has been published, and unlocks
     * the index directory.
     */
    @Override
    public void close() throws IOException {
        try (lock) {
            if (!published) {
                writer.rollback();
                identifiers.close();
                directory.close();
                deleteFolder(data);
                lock.deleteEmptyFolder();
            }
        }
    }
}
