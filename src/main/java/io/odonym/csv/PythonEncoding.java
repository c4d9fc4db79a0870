package io.odonym.csv;

import io.odonym.text.AsciiFolding;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A character encoding. Clients of addok use Python's names of encodings, so these names are
 * accepted.
 *
 * @param name the name that the client used
 * @param charset the charset, which neither reads nor writes a byte order mark
 * @param marked whether output starts with a byte order mark
 */
record PythonEncoding(String name, Charset charset, boolean marked) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char SWAPPED_BYTE_ORDER_MARK = '\uFFFE';
    private static final byte[] UTF_8_BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String UTF_16 = "utf16";

    /** Python's aliases of encodings (Python 3.11, encodings/aliases.py). */
    private static final Map<String, String> PYTHON_ALIASES =
            Map.ofEntries(
                    Map.entry("utf8", "UTF-8"),
                    Map.entry("u8", "UTF-8"),
                    Map.entry("utf", "UTF-8"),
                    Map.entry("cp65001", "UTF-8"),
                    Map.entry("utf8sig", "UTF-8"),
                    Map.entry(UTF_16, "UTF-16LE"),
                    Map.entry("u16", "UTF-16LE"),
                    Map.entry("utf16le", "UTF-16LE"),
                    Map.entry("utf16be", "UTF-16BE"),
                    Map.entry("latin", "ISO-8859-1"),
                    Map.entry("latin1", "ISO-8859-1"),
                    Map.entry("l1", "ISO-8859-1"),
                    Map.entry("iso88591", "ISO-8859-1"),
                    Map.entry("8859", "ISO-8859-1"),
                    Map.entry("cp819", "ISO-8859-1"),
                    Map.entry("latin9", "ISO-8859-15"),
                    Map.entry("l9", "ISO-8859-15"),
                    Map.entry("iso885915", "ISO-8859-15"),
                    Map.entry("cp1252", "windows-1252"),
                    Map.entry("1252", "windows-1252"),
                    Map.entry("windows1252", "windows-1252"),
                    Map.entry("ascii", "US-ASCII"),
                    Map.entry("usascii", "US-ASCII"),
                    Map.entry("646", "US-ASCII"),
                    Map.entry("macroman", "x-MacRoman"),
                    Map.entry("macintosh", "x-MacRoman"),
                    Map.entry("cp850", "IBM850"),
                    Map.entry("850", "IBM850"),
                    Map.entry("cp437", "IBM437"),
                    Map.entry("437", "IBM437"));

    /** UTF-8 without a byte order mark. */
    static final PythonEncoding UTF_8 = new PythonEncoding("utf-8", StandardCharsets.UTF_8, false);

    PythonEncoding {
        Objects.requireNonNull(name);
        Objects.requireNonNull(charset);
    }

    /**
     * Finds an encoding by name.
     *
     * @throws CsvException if the encoding is unknown or cannot encode text, with the same message
     *     as addok for an unknown encoding
     */
    static PythonEncoding of(String name) {
        String normalized = name.toLowerCase(Locale.ROOT).replaceAll("[-_ .]", "");
        boolean marked =
                normalized.equals("utf8sig")
                        || normalized.equals(UTF_16)
                        || normalized.equals("u16");
        try {
            Charset charset =
                    Charset.forName(PYTHON_ALIASES.getOrDefault(normalized, name.strip()));
            if (!charset.canEncode()) {
                throw new UnsupportedCharsetException(charset.name());
            }
            return new PythonEncoding(name, charset, marked);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw decodingError(name, "unknown encoding: " + name);
        }
    }

    private static CsvException decodingError(String name, String description) {
        return CsvException.invalid("Unable to decode with encoding \"" + name + "\"", description);
    }

    /** Returns the name of the encoding in the IANA registry, in lower case, for HTTP headers. */
    String registeredName() {
        return switch (charset.name()) {
            case "UTF-16LE" -> marked ? "utf-16" : "utf-16le";
            case "x-MacRoman" -> "macintosh";
            default -> charset.name().toLowerCase(Locale.ROOT);
        };
    }

    /** Adds a byte order mark to UTF-8, like {@code with_bom} of addok-csv 1.1.0. */
    PythonEncoding withByteOrderMark() {
        return charset.equals(StandardCharsets.UTF_8)
                ? new PythonEncoding(name, charset, true)
                : this;
    }

    /**
     * Decodes a stream. A byte order mark at the start is skipped.
     *
     * @return a reader that throws {@link CharacterCodingException} for invalid bytes
     */
    Reader reader(InputStream in) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(in, UTF_8_BYTE_ORDER_MARK.length);
        byte[] start = bytes.readNBytes(UTF_8_BYTE_ORDER_MARK.length);
        Charset actual = charset;
        int skipped = 0;
        if (charset.equals(StandardCharsets.UTF_8) && Arrays.equals(start, UTF_8_BYTE_ORDER_MARK)) {
            skipped = start.length;
        } else if (charset.name().startsWith("UTF-16") && start.length >= 2) {
            int first = (start[0] & 0xFF) << 8 | start[1] & 0xFF;
            if (first == BYTE_ORDER_MARK && (marked || charset.equals(StandardCharsets.UTF_16BE))) {
                actual = StandardCharsets.UTF_16BE;
                skipped = 2;
            } else if (first == SWAPPED_BYTE_ORDER_MARK
                    && (marked || charset.equals(StandardCharsets.UTF_16LE))) {
                actual = StandardCharsets.UTF_16LE;
                skipped = 2;
            }
        }
        bytes.unread(start, skipped, start.length - skipped);
        return new InputStreamReader(
                bytes,
                actual.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** Returns the exception for a file that contains invalid bytes. */
    CsvException decodingError() {
        return decodingError(name, "the file contains bytes that are not valid " + name);
    }

    /** Returns the bytes of the byte order mark; empty if output has none. */
    byte[] byteOrderMark() {
        return marked ? String.valueOf(BYTE_ORDER_MARK).getBytes(charset) : new byte[0];
    }

    /**
     * Encodes a text. A character that cannot be encoded is replaced with ASCII letters ("œ" with
     * "oe" in Latin-1) or with a question mark, because errors can no longer be reported once
     * output has started.
     */
    byte[] encode(CharSequence text) {
        CharsetEncoder encoder = charset.newEncoder();
        char[] characters = text.toString().toCharArray();
        try {
            // Encoders read arrays several times faster than other character sequences.
            return bytes(encoder.encode(CharBuffer.wrap(characters)));
        } catch (CharacterCodingException e) {
            encoder.reset();
            StringBuilder replaced = new StringBuilder(text.length() + 16);
            text.codePoints()
                    .mapToObj(Character::toString)
                    .forEach(
                            character -> {
                                String encodable =
                                        encoder.canEncode(character)
                                                ? character
                                                : AsciiFolding.unidecode(character);
                                replaced.append(
                                        !encodable.isEmpty() && encoder.canEncode(encodable)
                                                ? encodable
                                                : "?");
                            });
            return replaced.toString().getBytes(charset);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        return Arrays.copyOfRange(
                buffer.array(), buffer.arrayOffset(), buffer.arrayOffset() + buffer.limit());
    }
}
