package io.odonym.http.api;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;

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
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A form with a file. The file lies on disk until it is closed, since the fields that say how to
 * read it may come behind it, and since it is read more than once.
 *
 * @param file where the file lies; none of the client's words are in its path
 * @param name the file's name, as the client has it
 * @param charset the encoding that the file's part names
 * @param fields the other parts, by name
 */
record MultipartUpload(
        Path file, String name, Optional<String> charset, Map<String, List<String>> fields)
        implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(MultipartUpload.class.getName());
    private static final String FILE = "data";
    private static final int BUFFER = 1 << 16;

    /** A field says how to read the file; none needs more. */
    private static final int FIELD_BYTES = 1 << 16;

    private static final int MOST_FIELDS = 1000;

    /**
     * Reads a form.
     *
     * @param most how many bytes the file may have
     * @throws HttpErrorException where it is no form, has no file or too large a one
     */
    static MultipartUpload read(String contentType, InputStream body, long most)
            throws IOException {
        if (!contentType.toLowerCase(java.util.Locale.ROOT).startsWith("multipart/form-data")) {
            throw HttpErrorException.of(415, "Unsupported Media Type");
        }
        Path file;
        try {
            file = Files.createTempFile("odonym-", ".csv");
        } catch (IOException unwritable) {
            throw unstorable(unwritable);
        }
        boolean complete = false;
        try {
            MultipartUpload upload = read(contentType, body, most, file);
            complete = true;
            return upload;
        } catch (FileUploadException
                | FileUploadBase.FileUploadIOException
                | MultipartStream.MalformedStreamException
                | InvalidFileNameException broken) {
            throw HttpErrorException.wrong(
                    "Invalid multipart form", String.valueOf(broken.getMessage()));
        } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException gone) {
            throw new CloseConnectionException("a client left in the middle of its file", gone);
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static MultipartUpload read(String contentType, InputStream body, long most, Path file)
            throws IOException, FileUploadException {
        FileUpload parts = new FileUpload();
        parts.setHeaderEncoding(StandardCharsets.UTF_8.name());
        Map<String, List<String>> fields = new LinkedHashMap<>();
        Optional<String> name = Optional.empty();
        Optional<String> charset = Optional.empty();
        int count = 0;
        FileItemIterator each = looking(() -> parts.getItemIterator(new Body(contentType, body)));
        while (looking(each::hasNext)) {
            FileItemStream part = each.next();
            if (++count > MOST_FIELDS) {
                throw HttpErrorException.tooLarge("Too many parts, limit is " + MOST_FIELDS);
            }
            try (InputStream in = part.openStream()) {
                if (FILE.equals(part.getFieldName()) && name.isEmpty()) {
                    name = Optional.of(part.getName() == null ? "" : part.getName());
                    charset = charset(part.getContentType());
                    store(in, file, most);
                } else {
                    byte[] value = in.readNBytes(FIELD_BYTES + 1);
                    if (value.length > FIELD_BYTES) {
                        throw HttpErrorException.tooLarge(
                                "Field too long, limit is " + FIELD_BYTES + " bytes");
                    }
                    fields.computeIfAbsent(
                                    String.valueOf(part.getFieldName()), _ -> new ArrayList<>())
                            .add(new String(value, StandardCharsets.UTF_8));
                }
            }
        }
        if (name.isEmpty()) {
            throw HttpErrorException.wrong("Missing file", "");
        }
        return new MultipartUpload(file, name.get(), charset, fields);
    }

    private static void store(InputStream in, Path file, long most) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            long stored = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                stored += read;
                if (stored > most) {
                    throw HttpErrorException.tooLarge(
                            "File too large, limit is " + most + " bytes");
                }
                write(out, buffer, read);
            }
        }
    }

    private static void write(OutputStream out, byte[] buffer, int length) {
        try {
            out.write(buffer, 0, length);
        } catch (IOException full) {
            throw unstorable(full);
        }
    }

    /** The client can do nothing about it but come again; whoever runs the server can. */
    private static HttpErrorException unstorable(IOException failure) {
        LOG.log(System.Logger.Level.ERROR, "an upload cannot be stored: " + failure);
        return HttpErrorException.unstorable("The file cannot be stored on the server.");
    }

    private static Optional<String> charset(String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return Optional.ofNullable(parser.parse(contentType, ';').get("charset"));
    }

    /**
     * Of the file's name what stands before its last dot, with nothing that a header may not hold.
     */
    String answerName() {
        String base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int dot = base.lastIndexOf('.');
        return (dot > 0 ? base.substring(0, dot) : base) + ".geocoded.csv";
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * Has the library look for the next part. It goes into those that are forms of their own, which
     * nobody sends any more (RFC 7578, 4.3), and fails in its own ways (commons-fileupload 1.6.0)
     * at one that names no boundary, or one of another length.
     */
    private static <T> T looking(Looking<T> next) throws IOException, FileUploadException {
        try {
            return next.look();
        } catch (NullPointerException | MultipartStream.IllegalBoundaryException within) {
            throw HttpErrorException.wrong(
                    "Invalid multipart form", "A part is a form of its own.");
        }
    }

    @FunctionalInterface
    private interface Looking<T> {
        T look() throws IOException, FileUploadException;
    }

    /** What the library asks of a request. */
    private record Body(String type, InputStream in) implements UploadContext {

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
