package io.odonym.fetch;

import java.net.URI;
import java.util.Optional;
import java.util.Properties;

/**
 * Describes a complete downloaded file. Immutable.
 *
 * @param url where the file was downloaded from
 * @param validators the validators that the server sent with the file
 * @param size the size of the file, in bytes
 * @param modified the modification time of the file, in milliseconds since 1970
 * @param content the size of the uncompressed content
 */
record FetchedFile(URI url, Validators validators, long size, long modified, ContentSize content) {

    private static final String URL_KEY = "url";
    private static final String SIZE_KEY = "size";
    private static final String MODIFIED_KEY = "modified";
    private static final String BYTES_KEY = "content-bytes";
    private static final String LINES_KEY = "content-lines";

    /** Reads a description; empty if a property is missing or damaged. */
    static Optional<FetchedFile> read(Properties properties) {
        try {
            return Optional.of(
                    new FetchedFile(
                            URI.create(properties.getProperty(URL_KEY, "")),
                            Validators.read(properties),
                            number(properties, SIZE_KEY),
                            number(properties, MODIFIED_KEY),
                            new ContentSize(
                                    number(properties, BYTES_KEY), number(properties, LINES_KEY))));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static long number(Properties properties, String key) {
        return Long.parseLong(properties.getProperty(key, ""));
    }

    void write(Properties properties) {
        properties.setProperty(URL_KEY, url.toString());
        validators.write(properties);
        properties.setProperty(SIZE_KEY, Long.toString(size));
        properties.setProperty(MODIFIED_KEY, Long.toString(modified));
        properties.setProperty(BYTES_KEY, Long.toString(content.bytes()));
        properties.setProperty(LINES_KEY, Long.toString(content.lines()));
    }
}
