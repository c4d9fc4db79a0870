package io.odonym.http.connection;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;

import java.util.function.Supplier;

/**
 * Reads the bytes of an HTTP/1.1 connection for Helidon's parser, and decodes chunked bodies (RFC
 * 9112, section 7.1) strictly. Not thread-safe.
 *
 * <p>Helidon 4.5.0 rejects chunk extensions and trailers, accepts any two bytes as the end of a
 * chunk, and buffers a whole chunk, whose size the client chooses. This class therefore parses the
 * chunks itself. It presents the received bytes to Helidon as chunks of at most 64 KiB without
 * extensions: Helidon reads the size of a chunk with {@link #readLine}, then its data, and then
 * skips the end of its line with {@link #skip}. Extensions and trailers are ignored. A malformed
 * chunk is answered with 400, and the connection is closed.
 *
 * <p>The class also limits the number of header fields, because an empty field of four bytes takes
 * more than a hundred bytes of memory.
 */
final class Http1DataReader extends ReleasingDataReader {

    private static final int MAX_PIECE_BYTES = 1 << 16;

    /**
     * The maximum number of hexadecimal digits of a chunk size. A number with 15 digits always fits
     * in a positive long.
     */
    private static final int MAX_SIZE_DIGITS = 15;

    /**
     * The maximum length of the extensions of a chunk, and of all trailers of a body together, in
     * bytes.
     */
    private static final int MAX_IGNORED_BYTES = 1 << 13;

    /** The maximum number of header fields of a request, as in gunicorn, the server of addok. */
    private static final int MAX_FIELDS = 100;

    private static final int RADIX = 16;
    private static final int BITS_PER_DIGIT = 4;
    private static final int UNSIGNED_BYTE = 0xFF;
    private static final int DELETE = 0x7F;

    /** The number of bytes of the current chunk that have not yet been announced to Helidon. */
    private long chunkRemaining;

    /** Whether the line end after the data of the current chunk is still unread. */
    private boolean chunkOpen;

    /**
     * Whether the next call of {@link #skip} is for the line end after a piece. The received bytes
     * do not contain this line end.
     */
    private boolean pieceOpen;

    /** Whether the next line that Helidon reads is the empty line after the last chunk. */
    private boolean lastChunkRead;

    private boolean lastRequest;

    private final RequestListener listener;

    /**
     * The number of lines read so far from the headers of the current request, including the
     * request line.
     */
    private int lines;

    /** Observes where the headers of a request begin and end. */
    interface RequestListener {

        /** Called before the request line is read. */
        void onRequestBegin();

        /**
         * Called after the headers have been read. If this method throws an exception, the
         * connection ends.
         */
        void onHeadersEnd();
    }

    Http1DataReader(Supplier<byte[]> source, RequestListener listener) {
        super(source);
        this.listener = listener;
    }

    /** Prevents further requests from being read from the connection. */
    void endAfterCurrentRequest() {
        lastRequest = true;
    }

    /**
     * Finds the end of the request line or of a header.
     *
     * @throws InsufficientDataAvailableException if the connection ends after the current request
     * @throws RequestException 400 if the request has too many header fields
     */
    @Override
    public int findNewLine(int maxLength) {
        if (lastRequest) {
            throw new InsufficientDataAvailableException();
        }
        if (lines == 0) {
            listener.onRequestBegin();
        }
        require(lines++ <= MAX_FIELDS, "too many header fields");
        return super.findNewLine(maxLength);
    }

    /** Returns whether the next line is empty, which marks the end of the headers. */
    @Override
    public boolean startsWithNewLine() {
        boolean end = super.startsWithNewLine();
        if (end) {
            lines = 0;
            listener.onHeadersEnd();
        }
        return end;
    }

    /**
     * Returns the size of the next chunk of the body in hexadecimal notation, which is "0" for the
     * last chunk. The following call returns the empty line that ends the body.
     *
     * @throws RequestException 400 if the body is malformed
     */
    @Override
    public String readLine() {
        if (lastChunkRead) {
            lastChunkRead = false;
            return "";
        }
        if (chunkRemaining == 0) {
            if (chunkOpen) {
                require(read() == '\r' && read() == '\n');
                chunkOpen = false;
            }
            chunkRemaining = readChunkSize();
            if (chunkRemaining == 0) {
                skipTrailers();
                lastChunkRead = true;
                return "0";
            }
            chunkOpen = true;
        }
        ensureAvailable();
        int piece = (int) Math.min(chunkRemaining, Math.min(available(), MAX_PIECE_BYTES));
        chunkRemaining -= piece;
        pieceOpen = true;
        return Integer.toHexString(piece);
    }

    @Override
    public void skip(int length) {
        if (pieceOpen) {
            pieceOpen = false;
        } else {
            super.skip(length);
        }
    }

    private long readChunkSize() {
        long size = 0;
        int digits = 0;
        int next = readUnsigned();
        for (int digit = Character.digit(next, RADIX);
                digit >= 0;
                digit = Character.digit(next, RADIX)) {
            require(++digits <= MAX_SIZE_DIGITS);
            size = size << BITS_PER_DIGIT | digit;
            next = readUnsigned();
        }
        require(digits > 0);
        while (next == ' ' || next == '\t') {
            next = readUnsigned();
            require(next == ' ' || next == '\t' || next == ';');
        }
        require(next == ';' || next == '\r');
        skipLine(next, MAX_IGNORED_BYTES);
        return size;
    }

    private void skipTrailers() {
        int left = MAX_IGNORED_BYTES;
        int length = skipLine(readUnsigned(), left);
        while (length > 0) {
            left -= length;
            length = skipLine(readUnsigned(), left);
        }
    }

    /**
     * Skips the rest of a line.
     *
     * @param first the first byte of the rest, which has been read
     * @return the length of the rest, in bytes, without the end of the line
     */
    private int skipLine(int first, int maxLength) {
        int length = 0;
        int next = first;
        while (next != '\r') {
            require(next == '\t' || next >= ' ' && next != DELETE);
            require(++length <= maxLength);
            next = readUnsigned();
        }
        require(read() == '\n');
        return length;
    }

    private int readUnsigned() {
        return read() & UNSIGNED_BYTE;
    }

    /**
     * Throws an exception if the body is malformed. Its message contains no bytes from the client,
     * because messages are logged.
     */
    private static void require(boolean wellFormed) {
        require(wellFormed, "malformed chunked body");
    }

    private static void require(boolean accepted, String message) {
        if (!accepted) {
            throw RequestException.builder()
                    .type(EventType.BAD_REQUEST)
                    .message(message)
                    .setKeepAlive(false)
                    .build();
        }
    }
}
