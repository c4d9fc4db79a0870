package io.odonym.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Checks the content of a downloaded file. */
final class ContentVerifier {

    private static final int BUFFER_BYTES = 1 << 16;

    private ContentVerifier() {}

    /**
     * Checks that a file contains complete gzip data, or, if its name does not end in ".gz", that
     * it is not empty and not a web page.
     *
     * @return the size of the uncompressed content
     * @throws DamagedContentException if the content is not valid
     * @throws IOException if the file cannot be read
     */
    static ContentSize verify(RemoteFile remote, Path file) throws IOException {
        ContentSize size;
        try {
            size = remote.isGzip() ? GzipVerifier.verify(file) : verifyText(file);
        } catch (ZipException | EOFException damaged) {
            throw new DamagedContentException(damaged.getMessage());
        }
        if (size.bytes() == 0) {
            throw new DamagedContentException("the file contains no data");
        }
        return size;
    }

    private static ContentSize verifyText(Path file) throws IOException {
        long bytes = 0;
        long lines = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                if (bytes == 0 && (buffer[0] == '<' || buffer[0] == '{')) {
                    throw new DamagedContentException("the file is not CSV data");
                }
                bytes += count;
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == '\n') {
                        lines++;
                    }
                }
            }
        }
        return new ContentSize(bytes, lines);
    }

    /** The content of a file is incomplete or damaged, or is not address data. */
    static final class DamagedContentException extends IOException {

        private static final long serialVersionUID = 1;

        DamagedContentException(String message) {
            super(message);
        }
    }
}
