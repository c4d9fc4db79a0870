package io.odonym.fuzz;

import java.nio.charset.StandardCharsets;

/** Forms with a file, of any bytes; the boundary is "x". */
public final class MultipartFuzz {

    private MultipartFuzz() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        String head =
                "POST "
                        + ((data[0] & 1) == 0 ? "/search/csv" : "/reverse/csv")
                        + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                        + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: "
                        + (data.length - 1)
                        + "\r\n\r\n";
        byte[] body = java.util.Arrays.copyOfRange(data, 1, data.length);
        Exchange.expectNoFault(
                Exchange.firstLine(head.getBytes(StandardCharsets.ISO_8859_1), body));
    }
}
