package io.odonym.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP server on the loopback interface that serves files with validators and ranges, and can
 * answer single requests wrongly: with errors, with too few bytes, with a wrong length, or not at
 * all. Each connection carries one request.
 */
public final class LoopbackFileServer implements AutoCloseable {

    /** A request, with its header names in lower case. */
    public record Request(String target, Map<String, String> headers) {

        /** Returns the value of a header; "" if the request does not have it. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** A file and the headers with which it is sent. */
    public record ServedFile(byte[] body, Map<String, String> headers) {}

    /** Answers one request. The connection is closed afterwards. */
    @FunctionalInterface
    public interface Reply {

        /** Writes the response. */
        void send(Request request, Optional<ServedFile> file, Socket socket) throws IOException;
    }

    private final ServerSocket server;
    private final Map<String, ServedFile> files = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** Starts the server on a free port. */
    public LoopbackFileServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Returns the address of the server. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Serves a file with the given headers, such as ETag. */
    public void put(String path, byte[] body, Map<String, String> headers) {
        files.put(path, new ServedFile(body, headers));
    }

    /** Sets how the next requests are answered. Later requests are answered correctly. */
    public void next(Reply... next) {
        replies.addAll(Arrays.asList(next));
    }

    /** Returns the requests so far, and forgets them. */
    public List<Request> takeRequests() {
        List<Request> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            Request request = read(socket);
            requests.add(request);
            Optional<ServedFile> file = Optional.ofNullable(files.get(path(request)));
            Reply reply = replies.poll();
            (reply == null ? correct() : reply).send(request, file, socket);
        } catch (IOException closedByClient) {
            // The client decides what an interrupted response means.
        }
    }

    /** A client sends the whole address to a proxy. */
    private static String path(Request request) {
        return request.target().replaceFirst("^http://[^/]*", "");
    }

    private static Request read(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String first = in.readLine();
        if (first == null) {
            throw new IOException("no request");
        }
        Map<String, String> headers = new ConcurrentHashMap<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Request(first.split(" ")[1], headers);
    }

    /** A correct response. */
    public static Reply correct() {
        return (request, file, socket) ->
                send(socket, response(request, file), Integer.MAX_VALUE, 0);
    }

    /** A correct response that ends after some bytes of its body. */
    public static Reply cutAfter(int bytes) {
        return (request, file, socket) -> send(socket, response(request, file), bytes, 0);
    }

    /**
     * A correct response that stops after some bytes of its body, without closing the connection.
     */
    public static Reply stallAfter(int bytes) {
        return (request, file, socket) -> {
            send(socket, response(request, file), bytes, 0);
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        };
    }

    /** A complete body whose announced length is wrong by some bytes. */
    public static Reply wrongLength(int difference) {
        return (request, file, socket) ->
                send(socket, response(request, file), Integer.MAX_VALUE, difference);
    }

    /** The whole file, whatever the request asks for, with other headers. */
    public static Reply whole(Map<String, String> headers) {
        return (_, file, socket) ->
                send(
                        socket,
                        new Response(200, headers, file.orElseThrow().body()),
                        Integer.MAX_VALUE,
                        0);
    }

    /** A response with a body of its own. */
    public static Reply reply(int status, Map<String, String> headers, byte[] body) {
        return (_, _, socket) ->
                send(socket, new Response(status, headers, body), Integer.MAX_VALUE, 0);
    }

    /** An error without a body. */
    public static Reply status(int status, Map<String, String> headers) {
        return reply(status, headers, new byte[0]);
    }

    private record Response(int status, Map<String, String> headers, byte[] body) {}

    private static Response response(Request request, Optional<ServedFile> found) {
        if (found.isEmpty()) {
            return new Response(404, Map.of(), new byte[0]);
        }
        ServedFile file = found.get();
        String etag = file.headers().getOrDefault("ETag", "");
        String date = file.headers().getOrDefault("Last-Modified", "");
        String noneMatch = request.header("If-None-Match");
        boolean current =
                noneMatch.isEmpty()
                        ? !date.isEmpty() && request.header("If-Modified-Since").equals(date)
                        : noneMatch.equals(etag);
        if (current) {
            return new Response(304, file.headers(), new byte[0]);
        }
        String range = request.header("Range");
        String condition = request.header("If-Range");
        if (range.isEmpty() || !(condition.equals(etag) || condition.equals(date))) {
            return new Response(200, file.headers(), file.body());
        }
        int start = Integer.parseInt(range.replaceAll("\\D", ""));
        int length = file.body().length;
        Map<String, String> headers = new ConcurrentHashMap<>(file.headers());
        if (start >= length) {
            headers.put("Content-Range", "bytes */" + length);
            return new Response(416, headers, new byte[0]);
        }
        headers.put("Content-Range", "bytes %d-%d/%d".formatted(start, length - 1, length));
        return new Response(206, headers, Arrays.copyOfRange(file.body(), start, length));
    }

    private static void send(Socket socket, Response response, int maxBytes, int lengthDifference)
            throws IOException {
        StringBuilder head =
                new StringBuilder(
                        "HTTP/1.1 %d Status\r\nConnection: close\r\n".formatted(response.status()));
        response.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (response.status() != 304) {
            head.append("Content-Length: ")
                    .append(response.body().length + lengthDifference)
                    .append("\r\n");
        }
        OutputStream out = socket.getOutputStream();
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(response.body(), 0, Math.min(maxBytes, response.body().length));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
