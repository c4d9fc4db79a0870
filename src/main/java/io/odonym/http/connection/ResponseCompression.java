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

/** Compresses answers for clients that take them so; Helidon publishes no module for it at 4.5. */
public final class ResponseCompression {

    public static final Header GZIP =
            HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, "gzip");
    public static final Header VARY =
            HeaderValues.createCached(HeaderNames.VARY, "Accept-Encoding");

    /** Named, and not with a quality of 0, which refuses it. */
    private static final Pattern GZIP_TAKEN =
            Pattern.compile("gzip(?:\\s*;(?!\\s*q\\s*=\\s*0(?:\\.0*)?\\s*$).*)?");

    /** What fits into one packet travels no faster when it is smaller. */
    private static final int WORTH_IT = 1400;

    private static final int BUFFER = 1 << 13;

    private ResponseCompression() {}

    public static boolean isTaken(ServerRequest request) {
        return request.headers().contains(HeaderNames.ACCEPT_ENCODING)
                && elements(request, HeaderNames.ACCEPT_ENCODING)
                        .anyMatch(encoding -> GZIP_TAKEN.matcher(encoding).matches());
    }

    /** The body to send, and the headers that say how it is sent. */
    public static byte[] perhaps(ServerRequest request, ServerResponse response, byte[] body) {
        if (body.length < WORTH_IT) {
            return body;
        }
        response.header(VARY);
        if (!isTaken(request)) {
            return body;
        }
        response.header(GZIP);
        return compress(body);
    }

    /** The same for a body of unknown length. */
    public static OutputStream stream(ServerRequest request, ServerResponse response)
            throws IOException {
        response.header(VARY);
        if (!isTaken(request)) {
            return response.outputStream();
        }
        response.header(GZIP);
        return new GZIPOutputStream(response.outputStream(), BUFFER);
    }

    public static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The elements of a header that is a list. */
    public static Stream<String> elements(ServerRequest request, HeaderName header) {
        return request.headers().values(header).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip);
    }
}
