package io.odonym.index.build;

import io.odonym.index.places.BanIdentifierFile;
import io.odonym.index.places.CityNameTable;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.places.StoredPlaces;
import io.odonym.index.store.FileChecksums;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.store.LargePageDirectory;
import io.odonym.index.store.Manifest;
import io.odonym.index.store.ManifestFile;
import io.odonym.model.Attributes.JsonNull;
import io.odonym.model.HouseNumber;
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
 * Builds one index. It is written aside, forced to disk, then published by renaming one file, the
 * manifest, so that the folder holds the old index or the new one and never a part of either,
 * whenever the program or the machine stops.
 *
 * <p>Documents are sorted as {@link io.odonym.index} says and end in a single segment.
 */
public final class IndexBuilder implements Closeable {

    private static final String DATA_PREFIX = "data-";

    /** Lucene's buffer in megabytes: some ten segments for all of France, merged once. */
    private static final double BUFFER_MEGABYTES = 256;

    /** The one merge at the end may work on postings and on doc values at the same time. */
    private static final int MERGE_THREADS = 3;

    private final Path output;
    private Path data;
    private final TextAnalysis text;
    private final Directory directory;
    private final IndexWriter writer;
    private final BanIdentifierFile.Writer identifiers;
    private final PlaceDocumentFactory documents;
    private final Map<String, LongAdder> types = new ConcurrentHashMap<>();
    private final LongAdder houseNumbers = new LongAdder();
    private volatile boolean deleted;
    private boolean published;

    private IndexBuilder(Path output, TextAnalysis text) throws IOException {
        this.output = output;
        this.text = text;
        this.data = output.resolve(DATA_PREFIX + UUID.randomUUID().toString().substring(0, 8));
        Files.createDirectories(data);
        this.directory = new LargePageDirectory(data);
        this.identifiers =
                new BanIdentifierFile.Writer(data.resolve(IndexSchema.BAN_IDENTIFIERS_FILE));
        this.documents = new PlaceDocumentFactory(text, identifiers);
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(MERGE_THREADS, MERGE_THREADS);
        IndexWriterConfig config =
                new IndexWriterConfig()
                        .setCodec(new OdonymCodec())
                        .setMergeScheduler(merges)
                        .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                        .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                        .setUseCompoundFile(false)
                        .setCommitOnClose(false)
                        .setIndexSort(
                                new Sort(
                                        new SortField(
                                                IndexSchema.NAME_TOKENS_FIELD, SortField.Type.INT),
                                        new SortField(
                                                IndexSchema.IMPORTANCE_FIELD,
                                                SortField.Type.DOUBLE,
                                                true),
                                        new SortField(
                                                IndexSchema.ID_FIELD, SortField.Type.STRING)));
        this.writer = new IndexWriter(directory, config);
    }

    /**
     * Starts an index beside the one in use.
     *
     * @param output the folder of the index, made where it is missing; what it holds stays until
     *     {@link #publish}
     */
    public static IndexBuilder create(Path output, TextAnalysis text) throws IOException {
        return new IndexBuilder(output, text);
    }

    /**
     * Adds a place. Any number of threads may call this.
     *
     * @throws IllegalArgumentException where the place cannot be indexed (no name, no id, no
     *     position); nothing was added
     */
    public void add(Place place) throws IOException {
        check(place);
        Document document = documents.of(place);
        // One thread at a time, so that Lucene fills one segment and not one a thread, which it
        // would then have to merge.
        synchronized (writer) {
            writer.addDocument(document);
        }
        count(place);
    }

    /**
     * Adds a place instead of those added before under its identifier.
     *
     * @throws IllegalArgumentException where the place cannot be indexed; those of before are gone
     *     all the same, as from any index that is built without them
     */
    public void replace(Place place) throws IOException {
        delete(place.id());
        add(place);
    }

    /** Takes out the places added before under an identifier, if any. */
    public void delete(String id) throws IOException {
        synchronized (writer) {
            writer.deleteDocuments(new Term(IndexSchema.ID_FIELD, id));
        }
        deleted = true;
    }

    private void count(Place place) {
        types.computeIfAbsent(place.type(), _ -> new LongAdder()).increment();
        houseNumbers.add(place.houseNumbers().size());
    }

