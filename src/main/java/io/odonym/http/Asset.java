package io.odonym.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page as it is sent: plain and compressed, each with the tag that a browser asks
 * about when it has the file already.
 */
final class Asset {

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "json", "application/json; charset=utf-8",
                    "svg", "image/svg+xml");
    private static final Header NO_SNIFFING =
            HeaderValues.createCached("X-Content-Type-Options", "nosniff");
    private static final Header VARY =
            HeaderValues.createCached(HeaderNames.VARY, "Accept-Encoding");
    private static final Header GZIP =
            HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, "gzip");

    /** Named, and not with a quality of 0, which refuses it. */
    private static final Pattern GZIP_TAKEN =
            Pattern.compile("gzip(?:\\s*;(?!\\s*q\\s*=\\s*0(?:\\.0*)?\\s*$).*)?");

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
    Asset(String name, byte[] bytes, String caching) {
        String digest = digest(bytes);
        this.plain = new Form(bytes.clone(), '"' + digest + '"');
        this.compressed = new Form(compress(bytes), '"' + digest + "-gzip\"");
        this.headers =
                List.of(
                        HeaderValues.createCached(
                                HeaderNames.CONTENT_TYPE,
                                TYPES.get(name.substring(name.lastIndexOf('.') + 1))),
                        HeaderValues.createCached(HeaderNames.CACHE_CONTROL, caching),
                        NO_SNIFFING,
                        VARY);
    }

    /** Answers a request for it, with 304 where the browser has it. */
    void send(ServerRequest request, ServerResponse response) {
        boolean zipped =
                elements(request, HeaderNames.ACCEPT_ENCODING)
                        .anyMatch(encoding -> GZIP_TAKEN.matcher(encoding).matches());
        Form form = zipped ? compressed : plain;
        headers.forEach(response::header);
        response.header(HeaderNames.ETAG, form.tag());
        if (isKnown(request, form.tag())) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        if (zipped) {
            response.header(GZIP);
        }
        if (request.prologue().method() == Method.HEAD) {
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(form.bytes().length));
            response.send();
        } else {
            response.send(form.bytes());
        }
    }

    private static boolean isKnown(ServerRequest request, String tag) {
        return elements(request, HeaderNames.IF_NONE_MATCH)
                .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                .anyMatch(known -> known.equals(tag) || known.equals("*"));
    }

    private static Stream<String> elements(ServerRequest request, HeaderName header) {
        return request.headers().values(header).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip);
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
