package io.odonym.index;

import io.odonym.index.geo.OccupiedCells;
import io.odonym.index.places.CityNameListDictionary;
import io.odonym.index.places.HouseNumberUuidFile;
import io.odonym.index.places.PlaceStore;
import io.odonym.index.postings.BitsetPostings;
import io.odonym.index.postings.FilterBitsetFile;
import io.odonym.index.postings.NameLengthRanges;
import io.odonym.index.postings.TokenFieldPostings;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexManifest;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.store.ManifestFile;
import io.odonym.index.terms.CooccurrenceTable;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.ForwardIndex;
import io.odonym.index.terms.TermDictionary;
import io.odonym.index.terms.WordTrie;
import io.odonym.index.topk.BlockMaxImportance;
import io.odonym.index.topk.ChampionLists;
import io.odonym.text.TextAnalysis;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An open address index. Immutable and thread-safe; each thread searches it through its own {@link
 * IndexLookup}.
 *
 * <p>Most of the index stays in memory-mapped files. The heap holds the bitsets of a few dozen
 * frequent terms and filters, the champion lists and the folded city names.
 */
public final class AddressIndex implements Closeable {

    private final IndexManifest manifest;
    private final String fingerprint;
    private final MMapDirectory directory;
    private final DirectoryReader reader;
    private final LeafReader segment;
    private final Arena arena;
    private final TermDictionary dictionary;
    private final ForwardIndex forwardIndex;
    private final TokenFieldPostings tokenFieldPostings;
    private final CooccurrenceTable termCooccurrence;
    private final ChampionLists championLists;
    private final BitsetPostings bitsetPostings;
    private final Map<String, DocumentSet> filterBitsetFile;
    private final NameLengthRanges nameLengthRanges;
    private final BlockMaxImportance blockMaxImportance;
    private final byte[][][] cityNames;
    private final HouseNumberUuidFile identifiers;
    private final PlaceStore storedPlaces;
    private final Object lazyReadLock = new Object();
    private volatile Optional<OccupiedCells> occupiedCells = Optional.empty();
    private volatile Optional<WordTrie> wordTrie = Optional.empty();
    private final AreaDocuments areas;

    AddressIndex(IndexManifest manifest, String fingerprint, Path data) throws IOException {
        this.manifest = manifest;
        this.fingerprint = fingerprint;
        this.directory = new MMapDirectory(data);
        this.arena = Arena.ofShared();
        // Resources are closed in reverse order of opening.
        Deque<Closeable> opened = new ArrayDeque<>(List.<Closeable>of(directory, arena::close));
        boolean complete = false;
        try {
            this.reader = DirectoryReader.open(directory);
            opened.addFirst(reader);
            this.segment = reader.leaves().getFirst().reader();
            this.tokenFieldPostings = TokenFieldPostings.of(segment);
            this.dictionary =
                    TermDictionary.open(data.resolve(IndexSchema.TERM_DICTIONARY_FILE), arena);
            this.forwardIndex =
                    ForwardIndex.open(data.resolve(IndexSchema.FORWARD_INDEX_FILE), arena);
            this.termCooccurrence =
                    CooccurrenceTable.open(data.resolve(IndexSchema.TERM_COOCCURRENCE_FILE), arena);
            this.championLists = ChampionLists.read(data.resolve(IndexSchema.CHAMPION_LISTS_FILE));
            this.identifiers =
                    HouseNumberUuidFile.open(data.resolve(IndexSchema.BAN_IDENTIFIERS_FILE));
            opened.addFirst(identifiers);
            try (IndexInput tables =
                    directory.openInput(IndexSchema.VALUE_DICTIONARIES_FILE, IOContext.READONCE)) {
                this.cityNames = CityNameListDictionary.read(tables);
                this.storedPlaces = PlaceStore.open(tables, segment, identifiers);
            }
            this.nameLengthRanges = NameLengthRanges.of(segment);
            this.blockMaxImportance =
                    BlockMaxImportance.of(forwardIndex, nameLengthRanges, segment.maxDoc());
            this.bitsetPostings = BitsetPostings.of(tokenFieldPostings, nameLengthRanges);
            this.filterBitsetFile =
                    FilterBitsetFile.read(data.resolve(IndexSchema.FILTER_BITSETS_FILE));
            this.areas = new AreaDocuments(segment, cityNames);
            complete = true;
        } finally {
            if (!complete) {
                IOUtils.closeWhileHandlingException(opened);
            }
        }
    }

    /**
     * Opens an index. A second thread verifies the checksums of the files while the calling thread
     * opens them.
     *
     * @param directory the directory that {@code odonym index} wrote, or a symbolic link to it
     * @param text the analysis of the queries; the index must be built with the same version
     * @throws IndexException if there is no index in the directory, or if it is damaged or built by
     *     an incompatible version; the message says how to repair it
     */
    public static AddressIndex open(Path directory, TextAnalysis text) throws IOException {
        return IndexOpener.open(directory, text, true);
    }

    /**
     * Opens an index as {@link #open} does, but uses only the calling thread. The other cores
     * remain available for searches in the current index.
     */
    public static AddressIndex openSingleThreaded(Path directory, TextAnalysis text)
            throws IOException {
        return IndexOpener.open(directory, text, false);
    }

