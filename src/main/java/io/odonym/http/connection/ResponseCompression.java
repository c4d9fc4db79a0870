package io.odonym.http.connection;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses response bodies with gzip for clients that accept it. Helidon 4.5.0 publishes no
 * module that compresses responses. Thread-safe.
 */
public final class ResponseCompression {

    /** {@code Content-Encoding: gzip}. */
    public static final Header GZIP =
            HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, "gzip");

    /** {@code Vary: Accept-Encoding}, a header of every response that may be compressed. */
    public static final Header VARY =
            HeaderValues.createCached(HeaderNames.VARY, "Accept-Encoding");

    /**
     * Matches the encoding {@code gzip} unless its quality value is 0, which means "not
     * acceptable".
     */
    private static final Pattern GZIP_ACCEPTED =
            Pattern.compile("gzip(?:\\s*;(?!\\s*q\\s*=\\s*0(?:\\.0*)?\\s*$).*)?");

    /**
     * The minimum size of a compressed body. A smaller body fits into one TCP segment and would not
     * be sent faster if it were compressed.
     */
    private static final int MIN_COMPRESSED_BYTES = 1400;

    private static final int BUFFER_BYTES = 1 << 13;

    private ResponseCompression() {}

    /** Returns whether the client accepts gzip, according to {@code Accept-Encoding}. */
    public static boolean isGzipAccepted(ServerRequest request) {
        return request.headers().contains(HeaderNames.ACCEPT_ENCODING)
                && listElements(request, HeaderNames.ACCEPT_ENCODING)
                        .anyMatch(encoding -> GZIP_ACCEPTED.matcher(encoding).matches());
    }

    /**
     * Compresses a body if it is large enough and the client accepts gzip. Also sets the response
     * headers that describe the encoding.
     *
     * @return the body to send: the compressed body, or {@code body} itself
     */
    public static byte[] compressIfAccepted(
            ServerRequest request, ServerResponse response, byte[] body) {
        if (body.length < MIN_COMPRESSED_BYTES) {
            return body;
        }
        response.headers().add(VARY);
        if (!isGzipAccepted(request)) {
            return body;
        }
        response.header(GZIP);
        return compress(body);
    }

    /**
     * Opens the output stream of a body of unknown length, compressed if the client accepts gzip.
     * Also sets the response headers that describe the encoding.
     */
    public static OutputStream outputStream(ServerRequest request, ServerResponse response)
            throws IOException {
        response.headers().add(VARY);
        if (!isGzipAccepted(request)) {
            return response.outputStream();
        }
        response.header(GZIP);
        return new GZIPOutputStream(response.outputStream(), BUFFER_BYTES);
    }

    /** Compresses bytes with gzip. */
    public static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Returns the elements of a header whose value is a comma-separated list. */
    public static Stream<String> listElements(ServerRequest request, HeaderName header) {
        return request.headers().values(header).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip);
    }
}
