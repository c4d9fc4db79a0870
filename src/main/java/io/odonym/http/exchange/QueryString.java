package io.odonym.http.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses the query component of URLs. Stateless. */
public final class QueryString {

    private QueryString() {}

    /**
     * Parses the query component of a URL.
     *
     * @param rawQuery the query component, still percent-encoded
     * @return the values of each parameter, in order; no list is empty
     * @throws HttpErrorException 400 if the component has a space, a control character or a
     *     non-ASCII character, whose encoding is unknown
     */
    public static Map<String, List<String>> parse(String rawQuery) {
        for (int i = 0; i < rawQuery.length(); i++) {
            if (rawQuery.charAt(i) <= ' ' || rawQuery.charAt(i) >= 0x7F) {
                throw HttpErrorException.ofStatus(400, "Bad Request");
            }
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        return values;
    }

    /**
     * Decodes {@code %XX} and {@code +}. Malformed escape sequences are kept; malformed UTF-8 is
     * replaced with the replacement character.
     */
    static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
