package io.odonym.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses a gzip file (RFC 1952) to its last byte, and checks the checksum and length of each
 * member. Unlike {@link java.util.zip.GZIPInputStream}, it reports bytes after a member that are
 * not another member, because they show that the rest of the file is damaged.
 *
 * <p>Used by one thread, for one file.
 */
final class GzipVerifier {

    private static final int BUFFER_BYTES = 1 << 17;
    private static final int MAGIC_1 = 0x1F;
    private static final int MAGIC_2 = 0x8B;
    private static final int DEFLATE = 8;

    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    /** The number of header bytes for the modification time, extra flags and operating system. */
    private static final int IGNORED_HEADER_BYTES = 6;

    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    private final InputStream in;
    private final byte[] input = new byte[BUFFER_BYTES];
    private final byte[] output = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private long bytes;
    private long lines;

    private GzipVerifier(InputStream in) {
        this.in = in;
    }

    /**
     * Checks a file.
     *
     * @return the size of its uncompressed content
     * @throws ZipException if the file is not gzip data or is damaged
     * @throws EOFException if the file ends too early
     * @throws IOException if the file cannot be read
     */
    static ContentSize verify(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            GzipVerifier verifier = new GzipVerifier(in);
            do {
                verifier.readMember();
            } while (verifier.fill());
            return new ContentSize(verifier.bytes, verifier.lines);
        }
    }

    private void readMember() throws IOException {
        readHeader();
        CRC32 checksum = new CRC32();
        long length = 0;
        try (Inflater inflater = new Inflater(true)) {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    requireInput();
                    inflater.setInput(input, position, limit - position);
                    position = limit;
                }
                int count = inflater.inflate(output);
                checksum.update(output, 0, count);
                length += count;
                countLines(count);
                if (inflater.needsDictionary()) {
                    throw new ZipException("the gzip data needs a dictionary");
                }
            }
            position = limit - inflater.getRemaining();
        } catch (DataFormatException damaged) {
            throw new ZipException("invalid gzip data: " + damaged.getMessage());
        }
        bytes += length;
        if (readInt() != checksum.getValue() || readInt() != (length & UNSIGNED_INT)) {
            throw new ZipException("the gzip checksum does not match");
        }
    }

    private void countLines(int count) {
        for (int i = 0; i < count; i++) {
            if (output[i] == '\n') {
                lines++;
            }
        }
    }

    private void readHeader() throws IOException {
        if (readByte() != MAGIC_1 || readByte() != MAGIC_2 || readByte() != DEFLATE) {
            throw new ZipException(
                    bytes == 0 ? "not gzip data" : "other data follows the gzip data");
        }
        int flags = readByte();
        skip(IGNORED_HEADER_BYTES);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(readByte() | readByte() << Byte.SIZE);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(Short.BYTES);
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            readByte();
        }
    }

    private void skipText() throws IOException {
        int read;
        do {
            read = readByte();
        } while (read != 0);
    }

    private long readInt() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            value |= (long) readByte() << shift;
        }
        return value;
    }

    private int readByte() throws IOException {
        requireInput();
        return Byte.toUnsignedInt(input[position++]);
    }

    private void requireInput() throws IOException {
        if (!fill()) {
            throw new EOFException("unexpected end of gzip data");
        }
    }

    /** Reads more bytes if the buffer is empty. Returns whether the buffer contains bytes. */
    private boolean fill() throws IOException {
        if (position == limit) {
            limit = Math.max(0, in.read(input));
            position = 0;
        }
        return position < limit;
    }
}
