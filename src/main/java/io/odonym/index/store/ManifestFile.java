package io.odonym.index.store;

import io.odonym.index.store.Manifest.FileSum;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The manifest on disk. Replacing this one file, by a rename, is what publishes an index: it names
 * the data folder and the size and checksum of each of its files.
 */
public final class ManifestFile {

    static final String NAME = "manifest.json";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int CHUNK = 1 << 18;
    private static final int ALIGNMENT = 1 << 12;

    private ManifestFile() {}

    /**
     * A manifest and the folder it speaks of.
     *
     * @param manifest what the index is
     * @param data the data folder's name inside the index's folder
     */
    public record Stored(Manifest manifest, String data) {}

    /** Writes the manifest aside, forces it to disk and renames it into place. */
    public static void write(Path index, Stored stored) throws IOException {
        Path aside = index.resolve(NAME + ".new");
        Manifest manifest = stored.manifest();
        try (JsonGenerator json = JSON.createGenerator(pretty(), Files.newOutputStream(aside))) {
            json.writeStartObject();
            json.writeNumberProperty("format_version", manifest.formatVersion());
            json.writeStringProperty("analysis_version", manifest.analysisVersion());
            json.writeStringProperty("created", manifest.created());
            json.writeStringProperty("data_date", manifest.dataDate());
            json.writeArrayPropertyStart("sources");
            for (String source : manifest.sources()) {
                json.writeString(source);
            }
            json.writeEndArray();
            json.writeNumberProperty("documents", manifest.documents());
            json.writeNumberProperty("house_numbers", manifest.houseNumbers());
            json.writeObjectPropertyStart("types");
            for (Map.Entry<String, Long> type : manifest.types().entrySet()) {
                json.writeNumberProperty(type.getKey(), type.getValue());
            }
            json.writeEndObject();
            json.writeNumberProperty("skipped_lines", manifest.skipped());
            json.writeStringProperty("data", stored.data());
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
        force(aside);
        Files.move(
                aside,
                index.resolve(NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        force(index);
    }

    private static ObjectWriteContext pretty() {
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
     * @throws IndexException where there is none or it cannot be understood
     */
    public static Stored read(Path index) throws IOException {
        Path path = index.resolve(NAME);
        try (JsonParser json =
                JSON.createParser(
                        tools.jackson.core.ObjectReadContext.empty(), Files.newInputStream(path))) {
            return read(json);
        } catch (NoSuchFileException absent) {
            throw new IndexException(
                    "there is no index in "
                            + index
                            + " (no "
                            + NAME
                            + "); build one with: odonym index",
                    absent);
        } catch (JacksonException | IllegalArgumentException broken) {
            throw new IndexException(
                    path + " is not a manifest: " + firstLine(broken) + "; build the index again",
                    broken);
        }
    }

    /**
     * Reads a manifest that lies in no folder.
     *
     * @param origin where it comes from, for messages
     * @throws IndexException where it cannot be understood
     */
    public static Stored read(byte[] manifest, String origin) {
        try (JsonParser json =
                JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), manifest)) {
            return read(json);
        } catch (JacksonException | IllegalArgumentException broken) {
            throw new IndexException(
                    NAME
                            + " in "
                            + origin
                            + " is no manifest: "
                            + firstLine(broken)
                            + "; build the index again",
                    broken);
        }
    }

    private static Stored read(JsonParser json) {
        int format = 0;
        Map<String, String> texts = new TreeMap<>();
        Map<String, Long> numbers = new TreeMap<>();
        List<String> sources = new ArrayList<>();
        SortedMap<String, Long> types = new TreeMap<>();
        SortedMap<String, FileSum> files = new TreeMap<>();
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("no JSON object");
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            switch (key) {
                case "sources" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        sources.add(json.getString());
                    }
                }
                case "types" -> {
                    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                        String type = json.currentName();
                        json.nextToken();
                        types.put(type, json.getLongValue());
                    }
                }
                case "files" -> {
                    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                        String file = name(json.currentName());
                        json.nextToken();
                        files.put(file, readSum(json));
                    }
                }
                case "format_version" -> format = json.getIntValue();
                default -> {
                    if (value == JsonToken.VALUE_STRING) {
                        texts.put(key, json.getString());
                    } else if (value == JsonToken.VALUE_NUMBER_INT) {
                        numbers.put(key, json.getLongValue());
                    } else {
                        json.skipChildren();
                    }
                }
            }
        }
        return new Stored(
                new Manifest(
                        format,
                        required(texts, "analysis_version"),
                        required(texts, "created"),
                        required(texts, "data_date"),
                        List.copyOf(sources),
                        required(numbers, "documents"),
                        required(numbers, "house_numbers"),
                        types,
                        required(numbers, "skipped_lines"),
                        files),
                name(required(texts, "data")));
    }

    /** A manifest speaks of what lies in its own folder, and of nothing else on the machine. */
    private static String name(String name) {
        if (name.isEmpty() || name.startsWith(".") || !name.matches("[\\w.-]+")) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of a file");
        }
        return name;
    }

    private static FileSum readSum(JsonParser json) {
        long bytes = -1;
        String checksum = "";
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            json.nextToken();
            if (key.equals("bytes")) {
                bytes = json.getLongValue();
            } else if (key.equals("crc32c")) {
                checksum = json.getString();
            }
        }
        return new FileSum(bytes, checksum);
    }

    private static <T> T required(Map<String, T> values, String key) {
        T value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return value;
    }

    private static String firstLine(Exception problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }

    /** Size and checksum of every file of a folder. */
    public static SortedMap<String, FileSum> sums(Path folder) throws IOException {
        SortedMap<String, FileSum> sums = new TreeMap<>();
        List<Path> paths;
        try (var files = Files.list(folder)) {
            paths = files.filter(Files::isRegularFile).toList();
        }
        for (Path path : paths) {
            sums.put(path.getFileName().toString(), new FileSum(Files.size(path), checksum(path)));
        }
        return sums;
    }

    /**
     * The manifest's data folder, and size and time of every file that it names, as they are.
     *
     * @param index the folder of the index, no link
     */
    public static String fingerprint(Path index) throws IOException {
        Stored stored = read(index);
        Path data = index.resolve(stored.data());
        StringBuilder state = new StringBuilder(data.toString());
        for (String name : stored.manifest().files().keySet()) {
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

    /**
     * Compares the files of a folder with the manifest.
     *
     * @throws IndexException where one is missing or differs; it names the file
     */
    public static void verify(Path folder, SortedMap<String, FileSum> expected) throws IOException {
        for (Map.Entry<String, FileSum> file : expected.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.exists(path)) {
                throw new IndexException(
                        "the index is damaged: "
                                + path
                                + " is missing; build it again or restore it");
            }
            long bytes = Files.size(path);
            if (bytes != file.getValue().bytes()) {
                throw new IndexException(
                        "the index is damaged: "
                                + path
                                + " has "
                                + bytes
                                + " bytes instead of "
                                + file.getValue().bytes()
                                + "; build it again or restore it");
            }
        }
        for (Map.Entry<String, FileSum> file : expected.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!checksum(path).equals(file.getValue().crc32c())) {
                throw new IndexException(
                        "the index is damaged: "
                                + path
                                + " does not have its checksum; build it again or restore it");
            }
        }
    }

    /**
     * Read and not mapped, which takes twice as long and makes each page count as memory. Into an
     * aligned buffer, since Linux copies a third as fast on AMD EPYC (2026-11) where a buffer
     * begins 16 bytes behind a multiple of 32, as every second one that Java gets for itself does.
     */
    private static String checksum(Path path) throws IOException {
        CRC32C crc = new CRC32C();
        try (Arena arena = Arena.ofConfined();
                FileChannel in = FileChannel.open(path)) {
            ByteBuffer buffer = arena.allocate(CHUNK, ALIGNMENT).asByteBuffer();
            while (in.read(buffer) >= 0) {
                crc.update(buffer.flip());
                buffer.clear();
            }
        }
        return "%08x".formatted(crc.getValue());
    }

    /** Forces a file, or the entries of a folder, to disk. */
    public static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
