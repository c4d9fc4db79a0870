package io.odonym.http.page;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.http.connection.MemoryBudget;
import io.odonym.http.connection.ResponseCompression;
import io.odonym.http.exchange.ResponseSender;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A static file in two encodings, plain and gzip. Each encoding has its own entity tag for
 * conditional requests. Immutable.
 */
final class StaticAsset {

    private static final Map<String, String> CONTENT_TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "json", "application/json; charset=utf-8",
                    "svg", "image/svg+xml");

    /** The number of leading bytes of the SHA-256 hash that an entity tag contains. */
    private static final int TAG_BYTES = 8;

    /**
     * The file in one content encoding.
     *
     * @param tag the entity tag, with its quotes
     */
    private record Representation(byte[] bytes, String tag) {}

    private final Representation plain;
    private final Representation compressed;
    private final List<Header> headers;

    /**
     * Creates an asset.
     *
     * @param name the file name; its extension determines the content type
     * @param bytes the content of the file
     * @param caching the value of {@code Cache-Control}
     */
    StaticAsset(String name, byte[] bytes, String caching) {
        String digest = digest(bytes);
        this.plain = new Representation(bytes.clone(), '"' + digest + '"');
        this.compressed =
                new Representation(ResponseCompression.compress(bytes), '"' + digest + "-gzip\"");
        this.headers =
                List.of(
                        HeaderValues.createCached(
                                HeaderNames.CONTENT_TYPE,
                                CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1))),
                        HeaderValues.createCached(HeaderNames.CACHE_CONTROL, caching),
                        ResponseCompression.VARY);
    }

    /**
     * Sends the file, or 304 if the client already has the current version.
     *
     * @param memory limits the memory of responses that are not sent yet
     */
    void send(ServerRequest request, ServerResponse response, MemoryBudget memory) {
        boolean gzip = ResponseCompression.isGzipAccepted(request);
        Representation representation = gzip ? compressed : plain;
        headers.forEach(response::header);
        response.header(HeaderNames.ETAG, representation.tag());
        if (hasCurrentVersion(request, representation.tag())) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        if (gzip) {
            response.header(ResponseCompression.GZIP);
        }
        byte[] bytes = representation.bytes();
        memory.send(request, bytes.length, () -> ResponseSender.sendBody(request, response, bytes));
    }

    /**
     * Compares entity tags with the weak comparison that RFC 9110, section 13.1.2, requires for
     * {@code If-None-Match}.
     */
    private static boolean hasCurrentVersion(ServerRequest request, String tag) {
        return ResponseCompression.listElements(request, HeaderNames.IF_NONE_MATCH)
                .map(cached -> cached.startsWith("W/") ? cached.substring(2) : cached)
                .anyMatch(cached -> cached.equals(tag) || cached.equals("*"));
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
