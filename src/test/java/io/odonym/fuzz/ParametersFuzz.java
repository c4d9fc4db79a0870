package io.odonym.fuzz;

import java.nio.charset.StandardCharsets;

/** Every path and parameter: a first line and headers of any bytes. */
public final class ParametersFuzz {

    private static final String[] PATHS = {
        "/search?q=",
        "/reverse?lat=",
        "/search/?",
        "/reverse/?lon=2.3&lat=48.8&",
        "/get/",
        "/",
        "/search?lat=48.8&q=rue&",
        "/health"
    };

    private ParametersFuzz() {}

    /**
     * Jazzer's entry: the first byte is the path, then what follows it up to the first zero, then
     * headers.
     */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        String text = new String(data, 1, data.length - 1, StandardCharsets.ISO_8859_1);
        int zero = text.indexOf('\0');
        String target = zero < 0 ? text : text.substring(0, zero);
        String headers = zero < 0 ? "" : text.substring(zero + 1);
        String request =
                "GET "
                        + PATHS[Math.floorMod(data[0], PATHS.length)]
                        + target
                        + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                        + headers
                        + "\r\n\r\n";
        Exchange.expectNoFault(Exchange.firstLine(request.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
