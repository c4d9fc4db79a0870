package io.odonym.update;

import io.odonym.fetch.FetchFolder;
import io.odonym.fetch.Selection;
import io.odonym.geocode.GeocoderOptions;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.index.AddressIndex;
import io.odonym.index.build.ImportListener;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexManifest;
import io.odonym.source.SourceException;
import io.odonym.source.SourceFile;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Builds an index from the address files of a data folder, checks it, and makes it the current
 * index. The process can be killed at any time: the link to the current index changes only when the
 * new index is complete, and the next update deletes an incomplete index. The previous index is
 * kept.
 *
 * <p>The caller holds the lock of the data folder.
 */
public final class IndexUpdate {

    /** The share of the current places and house numbers that a new index must at least have. */
    private static final double MIN_SHARE = 0.9;

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final DataFolder folder;
    private final Optional<Path> municipalities;
    private final TextAnalysis text;
    private final boolean acceptsShrinkage;
    private final ImportListener listener;

    /**
     * Creates an update.
     *
     * @param municipalities a file of all municipalities, which is added if no file of the folder
     *     is an addok export
     * @param text the text analysis of the index
     * @param acceptsShrinkage whether the new index may have lost more than a tenth of the places
     *     or house numbers
     */
    public IndexUpdate(
            DataFolder folder,
            Optional<Path> municipalities,
            TextAnalysis text,
            boolean acceptsShrinkage,
            ImportListener listener) {
        this.folder = folder;
        this.municipalities = municipalities;
        this.text = text;
        this.acceptsShrinkage = acceptsShrinkage;
        this.listener = listener;
    }

    /** Returns whether the current index can be used with the text analysis of this update. */
    public boolean isCurrentUsable() throws IOException {
        if (!folder.hasIndex()) {
            return false;
        }
        try {
            AddressIndex.requireCompatible(folder.current(), text);
            return true;
        } catch (IndexException incompatible) {
            return false;
        }
    }

    /** Returns whether the current index was built from the files as they are now. */
    public boolean isCurrentUpToDate() throws IOException {
        return isUpToDate(inputs(sources()));
    }

    private boolean isUpToDate(InputList inputs) throws IOException {
        Optional<String> current = folder.currentName();
        return current.isPresent()
                && InputList.read(folder.inputs(current.get())).equals(Optional.of(inputs));
    }

    /**
     * Runs the update, unless the current index is usable and up to date.
     *
     * @throws SourceException if there are no address files, or they cannot be read
     * @throws IndexException if the new index fails a check; the current index stays
     * @throws IOException if the folder cannot be written
     */
    public UpdateResult run() throws IOException, InterruptedException {
        List<SourceFile> sources = sources();
        InputList inputs = inputs(sources);
        deleteExcept(keptNames());
        if (isCurrentUsable() && isUpToDate(inputs)) {
            return new UpdateResult(
                    false, folder.current(), AddressIndex.manifest(folder.current()), 0);
        }
        if (folder.isDownloadUnfinished()) {
            throw new SourceException(
                    "the last download into "
                            + folder.files()
                            + " did not finish; run \"odonym update\" again");
        }
        if (folder.sources().isEmpty()) {
            throw new SourceException(folder.files() + " contains no address files");
        }
        Files.createDirectories(folder.indexes());
        String name = NAME.format(Instant.now());
        while (Files.exists(folder.indexes().resolve(name))) {
            name += "a";
        }
        Path index = folder.indexes().resolve(name);
        try {
            IndexManifest manifest = build(index);
            int verified = verify(index);
            compare(manifest, inputs);
            Set<String> kept = new HashSet<>();
            folder.currentName().ifPresent(kept::add);
            inputs.write(folder.inputs(name));
            folder.switchTo(name);
            kept.add(name);
            deleteExcept(kept);
            return new UpdateResult(true, folder.current(), manifest, verified);
        } finally {
            if (!folder.currentName().equals(Optional.of(name))) {
                Files.deleteIfExists(folder.inputs(name));
                delete(index);
            }
        }
    }

    /** Returns all files to index. */
    private List<SourceFile> sources() throws IOException {
        List<SourceFile> sources = new ArrayList<>(folder.sources());
        boolean hasExport =
                sources.stream()
                        .anyMatch(file -> file.path().getFileName().toString().contains("json"));
        if (!hasExport && municipalities.filter(Files::isReadable).isPresent()) {
            sources.add(new SourceFile(municipalities.get()));
        }
        return sources;
    }

    private InputList inputs(List<SourceFile> sources) throws IOException {
        return InputList.of(
                new FetchFolder(folder.files()).selection().map(Selection::text).orElse(""),
                sources);
    }

    private IndexManifest build(Path index) throws IOException, InterruptedException {
        List<Path> paths = new ArrayList<>(List.of(folder.files()));
        sources().stream()
                .map(SourceFile::path)
                .filter(path -> !path.startsWith(folder.files()))
                .forEach(paths::add);
        return Importer.run(
                new ImportRequest(
                        paths,
                        index,
                        ImportRequest.DEFAULT_MAX_BAD_LINE_RATIO,
                        Runtime.getRuntime().availableProcessors()),
                text,
                listener);
    }

    private int verify(Path index) throws IOException {
        try (ReloadableGeocoder geocoder =
                ReloadableGeocoder.open(index, text, GeocoderOptions.ADDOK)) {
            return geocoder.verify();
        }
    }

    /** Compares a new index with the current one, if both contain the same areas. */
    private void compare(IndexManifest manifest, InputList inputs) throws IOException {
        Optional<String> current = folder.currentName();
        if (acceptsShrinkage || current.isEmpty()) {
            return;
        }
        Optional<InputList> before = InputList.read(folder.inputs(current.get()));
        if (before.filter(list -> list.selection().equals(inputs.selection())).isEmpty()) {
            return;
        }
        IndexManifest old;
        try {
            old = AddressIndex.manifest(folder.current());
        } catch (IndexException unreadable) {
            return;
        }
        if (manifest.documents() < MIN_SHARE * old.documents()
                || manifest.houseNumbers() < MIN_SHARE * old.houseNumbers()) {
            throw new IndexException(
                    ("the new index has %,d places and %,d house numbers instead of %,d and %,d;"
                                    + " the current index stays; to accept the new one, use"
                                    + " --accept-shrink")
                            .formatted(
                                    manifest.documents(),
                                    manifest.houseNumbers(),
                                    old.documents(),
                                    old.houseNumbers()));
        }
    }

    /** Returns the names of the complete indexes. */
    private Set<String> keptNames() throws IOException {
        Set<String> kept = new HashSet<>();
        for (String name : names()) {
            if (Files.exists(folder.inputs(name))) {
                kept.add(name);
            }
        }
        folder.currentName().ifPresent(kept::add);
        return kept;
    }

    private List<String> names() throws IOException {
        if (!Files.isDirectory(folder.indexes())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.indexes())) {
            return files.filter(file -> !Files.isSymbolicLink(file) && Files.isDirectory(file))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{8}T\\d{6}Za*"))
                    .toList();
        }
    }

    /** Deletes the indexes that this class has built, except the given ones. */
    private void deleteExcept(Set<String> kept) throws IOException {
        for (String name : names()) {
            if (!kept.contains(name)) {
                Files.deleteIfExists(folder.inputs(name));
                delete(folder.indexes().resolve(name));
            }
        }
    }

    private static void delete(Path index) throws IOException {
        if (!Files.exists(index)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> found = Files.walk(index)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
