package io.odonym.http.page;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.http.api.ResponseSender;
import io.odonym.http.connection.ResponseCompression;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A file of the page as it is sent: plain and compressed, each with the tag that a browser asks
 * about when it has the file already.
 */
final class StaticAsset {

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "json", "application/json; charset=utf-8",
                    "svg", "image/svg+xml");
    private static final Header NO_SNIFFING =
            HeaderValues.createCached("X-Content-Type-Options", "nosniff");

    private static final int TAG_BYTES = 8;

    /** A form that it is sent in. */
    private record Form(byte[] bytes, String tag) {}

    private final Form plain;
    private final Form compressed;
    private final List<Header> headers;

    /**
     * A file.
     *
     * @param name what its type is told from
     * @param caching how long browsers may keep it without asking
     */
    StaticAsset(String name, byte[] bytes, String caching) {
        String digest = digest(bytes);
        this.plain = new Form(bytes.clone(), '"' + digest + '"');
        this.compressed = new Form(ResponseCompression.compress(bytes), '"' + digest + "-gzip\"");
        this.headers =
                List.of(
                        HeaderValues.createCached(
                                HeaderNames.CONTENT_TYPE,
                                TYPES.get(name.substring(name.lastIndexOf('.') + 1))),
                        HeaderValues.createCached(HeaderNames.CACHE_CONTROL, caching),
                        NO_SNIFFING,
                        ResponseCompression.VARY);
    }

    /** Answers a request for it, with 304 where the browser has it. */
    void send(ServerRequest request, ServerResponse response) {
        boolean zipped = ResponseCompression.isTaken(request);
        Form form = zipped ? compressed : plain;
        headers.forEach(response::header);
        response.header(HeaderNames.ETAG, form.tag());
        if (isKnown(request, form.tag())) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        if (zipped) {
            response.header(ResponseCompression.GZIP);
        }
        ResponseSender.sendBody(request, response, form.bytes());
    }

    private static boolean isKnown(ServerRequest request, String tag) {
        return ResponseCompression.elements(request, HeaderNames.IF_NONE_MATCH)
                .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                .anyMatch(known -> known.equals(tag) || known.equals("*"));
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
