package io.odonym.index.store;

import io.odonym.index.store.IndexManifest.FileSum;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Map;

/**
 * Reads and writes the manifest file of an index, a JSON object.
 *
 * <p>The manifest names the data folder and lists the size and checksum of each of its files. An
 * import publishes an index by writing a new data folder and then replacing the manifest with an
 * atomic rename.
 */
public final class ManifestFile {

    /** The name of the manifest file in the index folder. */
    static final String NAME = "manifest.json";

    /** The maximum size of a manifest file, in bytes. */
    static final int MAX_BYTES = 1 << 24;

    private static final JsonFactory JSON = new JsonFactory();

    private ManifestFile() {}

    /**
     * The content of a manifest file.
     *
     * @param manifest the description of the index
     * @param dataFolder the name of the data folder, relative to the index folder
     */
    public record Contents(IndexManifest manifest, String dataFolder) {}

    /**
     * Replaces the manifest of an index atomically: writes a temporary file, forces it to disk and
     * renames it. The caller holds the {@link IndexLock} of the folder.
     */
    public static void write(Path index, Contents contents) throws IOException {
        Path temporary = index.resolve(NAME + ".new");
        IndexManifest manifest = contents.manifest();
        try (JsonGenerator json =
                JSON.createGenerator(prettyPrinting(), Files.newOutputStream(temporary))) {
            json.writeStartObject();
            json.writeNumberProperty("format_version", manifest.formatVersion());
            json.writeStringProperty("analysis_version", manifest.analysisVersion());
            json.writeStringProperty("created", manifest.created());
            json.writeStringProperty(
                    "data_date", manifest.dataDate().date().map(LocalDate::toString).orElse(""));
            json.writeStringProperty("data_date_source", manifest.dataDate().source().key());
            json.writeArrayPropertyStart("sources");
            for (String source : manifest.sources()) {
                json.writeString(source);
            }
            json.writeEndArray();
            json.writeNumberProperty("documents", manifest.documents());
            json.writeNumberProperty("house_numbers", manifest.houseNumbers());
            json.writeObjectPropertyStart("types");
            for (Map.Entry<String, Long> type : manifest.documentsByType().entrySet()) {
                json.writeNumberProperty(type.getKey(), type.getValue());
            }
            json.writeEndObject();
            json.writeNumberProperty("skipped_lines", manifest.skippedLines());
            json.writeStringProperty("data", contents.dataFolder());
            json.writeObjectPropertyStart("files");
            for (Map.Entry<String, FileSum> file : manifest.files().entrySet()) {
                json.writeObjectPropertyStart(file.getKey());
                json.writeNumberProperty("bytes", file.getValue().bytes());
                json.writeStringProperty("crc32c", file.getValue().crc32c());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        force(temporary);
        Files.move(
                temporary,
                index.resolve(NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        force(index);
    }

    private static ObjectWriteContext prettyPrinting() {
        return new ObjectWriteContext.Base() {
            @Override
            public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
                return new DefaultPrettyPrinter();
            }
        };
    }

    /**
     * Reads the manifest of an index.
     *
     * @param index the folder of the index
     * @throws IndexException if the manifest is missing or malformed
     */
    public static Contents read(Path index) throws IOException {
        Path path = index.resolve(NAME);
        try (InputStream in = Files.newInputStream(path)) {
            return ManifestReader.parse(in.readNBytes(MAX_BYTES + 1));
        } catch (NoSuchFileException absent) {
            throw new IndexException(
                    "there is no index in "
                            + index
                            + " (no "
                            + NAME
                            + "); build one with: odonym index",
                    absent);
        } catch (JacksonException | IllegalArgumentException malformed) {
            throw new IndexException(
                    path
                            + " is not a manifest: "
                            + firstLine(malformed)
                            + "; build the index again",
                    malformed);
        }
    }

    /**
     * Parses a manifest from a stream.
     *
     * @param in the manifest; not closed by this method
     * @param origin the source of the bytes, for error messages
     * @throws IndexException if the manifest is malformed
     */
    public static Contents read(InputStream in, String origin) throws IOException {
        return read(in.readNBytes(MAX_BYTES + 1), origin);
    }

    /**
     * Parses a manifest from a byte array, for example an entry of an archive.
     *
     * @param origin the source of the bytes, for error messages
     * @throws IndexException if the manifest is malformed
     */
    public static Contents read(byte[] manifest, String origin) {
        try {
            return ManifestReader.parse(manifest);
        } catch (JacksonException | IllegalArgumentException malformed) {
            throw new IndexException(
                    NAME
                            + " in "
                            + origin
                            + " is not a manifest: "
                            + firstLine(malformed)
                            + "; build the index again",
                    malformed);
        }
    }

    private static String firstLine(Exception problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }

    /**
     * Returns a string that changes whenever the published index changes: the path of the data
     * folder and the size and modification time of each file listed in the manifest.
     *
     * @param index the index folder, with symbolic links resolved
     */
    public static String fingerprint(Path index) throws IOException {
        Contents contents = read(index);
        Path data = index.resolve(contents.dataFolder());
        StringBuilder state = new StringBuilder(data.toString());
        for (String name : contents.manifest().files().keySet()) {
            Path file = data.resolve(name);
            state.append('\n').append(name);
            if (Files.exists(file)) {
                state.append(' ')
                        .append(Files.size(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file).toMillis());
            }
        }
        return state.toString();
    }

    /** Forces the content of a file, or the entries of a folder, to disk. */
    public static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
