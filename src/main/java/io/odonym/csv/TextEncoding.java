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
 * How the characters of a file are written, under the names that Python has for encodings, since
 * that is what clients of addok send.
 *
 * @param name as the client wrote it
 * @param charset without a byte order mark
 * @param marked whether what is written begins with a byte order mark
 */
record TextEncoding(String name, Charset charset, boolean marked) {

    private static final char MARK = '\uFEFF';
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String UTF_16 = "utf16";

    /** Python's spellings that Java has no alias for (Python 3.11, encodings/aliases.py). */
    private static final Map<String, String> SPELLINGS =
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

    TextEncoding {
        Objects.requireNonNull(name);
        Objects.requireNonNull(charset);
    }

    /**
     * By name.
     *
     * @throws CsvException where there is no such encoding, in addok's words
     */
    static TextEncoding of(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[-_ .]", "");
        boolean marked = plain.equals("utf8sig") || plain.equals(UTF_16) || plain.equals("u16");
        try {
            return new TextEncoding(
                    name, Charset.forName(SPELLINGS.getOrDefault(plain, name.strip())), marked);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw undecodable(name, "unknown encoding: " + name);
        }
    }

    private static CsvException undecodable(String name, String why) {
        return CsvException.wrong("Unable to decode with encoding \"" + name + "\"", why);
    }

    /** The same, with a byte order mark where it is some UTF-8 (addok-csv 1.1.0, with_bom). */
    TextEncoding withMark() {
        return charset.equals(StandardCharsets.UTF_8)
                ? new TextEncoding(name, charset, true)
                : this;
    }

    /**
     * Reads characters; a byte order mark at the beginning is none.
     *
     * @return a reader that throws {@link CharacterCodingException} where bytes are no characters
     */
    Reader reader(InputStream in) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(in, UTF_8_MARK.length);
        byte[] start = bytes.readNBytes(UTF_8_MARK.length);
        Charset actual = charset;
        int mark = 0;
        if (charset.equals(StandardCharsets.UTF_8) && Arrays.equals(start, UTF_8_MARK)) {
            mark = start.length;
        } else if (charset.name().startsWith("UTF-16") && start.length >= 2) {
            int first = (start[0] & 0xFF) << 8 | start[1] & 0xFF;
            if (first == MARK && (marked || charset.equals(StandardCharsets.UTF_16BE))) {
                actual = StandardCharsets.UTF_16BE;
                mark = 2;
            } else if (first == 0xFFFE && (marked || charset.equals(StandardCharsets.UTF_16LE))) {
                actual = StandardCharsets.UTF_16LE;
                mark = 2;
            }
        }
        bytes.unread(start, mark, start.length - mark);
        return new InputStreamReader(
                bytes,
                actual.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** What a reader's complaint means to the user. */
    CsvException undecodable(CharacterCodingException problem) {
        return undecodable(name, "the file holds bytes that are no " + name);
    }

    /** What a file begins with. */
    byte[] start() {
        return marked ? String.valueOf(MARK).getBytes(charset) : new byte[0];
    }

    /**
     * The bytes of characters. Where the encoding lacks one, its plain letters are written ("œ" as
     * "oe" in Latin-1), since an answer that has begun cannot fail any more.
     */
    byte[] encode(CharSequence text) {
        CharsetEncoder encoder = charset.newEncoder();
        char[] letters = text.toString().toCharArray();
        try {
            // Of an array, which encoders read several times as fast as any other sequence.
            return bytes(encoder.encode(CharBuffer.wrap(letters)));
        } catch (CharacterCodingException lacking) {
            encoder.reset();
            StringBuilder plain = new StringBuilder(text.length() + 16);
            text.codePoints()
                    .mapToObj(Character::toString)
                    .forEach(
                            letter -> {
                                String simple =
                                        encoder.canEncode(letter)
                                                ? letter
                                                : AsciiFolding.unidecode(letter);
                                plain.append(
                                        !simple.isEmpty() && encoder.canEncode(simple)
                                                ? simple
                                                : "?");
                            });
            return plain.toString().getBytes(charset);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        return Arrays.copyOfRange(
                buffer.array(), buffer.arrayOffset(), buffer.arrayOffset() + buffer.limit());
    }
}
