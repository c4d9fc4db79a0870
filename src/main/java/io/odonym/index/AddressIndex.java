package io.odonym.index;

import io.odonym.index.geo.OccupiedCells;
import io.odonym.index.places.BanIdentifierFile;
import io.odonym.index.places.CityNameTable;
import io.odonym.index.places.StoredPlaces;
import io.odonym.index.postings.BitsetPostings;
import io.odonym.index.postings.FilterBitsets;
import io.odonym.index.postings.NameLengthRanges;
import io.odonym.index.postings.TokenPostings;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.store.Manifest;
import io.odonym.index.store.ManifestFile;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.ForwardIndex;
import io.odonym.index.terms.TermCooccurrence;
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
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An opened index: immutable, for any number of threads, each with a {@link IndexLookup} of its
 * own.
 *
 * <p>Nearly all of it stays in the mapped files. On the heap are the bits of the few dozen
 * commonest tokens and filters and the folded names of the cities.
 */
public final class AddressIndex implements Closeable {

    private final Manifest manifest;
    private final String fingerprint;
    private final MMapDirectory directory;
    private final DirectoryReader reader;
    private final LeafReader segment;
    private final Arena arena;
    private final TermDictionary dictionary;
    private final ForwardIndex documents;
    private final TokenPostings postings;
    private final TermCooccurrence pairs;
    private final ChampionLists heaviest;
    private final BitsetPostings denseTokens;
    private final Map<String, DocumentSet> denseFilters;
    private final NameLengthRanges groups;
    private final BlockMaxImportance importanceBounds;
    private final byte[][][] cities;
    private final BanIdentifierFile identifiers;
    private final StoredPlaces answers;
    private final Object wordsLock = new Object();
    private volatile Optional<OccupiedCells> nearbyCells = Optional.empty();
    private volatile Optional<WordTrie> words = Optional.empty();

    AddressIndex(Manifest manifest, String fingerprint, Path data) throws IOException {
        this.manifest = manifest;
        this.fingerprint = fingerprint;
        this.directory = new MMapDirectory(data);
        this.arena = Arena.ofShared();
        // The last opened is closed first.
        Deque<Closeable> opened = new ArrayDeque<>(List.<Closeable>of(directory, arena::close));
        boolean whole = false;
        try {
            this.reader = DirectoryReader.open(directory);
            opened.addFirst(reader);
            this.segment = reader.leaves().getFirst().reader();
            this.postings = TokenPostings.of(segment);
            this.dictionary =
                    TermDictionary.open(data.resolve(IndexSchema.TERM_DICTIONARY_FILE), arena);
            this.documents = ForwardIndex.open(data.resolve(IndexSchema.FORWARD_INDEX_FILE), arena);
            this.pairs =
                    TermCooccurrence.open(data.resolve(IndexSchema.TERM_COOCCURRENCE_FILE), arena);
            this.heaviest = ChampionLists.read(data.resolve(IndexSchema.CHAMPION_LISTS_FILE));
            this.identifiers =
                    BanIdentifierFile.open(data.resolve(IndexSchema.BAN_IDENTIFIERS_FILE));
            opened.addFirst(identifiers);
            try (IndexInput tables =
                    directory.openInput(IndexSchema.VALUE_DICTIONARIES_FILE, IOContext.READONCE)) {
                this.cities = CityNameTable.read(tables);
                this.answers = StoredPlaces.open(tables, segment, identifiers);
            }
            this.groups = NameLengthRanges.of(segment);
            this.importanceBounds = BlockMaxImportance.of(documents, groups, segment.maxDoc());
            this.denseTokens = BitsetPostings.of(postings, groups);
            this.denseFilters = FilterBitsets.read(data.resolve(IndexSchema.FILTER_BITSETS_FILE));
            whole = true;
        } finally {
            if (!whole) {
                IOUtils.closeWhileHandlingException(opened);
            }
        }
    }

    /**
     * Opens the index of a folder, as fast as all cores can.
     *
     * @param index the folder that {@code odonym index} wrote, or a link to it
     * @param text the analysis that queries will go through; the index must have been made with it
     * @throws IndexException where there is no index, it is damaged or made by another version; the
     *     message says what to do
     */
    public static AddressIndex open(Path index, TextAnalysis text) throws IOException {
        return IndexOpener.open(index, text, true);
    }

