package io.odonym.http.warmup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A minimal HTTP/1.1 client on a single connection, which discards response bodies. Warm-up,
 * training and health checks use it instead of {@link java.net.http.HttpClient}, which would load
 * and compile many classes that a server never uses. Not thread-safe.
 */
public final class SocketHttpClient implements AutoCloseable {

    private static final String CONTENT_LENGTH = "content-length:";
    private static final int STATUS_START = "HTTP/1.1 ".length();
    private static final int STATUS_END = STATUS_START + 3;

    private final Socket socket;
    private final InputStream in;

    private SocketHttpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Connects to a server.
     *
     * @throws IOException if the server does not accept the connection
     */
    public static SocketHttpClient connect(String host, int port) throws IOException {
        return new SocketHttpClient(new Socket(host, port));
    }

    /**
     * Connects to a server.
     *
     * @param timeout the maximum time to wait for the connection and for each read; 0 for no limit
     * @throws IOException if the server does not accept the connection in time
     */
    public static SocketHttpClient connect(String host, int port, Duration timeout)
            throws IOException {
        int milliseconds = Math.toIntExact(timeout.toMillis());
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), milliseconds);
            socket.setSoTimeout(milliseconds);
            return new SocketHttpClient(socket);
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    /**
     * Sends a request and reads its response. A response without {@code Content-Length} is read to
     * the end of the stream; a request for such a response must therefore have the header {@code
     * Connection: close}.
     *
     * @param request a complete HTTP/1.1 request: request line, headers, empty line and body
     * @return the status code
     * @throws IOException if the connection fails or the response is not HTTP/1.1
     */
    public int send(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        int status = parseStatus(readLine());
        long length = -1;
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            if (line.regionMatches(true, 0, CONTENT_LENGTH, 0, CONTENT_LENGTH.length())) {
                length = Long.parseLong(line.substring(CONTENT_LENGTH.length()).strip());
            }
        }
        if (length >= 0) {
            in.skipNBytes(length);
        } else {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return status;
    }

    private static int parseStatus(String statusLine) throws IOException {
        if (!statusLine.startsWith("HTTP/1.1 ") || statusLine.length() < STATUS_END) {
            throw new IOException("not an HTTP/1.1 status line: " + statusLine);
        }
        return Integer.parseInt(statusLine, STATUS_START, STATUS_END, 10);
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection was closed before the end of the response");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** Closes the connection. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
