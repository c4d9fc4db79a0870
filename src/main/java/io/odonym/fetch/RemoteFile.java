package io.odonym.fetch;

import java.net.URI;

/**
 * A file to download. Immutable.
 *
 * @param name the name of the file in the target folder, without separators; a file whose name ends
 *     in ".gz" must contain gzip data
 * @param url the address of the file, with the scheme http or https
 */
public record RemoteFile(String name, URI url) {

    private static final String GZIP_EXTENSION = ".gz";

    /** Returns whether the file must contain gzip data. */
    boolean isGzip() {
        return name.endsWith(GZIP_EXTENSION);
    }
}