    /**
     * The same beside an index that is in use: on the thread of the caller alone, to leave the
     * other cores to searches.
     */
    public static AddressIndex openSingleThreaded(Path index, TextAnalysis text)
            throws IOException {
        return IndexOpener.open(index, text, false);
    }

    /**
     * What a folder, or the folder that a link leads to, holds at this moment: other words for
     * another index, and for the same one with other files. Cheap enough to be asked every second.
     *
     * @throws IndexException where there is no index
     * @throws IOException where the folder cannot be read
     */
    public static String fingerprint(Path index) throws IOException {
        return ManifestFile.fingerprint(Files.exists(index) ? index.toRealPath() : index);
    }

    /** That of the folder when this was opened. */
    public String fingerprint() {
        return fingerprint;
    }

    /** What the folder's manifest says, without opening the index. */
    public static Manifest manifest(Path index) throws IOException {
        return ManifestFile.read(index).manifest();
    }

    /**
     * Whether this program can read the index, by its manifest alone.
     *
     * @throws IndexException where it cannot; the message says what to do
     */
    public static void requireCompatible(Path index, TextAnalysis text) throws IOException {
        requireCompatible(ManifestFile.read(index).manifest(), index, text);
    }

    /**
     * Whether this program can read the index of this manifest.
     *
     * @param origin where it comes from, for the message
     * @throws IndexException where it cannot; the message says what to do
     */
    public static void requireCompatible(Manifest manifest, Object origin, TextAnalysis text) {
        if (manifest.formatVersion() != IndexSchema.FORMAT_VERSION) {
            throw new IndexException(
                    "the index in "
                            + origin
                            + " has format "
                            + manifest.formatVersion()
                            + ", this program reads format "
                            + IndexSchema.FORMAT_VERSION
                            + "; build it again with: odonym index");
        }
        if (!manifest.analysisVersion().equals(text.version())) {
            throw new IndexException(
                    "the index in "
                            + origin
                            + " was made with text analysis "
                            + manifest.analysisVersion()
                            + ", this program has "
                            + text.version()
                            + "; build it again with: odonym index");
        }
    }

    /** What the index holds and where it came from. */
    public Manifest manifest() {
        return manifest;
    }

    /** Every token. */
    public TermDictionary dictionary() {
        return dictionary;
    }

    /**
     * Every word of names and cities. Read when it is first asked for, since only searches that are
     * to be improved need it.
     */
    public WordTrie wordTrie() {
        Optional<WordTrie> read = words;
        if (read.isEmpty()) {
            synchronized (wordsLock) {
                read = words.or(() -> Optional.of(readWords()));
                words = read;
            }
        }
        return read.get();
    }

    /** Where there are places at all. Made when it is first asked for. */
    OccupiedCells occupiedCells() {
        Optional<OccupiedCells> made = nearbyCells;
        if (made.isEmpty()) {
            synchronized (wordsLock) {
                made = nearbyCells.or(() -> Optional.of(readCells()));
                nearbyCells = made;
            }
        }
        return made.get();
    }

    private OccupiedCells readCells() {
        try {
            return OccupiedCells.of(segment);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    private WordTrie readWords() {
        try (IndexInput in = directory.openInput(IndexSchema.WORD_TRIE_FILE, IOContext.READONCE)) {
            return WordTrie.read(in);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Bytes on the heap, of what is read so far. */
    public long heapBytes() {
        long filters =
                denseFilters.values().stream().mapToLong(set -> set.bits().ramBytesUsed()).sum();
        return denseTokens.sizeInBytes() + heaviest.sizeInBytes() + filters;
    }

    /** New cursors, for one thread at a time. */
    public IndexLookup newLookup() throws IOException {
        return new IndexLookup(this);
    }

    public LeafReader segment() {
        return segment;
    }

    public ForwardIndex forwardIndex() {
        return documents;
    }

    TokenPostings tokenPostings() {
        return postings;
    }

    public TermCooccurrence termCooccurrence() {
        return pairs;
    }

    ChampionLists championLists() {
        return heaviest;
    }

    public BitsetPostings bitsetPostings() {
        return denseTokens;
    }

    Map<String, DocumentSet> filterBitsets() {
        return denseFilters;
    }

    BlockMaxImportance blockMaxImportance() {
        return importanceBounds;
    }

    NameLengthRanges nameLengthRanges() {
        return groups;
    }

    byte[][][] cityNames() {
        return cities;
    }

    public StoredPlaces storedPlaces() {
        return answers;
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(identifiers, reader, directory, arena::close);
    }
}
