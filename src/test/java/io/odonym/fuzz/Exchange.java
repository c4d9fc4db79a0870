package io.odonym.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** One request of any bytes to the server, on a connection of its own, and the status it gets. */
final class Exchange {

    private static final int SILENCE_MILLISECONDS = 10_000;

    /** The client's own doing, or of today only: an unknown coding, HTTP/1.0, too many at once. */
    private static final Set<Integer> EXCUSED = Set.of(501, 503, 505);

    private static final int FAULT = 500;

    private Exchange() {}

    /**
     * Sends bytes and says that no more come.
     *
     * @return the first line of the answer; empty where the server hangs up without one
     */
    static String firstLine(byte[]... parts) {
        try (Socket socket = new Socket("127.0.0.1", Fixture.SERVER.get().port())) {
            socket.setSoTimeout(SILENCE_MILLISECONDS);
            socket.setTcpNoDelay(true);
            try {
                for (byte[] part : parts) {
                    socket.getOutputStream().write(part);
                }
                socket.shutdownOutput();
            } catch (IOException refused) {
                // It has answered and hung up before the end of the request, which is its right.
            }
            return line(socket.getInputStream());
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("no answer and no end", silent);
        } catch (IOException reset) {
            return "";
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int letter = in.read(); letter >= 0 && letter != '\r'; letter = in.read()) {
            line.write(letter);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Fails on a status that says that the server is at fault, 503 aside. */
    static void expectNoFault(String firstLine) {
        if (firstLine.isEmpty()) {
            return;
        }
        if (!firstLine.matches("HTTP/1\\.1 [1-5]\\d\\d .*")) {
            throw new AssertionError("no HTTP: " + firstLine);
        }
        int status = Integer.parseInt(firstLine.substring(9, 12));
        if (status >= FAULT && !EXCUSED.contains(status)) {
            throw new AssertionError(firstLine);
        }
    }
}
