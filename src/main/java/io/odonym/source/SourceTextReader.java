package io.odonym.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a text file, and detects its encoding: UTF-8, or Windows-1252, which contains Latin-1.
 *
 * <p>The file is read as UTF-8. The first bytes that are not valid UTF-8 show that the file is in
 * Windows-1252, if all characters before them are ASCII, which both encodings have in common. If
 * the file contains valid UTF-8 before them, they are decoded as U+FFFD, so that the row can be
 * rejected.
 *
 * <p>Not thread-safe.
 */
final class SourceTextReader extends Reader {

    /** The character that takes the place of bytes that are no text in the file's encoding. */
    static final char REPLACEMENT = '\uFFFD';

    private static final int BUFFER_BYTES = 1 << 16;
    private static final Charset FALLBACK = Charset.forName("windows-1252");

    private final InputStream in;
    private final Runnable onFallback;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER_BYTES).flip();
    private CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);

    /** Whether all characters that have been decoded are ASCII. */
    private boolean ascii = true;

    private boolean ended;

    /**
     * Creates a reader.
     *
     * @param in the bytes of the file
     * @param onFallback called once if the file turns out to be in Windows-1252
     */
    SourceTextReader(InputStream in, Runnable onFallback) {
        this.in = in;
        this.onFallback = onFallback;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (!chars.hasRemaining()) {
            if (ended && !bytes.hasRemaining()) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, offset, count);
        return count;
    }

    /** Decodes the next bytes of the file. */
    private void decode() throws IOException {
        chars.clear();
        int firstByte = bytes.position();
        CoderResult result = decoder.decode(bytes, chars, ended);
        ascii &= bytes.position() - firstByte == chars.position();
        if (result.isError() && chars.position() == 0) {
            handleError(result);
        } else if (result.isUnderflow() && !ended) {
            readBytes();
        }
        chars.flip();
    }

    /** Switches to the other encoding, or replaces the malformed bytes by one character. */
    private void handleError(CoderResult error) {
        if (ascii && decoder.charset().equals(StandardCharsets.UTF_8)) {
            decoder =
                    FALLBACK.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPLACE)
                            .onUnmappableCharacter(CodingErrorAction.REPLACE);
            onFallback.run();
        } else {
            bytes.position(bytes.position() + error.length());
            chars.put(REPLACEMENT);
        }
    }

    private void readBytes() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
