package io.odonym.index;

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
 * An opened index: immutable, for any number of threads, each with a {@link Lookup} of its own.
 *
 * <p>Nearly all of it stays in the mapped files. On the heap are the bits of the few dozen
 * commonest tokens and filters and the folded names of the cities.
 */
public final class Snapshot implements Closeable {

    private final Manifest manifest;
    private final String fingerprint;
    private final MMapDirectory directory;
    private final DirectoryReader reader;
    private final LeafReader segment;
    private final Arena arena;
    private final Dictionary dictionary;
    private final DocumentTable documents;
    private final TokenPostings postings;
    private final TokenPairs pairs;
    private final HeaviestDocuments heaviest;
    private final DenseTokens denseTokens;
    private final Map<String, DocumentSet> denseFilters;
    private final NameGroups groups;
    private final ImportanceBounds importanceBounds;
    private final byte[][][] cities;
    private final IdentifierFile identifiers;
    private final AnswerStore answers;
    private final Object wordsLock = new Object();
    private volatile Optional<NearbyCells> nearbyCells = Optional.empty();
    private volatile Optional<WordTrie> words = Optional.empty();

    Snapshot(Manifest manifest, String fingerprint, Path data) throws IOException {
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
            this.dictionary = Dictionary.open(data.resolve(Schema.DICTIONARY_FILE), arena);
            this.documents = DocumentTable.open(data.resolve(Schema.DOCUMENTS_FILE), arena);
            this.pairs = TokenPairs.open(data.resolve(Schema.PAIRS_FILE), arena);
            this.heaviest = HeaviestDocuments.open(data.resolve(Schema.HEAVIEST_FILE));
            this.identifiers = IdentifierFile.open(data.resolve(Schema.IDENTIFIERS_FILE));
            opened.addFirst(identifiers);
            try (IndexInput tables = directory.openInput(Schema.TABLES_FILE, IOContext.READONCE)) {
                this.cities = CityTable.read(tables);
                this.answers = AnswerStore.open(tables, segment, identifiers);
            }
            this.groups = NameGroups.of(segment);
            this.importanceBounds = ImportanceBounds.of(documents, groups, segment.maxDoc());
            this.denseTokens = DenseTokens.of(postings, groups);
            this.denseFilters = DenseFilters.open(data.resolve(Schema.FILTERS_FILE));
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
     * @param index the folder that {@link IndexBuilder} wrote, or a link to it
     * @param text the analysis that queries will go through; the index must have been made with it
     * @throws IndexException where there is no index, it is damaged or made by another version; the
     *     message says what to do
     */
    public static Snapshot open(Path index, TextAnalysis text) throws IOException {
        return IndexOpening.open(index, text, true);
    }

    /**
     * The same beside an index that is in use: on the thread of the caller alone, to leave the
     * other cores to searches.
     */
    public static Snapshot openBeside(Path index, TextAnalysis text) throws IOException {
        return IndexOpening.open(index, text, false);
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
    public static void check(Path index, TextAnalysis text) throws IOException {
        check(ManifestFile.read(index).manifest(), index, text);
    }

    /**
     * Whether this program can read the index of this manifest.
     *
     * @param origin where it comes from, for the message
     * @throws IndexException where it cannot; the message says what to do
     */
    public static void check(Manifest manifest, Object origin, TextAnalysis text) {
        if (manifest.formatVersion() != Schema.FORMAT_VERSION) {
            throw new IndexException(
                    "the index in "
                            + origin
                            + " has format "
                            + manifest.formatVersion()
                            + ", this program reads format "
                            + Schema.FORMAT_VERSION
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
    public Dictionary dictionary() {
        return dictionary;
    }

    /**
     * Every word of names and cities. Read when it is first asked for, since only searches that are
     * to be improved need it.
     */
    public WordTrie words() {
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
    NearbyCells nearbyCells() {
        Optional<NearbyCells> made = nearbyCells;
        if (made.isEmpty()) {
            synchronized (wordsLock) {
                made = nearbyCells.or(() -> Optional.of(readCells()));
                nearbyCells = made;
            }
        }
        return made.get();
    }

    private NearbyCells readCells() {
        try {
            return NearbyCells.of(segment);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    private WordTrie readWords() {
        try (IndexInput in = directory.openInput(Schema.WORDS_FILE, IOContext.READONCE)) {
            return WordTrie.read(in);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Bytes on the heap, of what is read so far. */
    public long heapBytes() {
        long filters =
                denseFilters.values().stream().mapToLong(set -> set.bits().ramBytesUsed()).sum();
        return denseTokens.bytes() + heaviest.bytes() + filters;
    }

    /** New cursors, for one thread at a time. */
    public Lookup lookup() throws IOException {
        return new Lookup(this);
    }

    LeafReader segment() {
        return segment;
    }

    DocumentTable documents() {
        return documents;
    }

    TokenPostings postings() {
        return postings;
    }

    TokenPairs pairs() {
        return pairs;
    }

    HeaviestDocuments heaviest() {
        return heaviest;
    }

    DenseTokens denseTokens() {
        return denseTokens;
    }

    Map<String, DocumentSet> denseFilters() {
        return denseFilters;
    }

    ImportanceBounds importanceBounds() {
        return importanceBounds;
    }

    NameGroups groups() {
        return groups;
    }

    byte[][][] cities() {
        return cities;
    }

    AnswerStore answers() {
        return answers;
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(identifiers, reader, directory, arena::close);
    }
}
