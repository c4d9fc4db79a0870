package io.odonym.http.exchange;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.odonym.http.connection.MemoryBudget;

import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadBase;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.InvalidFileNameException;
import org.apache.commons.fileupload.MultipartStream;
import org.apache.commons.fileupload.ParameterParser;
import org.apache.commons.fileupload.UploadContext;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A multipart form with one file. The file is stored, for two reasons: form fields that describe
 * how to read the file may follow it in the form, and the file is read more than once. Immutable.
 *
 * @param name the file name that the client sent
 * @param charset the character set from the content type of the file part
 * @param fields the values of the other parts, by field name
 */
public record MultipartUpload(
        String name, Optional<String> charset, Map<String, List<String>> fields) {

    private static final String FILE_FIELD = "data";
    private static final int BUFFER_BYTES = 1 << 16;

    private static final int MAX_FIELD_BYTES = 1 << 16;

    /** The maximum size of all fields together, in bytes. */
    private static final int MAX_FORM_BYTES = 1 << 18;

    /** The memory that a field takes in addition to its text, in bytes. */
    private static final int BYTES_PER_FIELD = 256;

    private static final int MAX_PARTS = 1000;

    private static final int MAX_EPILOGUE_BYTES = 1 << 10;

    /**
     * Reads a form and stores its file.
     *
     * @param contentType the Content-Type of the request
     * @param maxBytes the maximum size of the file, in bytes
     * @param file stores the file; its path is never derived from client input
     * @param memory the memory of the request, for the fields of the form
     * @throws HttpErrorException 415 if the body is not a multipart form; 400 if the form is
     *     malformed or has no file; 413 if a limit is exceeded; 503 if the file cannot be stored
     * @throws CloseConnectionException if the client closes the connection
     */
    public static MultipartUpload read(
            String contentType,
            InputStream body,
            long maxBytes,
            UploadSpace.Upload file,
            MemoryBudget.Reservation memory)
            throws IOException {
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw HttpErrorException.ofStatus(415, "Unsupported Media Type");
        }
        try {
            return parse(contentType, body, maxBytes, file, memory);
        } catch (FileUploadException
                | FileUploadBase.FileUploadIOException
                | MultipartStream.MalformedStreamException
                | InvalidFileNameException malformed) {
            throw HttpErrorException.badRequest(
                    "Invalid multipart form", String.valueOf(malformed.getMessage()));
        } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException closed) {
            throw new CloseConnectionException(
                    "the client closed the connection before the end of its file", closed);
        }
    }

    private static MultipartUpload parse(
            String contentType,
            InputStream body,
            long maxBytes,
            UploadSpace.Upload file,
            MemoryBudget.Reservation memory)
            throws IOException, FileUploadException {
        FileUpload parts = new FileUpload();
        parts.setHeaderEncoding(StandardCharsets.UTF_8.name());
        Map<String, List<String>> fields = new LinkedHashMap<>();
        Optional<String> name = Optional.empty();
        Optional<String> charset = Optional.empty();
        int count = 0;
        int formBytes = 0;
        FileItemIterator items =
                translateFailures(() -> parts.getItemIterator(new RequestBody(contentType, body)));
        while (translateFailures(items::hasNext)) {
            FileItemStream part = items.next();
            if (++count > MAX_PARTS) {
                throw HttpErrorException.contentTooLarge("Too many parts, limit is " + MAX_PARTS);
            }
            try (InputStream in = part.openStream()) {
                if (FILE_FIELD.equals(part.getFieldName()) && name.isEmpty()) {
                    name = Optional.of(part.getName() == null ? "" : part.getName());
                    charset = charset(part.getContentType());
                    store(in, maxBytes, file);
                } else {
                    byte[] value = in.readNBytes(MAX_FIELD_BYTES + 1);
                    if (value.length > MAX_FIELD_BYTES) {
                        throw HttpErrorException.contentTooLarge(
                                "Field too long, limit is " + MAX_FIELD_BYTES + " bytes");
                    }
                    formBytes += value.length;
                    if (formBytes > MAX_FORM_BYTES) {
                        throw HttpErrorException.contentTooLarge(
                                "Form too large, limit of all fields is "
                                        + MAX_FORM_BYTES
                                        + " bytes");
                    }
                    memory.add(BYTES_PER_FIELD + 2L * value.length);
                    fields.computeIfAbsent(
                                    String.valueOf(part.getFieldName()), _ -> new ArrayList<>())
                            .add(new String(value, StandardCharsets.UTF_8));
                }
            }
        }
        skipEpilogue(body);
        if (name.isEmpty()) {
            throw HttpErrorException.badRequest("Missing file", "");
        }
        return new MultipartUpload(name.get(), charset, fields);
    }

    /**
     * Reads the rest of the body, which RFC 2046 allows after the last part, so that the connection
     * can be used for further requests. If the rest is too long, it stays unread and the connection
     * is closed.
     */
    private static void skipEpilogue(InputStream body) throws IOException {
        byte[] buffer = new byte[MAX_EPILOGUE_BYTES];
        body.readNBytes(buffer, 0, buffer.length);
    }

    private static void store(InputStream in, long maxBytes, UploadSpace.Upload file)
            throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long stored = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            stored += read;
            if (stored > maxBytes) {
                throw HttpErrorException.contentTooLarge(
                        "File too large, limit is " + maxBytes + " bytes");
            }
            file.append(buffer, read);
        }
    }

    private static Optional<String> charset(String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return Optional.ofNullable(parser.parse(contentType, ';').get("charset"));
    }

    /** Returns a file name without its folders and its extension. */
    public static String baseName(String name) {
        String base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int dot = base.lastIndexOf('.');
        return dot > 0 ? base.substring(0, dot) : base;
    }

    /**
     * Runs a parsing step and responds with a 400 if it fails on nested multipart parts, which RFC
     * 7578, section 4.3, deprecates. commons-fileupload 1.6.0 parses nested parts, but throws one
     * of the exceptions caught here if the boundary of a nested part is missing or has a different
     * length.
     */
    private static <T> T translateFailures(ParserStep<T> step)
            throws IOException, FileUploadException {
        try {
            return step.run();
        } catch (NullPointerException | MultipartStream.IllegalBoundaryException nested) {
            throw HttpErrorException.badRequest(
                    "Invalid multipart form", "Nested multipart parts are not supported.");
        }
    }

    @FunctionalInterface
    private interface ParserStep<T> {
        T run() throws IOException, FileUploadException;
    }

    /** Adapts a request body to the interface of the multipart parser. */
    private record RequestBody(String type, InputStream in) implements UploadContext {

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        public int getContentLength() {
            return -1;
        }

        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }
    }
}