    /**
     * Returns the current fingerprint of the index in a directory. The fingerprint changes whenever
     * another index is published in the directory or a symbolic link is changed. The method is
     * cheap enough to be called every second.
     *
     * @throws IndexException if there is no index in the directory
     * @throws IOException if the directory cannot be read
     */
    public static String fingerprint(Path directory) throws IOException {
        return ManifestFile.fingerprint(
                Files.exists(directory) ? directory.toRealPath() : directory);
    }

    /** Returns the fingerprint that the directory had when this index was opened. */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * Reads a manifest file.
     *
     * @param in the file; not closed by this method
     * @param origin the location of the index, for error messages
     * @throws IndexException if the manifest is malformed
     */
    public static IndexManifest manifest(InputStream in, Object origin) throws IOException {
        return ManifestFile.read(in, String.valueOf(origin)).manifest();
    }

    /** Reads the manifest of the index in a directory, without opening the index. */
    public static IndexManifest manifest(Path directory) throws IOException {
        return ManifestFile.read(directory).manifest();
    }

    /**
     * Checks that this program can read the index in a directory. Reads only the manifest.
     *
     * @throws IndexException if the index is incompatible; the message says how to rebuild it
     */
    public static void requireCompatible(Path directory, TextAnalysis text) throws IOException {
        requireCompatible(ManifestFile.read(directory).manifest(), directory, text);
    }

    /**
     * Checks that this program can read the index that a manifest describes.
     *
     * @param origin the location of the index, for the error message
     * @throws IndexException if the index is incompatible; the message says how to rebuild it
     */
    public static void requireCompatible(IndexManifest manifest, Object origin, TextAnalysis text) {
        if (manifest.formatVersion() != IndexSchema.FORMAT_VERSION) {
            throw new IndexException(
                    "the index in "
                            + origin
                            + " has format "
                            + manifest.formatVersion()
                            + ", but this program reads format "
                            + IndexSchema.FORMAT_VERSION
                            + "; build it again with: odonym index");
        }
        if (!manifest.analysisVersion().equals(text.version())) {
            throw new IndexException(
                    "the index in "
                            + origin
                            + " was built with text analysis "
                            + manifest.analysisVersion()
                            + ", but this program uses "
                            + text.version()
                            + "; build it again with: odonym index");
        }
    }

    /** Returns the manifest, which describes the contents of this index and their origin. */
    public IndexManifest manifest() {
        return manifest;
    }

    /** Returns the number of documents. */
    public int documentCount() {
        return segment.maxDoc();
    }

    /** Returns the dictionary of all terms. */
    public TermDictionary dictionary() {
        return dictionary;
    }

    /**
     * Returns the trie of all words of place and city names. The trie is read on first use, because
     * only relaxed searches need it.
     */
    public WordTrie wordTrie() {
        Optional<WordTrie> read = wordTrie;
        if (read.isEmpty()) {
            synchronized (lazyReadLock) {
                read = wordTrie.or(() -> Optional.of(readWordTrie()));
                wordTrie = read;
            }
        }
        return read.get();
    }

    private WordTrie readWordTrie() {
        try (IndexInput in = directory.openInput(IndexSchema.WORD_TRIE_FILE, IOContext.READONCE)) {
            return WordTrie.read(in);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /**
     * Returns the geohash cells that contain at least one place. The cells are read on first use.
     */
    OccupiedCells occupiedCells() {
        Optional<OccupiedCells> read = occupiedCells;
        if (read.isEmpty()) {
            synchronized (lazyReadLock) {
                read = occupiedCells.or(() -> Optional.of(readOccupiedCells()));
                occupiedCells = read;
            }
        }
        return read.get();
    }

    /** Returns the documents of departments, territories and rectangles. */
    AreaDocuments areas() {
        return areas;
    }

    private OccupiedCells readOccupiedCells() {
        try {
            return OccupiedCells.of(segment);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Returns the heap size of the bitsets and champion lists read so far, in bytes. */
    public long heapBytes() {
        long filterBytes =
                filterBitsetFile.values().stream()
                        .mapToLong(set -> set.bits().ramBytesUsed())
                        .sum();
        return bitsetPostings.sizeInBytes() + championLists.sizeInBytes() + filterBytes;
    }

    /** Creates a lookup. Only one thread at a time may use it. */
    public IndexLookup newLookup() throws IOException {
        return new IndexLookup(this);
    }

    /** Returns the Lucene segment, which contains all documents. */
    LeafReader segment() {
        return segment;
    }

    /** Returns the forward index from documents to terms. */
    ForwardIndex forwardIndex() {
        return forwardIndex;
    }

    /** Returns the co-occurrence table of frequent terms. */
    CooccurrenceTable termCooccurrence() {
        return termCooccurrence;
    }

    /** Returns the bitsets of dense terms. */
    BitsetPostings bitsetPostings() {
        return bitsetPostings;
    }

    /** Returns the stored attributes and house numbers of all places. */
    public PlaceStore storedPlaces() {
        return storedPlaces;
    }

    TokenFieldPostings tokenFieldPostings() {
        return tokenFieldPostings;
    }

    ChampionLists championLists() {
        return championLists;
    }

    /** Returns the document sets of the frequent filter terms, keyed by filter term. */
    Map<String, DocumentSet> filterBitsetFile() {
        return filterBitsetFile;
    }

    BlockMaxImportance blockMaxImportance() {
        return blockMaxImportance;
    }

    NameLengthRanges nameLengthRanges() {
        return nameLengthRanges;
    }

    /** Returns the folded city names of each city list, indexed by list number. */
    byte[][][] cityNames() {
        return cityNames;
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(identifiers, reader, directory, arena::close);
    }
}
