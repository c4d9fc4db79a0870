package io.odonym.http.connection;

/**
 * The limits of one HTTP/2 connection.
 *
 * @param headerBytes the maximum size of the headers of a request, in bytes, encoded and decoded
 * @param pathBytes the maximum encoded size of the path with the query, in bytes
 */
public record Http2Limits(int headerBytes, int pathBytes) {

    /** The maximum number of concurrent streams (RFC 9113, section 6.5.2, recommends 100). */
    public static final int STREAMS = 100;

    /**
     * The initial size of the inbound windows of the connection and of each stream, in bytes. It
     * limits how many bytes of request bodies the server must hold for one connection.
     */
    public static final int WINDOW_BYTES = 65_535;
}