    private static void check(Place place) {
        if (place.id().isEmpty()) {
            throw new IllegalArgumentException("id must not be null");
        }
        if (place.attributes().text("name").isEmpty()) {
            throw new IllegalArgumentException("name must not be null");
        }
        checkPoint(place.latitude(), place.longitude(), "");
        for (HouseNumber number : place.houseNumbers()) {
            checkPoint(
                    number.latitude(), number.longitude(), " of house number " + number.number());
        }
        for (String key : IndexSchema.SEARCHED_KEYS) {
            for (Object value : place.attributes().list(key)) {
                if (!(value instanceof String
                        || value instanceof Number
                        || value == JsonNull.NULL)) {
                    throw new IllegalArgumentException(
                            key + " must be a string or a number, or a list of these");
                }
            }
        }
    }

    private static void checkPoint(double latitude, double longitude, String of) {
        if (!(latitude >= -90 && latitude <= 90)) {
            throw new IllegalArgumentException("lat" + of + " must be between -90 and 90");
        }
        if (!(longitude >= -180 && longitude <= 180)) {
            throw new IllegalArgumentException("lon" + of + " must be between -180 and 180");
        }
    }

    /**
     * Merges, forces to disk and publishes; then deletes the index that was there.
     *
     * @param sources the names of the files that were read
     * @param dataDate date of the newest source, ISO 8601
     * @param created when the index is said to be built
     * @param skipped how many bad lines were skipped
     */
    public Manifest publish(List<String> sources, String dataDate, Instant created, long skipped)
            throws IOException {
        identifiers.close();
        writer.forceMerge(1);
        writer.commit();
        writer.close();
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            LeafReader segment =
                    reader.leaves().isEmpty() ? null : reader.leaves().getFirst().reader();
            if (segment == null) {
                throw new IndexException("there is not a single place to index");
            }
            SideFiles.write(segment, directory, data, documents.cityLists());
        }
        try (IndexOutput out =
                directory.createOutput(IndexSchema.VALUE_DICTIONARIES_FILE, IOContext.DEFAULT)) {
            documents.writeTables(out);
        }
        if (deleted) {
            countAgain();
        }
        directory.close();
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
        SortedMap<String, Long> byType = new TreeMap<>();
        types.forEach((type, count) -> byType.put(type, count.sum()));
        Manifest manifest =
                new Manifest(
                        IndexSchema.FORMAT_VERSION,
                        text.version(),
                        created.truncatedTo(ChronoUnit.SECONDS).toString(),
                        dataDate,
                        List.copyOf(sources),
                        byType.values().stream().mapToLong(Long::longValue).sum(),
                        houseNumbers.sum(),
                        Collections.unmodifiableSortedMap(byType),
                        skipped,
                        FileChecksums.compute(data));
        data = nameByContent(data, manifest);
        ManifestFile.write(
                output, new ManifestFile.Contents(manifest, data.getFileName().toString()));
        published = true;
        deleteOthers();
        return manifest;
    }

    /**
     * Names the folder by what is in it, so that two builds of the same are the same. Where a
     * folder of that name is in use, the name stays the random one.
     */
    private static Path nameByContent(Path data, Manifest manifest) throws IOException {
        CRC32C content = new CRC32C();
        content.update(manifest.files().toString().getBytes(StandardCharsets.UTF_8));
        Path named = data.resolveSibling(DATA_PREFIX + "%08x".formatted(content.getValue()));
        return Files.exists(named) ? data : Files.move(data, named, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What is left, where something that was counted has been taken out since. */
    private void countAgain() throws IOException {
        types.clear();
        houseNumbers.reset();
        try (DirectoryReader reader = DirectoryReader.open(directory);
                IndexInput tables =
                        directory.openInput(
                                IndexSchema.VALUE_DICTIONARIES_FILE, IOContext.READONCE);
                BanIdentifierFile read =
                        BanIdentifierFile.open(data.resolve(IndexSchema.BAN_IDENTIFIERS_FILE))) {
            LeafReader segment = reader.leaves().getFirst().reader();
            CityNameTable.read(tables);
            StoredPlaceReader answers = StoredPlaces.open(tables, segment, read).answers();
            for (int document = 0; document < segment.maxDoc(); document++) {
                count(answers.whole(document));
            }
        }
    }

    /**
     * Deletes data folders that no manifest names: those of the index before and of imports that
     * were killed.
     */
    private void deleteOthers() throws IOException {
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

    /** Deletes what was written unless it was published. */
    @Override
    public void close() throws IOException {
        if (!published) {
            writer.rollback();
            identifiers.close();
            directory.close();
            deleteFolder(data);
            try (Stream<Path> left = Files.list(output)) {
                if (left.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(output);
        }
    }
}
