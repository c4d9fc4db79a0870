package io.odonym.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds the body of a multipart form: a file first, then fields, as curl and browsers send it. */
public final class MultipartForm {

    /** The boundary between the parts. */
    public static final String BOUNDARY = "bOuNdArY";

    /** The content type of the request. */
    public static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private MultipartForm() {}

    /** Returns a form with a file in the field {@code data}. */
    public static MultipartForm ofFile(String content) {
        return ofFile("filename=\"in.csv\"", content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns a form with a file in the field {@code data}.
     *
     * @param headers the rest of the header Content-Disposition, and further headers of the part
     */
    public static MultipartForm ofFile(String headers, byte[] content) {
        return new MultipartForm().part("name=\"data\"; " + headers, content);
    }

    /**
     * Adds fields.
     *
     * @param fields each as {@code name=value}
     */
    public MultipartForm fields(String... fields) {
        for (String field : fields) {
            int equals = field.indexOf('=');
            part(
                    "name=\"" + field.substring(0, equals) + "\"",
                    field.substring(equals + 1).getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    private MultipartForm part(String disposition, byte[] content) {
        write("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n");
        body.writeBytes(content);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the complete body. */
    public byte[] toBytes() {
        write("--" + BOUNDARY + "--\r\n");
        return body.toByteArray();
    }
}
