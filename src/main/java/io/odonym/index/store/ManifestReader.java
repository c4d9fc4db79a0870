package io.odonym.index.store;

import io.odonym.index.store.IndexManifest.FileSum;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Parses a manifest strictly: each known property has the expected type and occurs once, no list
 * exceeds its limit, and nothing follows the object. Unknown properties are skipped, so that later
 * versions can add properties.
 */
final class ManifestReader {

    private static final int MAX_FILES = 1000;
    private static final int MAX_SOURCES = 100_000;
    private static final int MAX_TYPES = 1000;

    private static final Pattern FILE_NAME = Pattern.compile("\\w[\\w.-]{0,254}");
    private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{8}");

    private static final Set<String> TEXTS =
            Set.of("analysis_version", "created", "data_date", "data_date_source", "data");
    private static final Set<String> NUMBERS =
            Set.of("documents", "house_numbers", "skipped_lines");

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final JsonParser json;
    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, Long> numbers = new TreeMap<>();
    private final List<String> sources = new ArrayList<>();
    private final SortedMap<String, Long> documentsByType = new TreeMap<>();
    private final SortedMap<String, FileSum> files = new TreeMap<>();
    private int formatVersion;

    private ManifestReader(JsonParser json) {
        this.json = json;
    }

    /**
     * Parses a manifest.
     *
     * @throws IllegalArgumentException if the manifest is incomplete or exceeds a limit
     * @throws tools.jackson.core.JacksonException if the bytes are not JSON
     */
    static ManifestFile.Contents parse(byte[] manifest) {
        require(
                manifest.length <= ManifestFile.MAX_BYTES,
                "larger than " + ManifestFile.MAX_BYTES + " bytes");
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), manifest)) {
            return new ManifestReader(json).read();
        }
    }

    private ManifestFile.Contents read() {
        require(json.nextToken() == JsonToken.START_OBJECT, "not a JSON object");
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "sources" -> readSources();
                case "types" -> readTypes();
                case "files" -> readFiles();
                case "format_version" ->
                        formatVersion = (int) Math.min(number(key), Integer.MAX_VALUE);
                default -> readOther(key);
            }
        }
        require(json.nextToken() == null, "more than one JSON value");
        totalBytes();
        IndexManifest manifest =
                new IndexManifest(
                        formatVersion,
                        required(texts, "analysis_version"),
                        required(texts, "created"),
                        dataDate(),
                        List.copyOf(sources),
                        required(numbers, "documents"),
                        required(numbers, "house_numbers"),
                        documentsByType,
                        required(numbers, "skipped_lines"),
                        files);
        String data = validFileName(required(texts, "data"));
        require(!files.isEmpty(), "files is missing or empty");
        return new ManifestFile.Contents(manifest, data);
    }

    /**
     * Returns the date of the data. Manifests of earlier versions name no source; their date is the
     * modification time of the source files.
     */
    private DataDate dataDate() {
        String date = required(texts, "data_date");
        DataDate.Source source =
                DataDate.Source.of(
                        texts.getOrDefault(
                                "data_date_source", DataDate.Source.MODIFICATION_TIME.key()));
        try {
            return date.isEmpty() ? DataDate.UNKNOWN : DataDate.of(LocalDate.parse(date), source);
        } catch (DateTimeParseException invalid) {
            throw new IllegalArgumentException("data_date is not a date: " + date, invalid);
        }
    }

    private void readSources() {
        require(json.currentToken() == JsonToken.START_ARRAY, "sources is not an array");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            sources.add(text("sources"));
            require(sources.size() <= MAX_SOURCES, "more than " + MAX_SOURCES + " sources");
        }
    }

    private void readTypes() {
        require(json.currentToken() == JsonToken.START_OBJECT, "types is not an object");
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String type = json.currentName();
            json.nextToken();
            documentsByType.put(type, number("types"));
            require(documentsByType.size() <= MAX_TYPES, "more than " + MAX_TYPES + " types");
        }
    }

    private void readFiles() {
        require(json.currentToken() == JsonToken.START_OBJECT, "files is not an object");
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String file = validFileName(json.currentName());
            json.nextToken();
            files.put(file, readSum(file));
            require(files.size() <= MAX_FILES, "more than " + MAX_FILES + " files");
        }
    }

    private FileSum readSum(String file) {
        require(json.currentToken() == JsonToken.START_OBJECT, file + " is not an object");
        long bytes = -1;
        String checksum = "";
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "bytes" -> bytes = number("bytes");
                case "crc32c" -> checksum = text("crc32c");
                default -> json.skipChildren();
            }
        }
        require(bytes >= 0, "the size of " + file + " is missing");
        require(CHECKSUM.matcher(checksum).matches(), "the checksum of " + file + " is missing");
        return new FileSum(bytes, checksum);
    }

    private void readOther(String key) {
        if (TEXTS.contains(key)) {
            texts.put(key, text(key));
        } else if (NUMBERS.contains(key)) {
            numbers.put(key, number(key));
        } else {
            json.skipChildren();
        }
    }

    private String text(String key) {
        require(json.currentToken() == JsonToken.VALUE_STRING, key + " is not a string");
        return json.getString();
    }

    private long number(String key) {
        require(
                json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getLongValue() >= 0,
                key + " is not a non-negative integer");
        return json.getLongValue();
    }

    private void totalBytes() {
        long total = 0;
        for (FileSum file : files.values()) {
            require(file.bytes() <= Long.MAX_VALUE - total, "the sizes of the files overflow");
            total += file.bytes();
        }
    }

    /** Rejects names that could refer to a file outside the index folder. */
    private static String validFileName(String name) {
        require(FILE_NAME.matcher(name).matches(), "\"" + name + "\" is not a valid file name");
        return name;
    }

    private static <T> T required(Map<String, T> values, String key) {
        T value = values.get(key);
        require(value != null, "missing " + key);
        return value;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
