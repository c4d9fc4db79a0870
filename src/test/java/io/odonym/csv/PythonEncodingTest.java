package io.odonym.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

class PythonEncodingTest {

    private static String read(String encoding, byte[] bytes) throws IOException {
        try (Reader reader = PythonEncoding.of(encoding).reader(new ByteArrayInputStream(bytes))) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8-sig, UTF-8",
        "UTF_8, UTF-8",
        "utf8, UTF-8",
        "u8, UTF-8",
        "latin-1, ISO-8859-1",
        "Latin1, ISO-8859-1",
        "iso-8859-1, ISO-8859-1",
        "iso8859-15, ISO-8859-15",
        "l1, ISO-8859-1",
        "cp1252, windows-1252",
        "windows-1252, windows-1252",
        "ascii, US-ASCII",
        "mac_roman, x-MacRoman",
        "utf-16-be, UTF-16BE",
    })
    void acceptsPythonsNames(String python, String java) {
        assertThat(PythonEncoding.of(python).charset().name()).isEqualTo(java);
    }

    @ParameterizedTest
    @ValueSource(strings = {"klingon", "", " ", "../etc", "utf-99"})
    void rejectsUnknownNames(String name) {
        assertThatThrownBy(() -> PythonEncoding.of(name))
                .isInstanceOf(CsvException.class)
                .hasMessage("Unable to decode with encoding \"" + name + "\"");
    }

    /** Java has encodings that it can only decode, such as ISO-2022-CN and x-JISAutoDetect. */
    @Test
    void acceptsOnlyEncodingsThatCanEncode() {
        for (String name : Charset.availableCharsets().keySet()) {
            if (Charset.forName(name).canEncode()) {
                assertThat(PythonEncoding.of(name).charset().newEncoder()).isNotNull();
            } else {
                assertThatThrownBy(() -> PythonEncoding.of(name)).isInstanceOf(CsvException.class);
            }
        }
    }

    @Test
    void skipsTheByteOrderMark() throws IOException {
        assertThat(read("utf-8-sig", "\uFEFFé".getBytes(StandardCharsets.UTF_8))).isEqualTo("é");
        assertThat(read("utf-8", "\uFEFFé".getBytes(StandardCharsets.UTF_8))).isEqualTo("é");
        assertThat(read("utf-16", "\uFEFFé".getBytes(StandardCharsets.UTF_16LE))).isEqualTo("é");
        assertThat(read("utf-16", "\uFEFFé".getBytes(StandardCharsets.UTF_16BE))).isEqualTo("é");
        assertThat(read("utf-16", "é".getBytes(StandardCharsets.UTF_16LE))).isEqualTo("é");
        assertThat(read("utf-8", new byte[] {'a'})).isEqualTo("a");
        assertThat(read("utf-8", new byte[0])).isEmpty();
    }

    @Test
    void rejectsInvalidBytes() {
        assertThatThrownBy(() -> read("utf-8", new byte[] {'a', 'b', 'c', (byte) 0xE9, 'd'}))
                .isInstanceOf(CharacterCodingException.class);
    }

    @Test
    void replacesCharactersThatTheEncodingLacks() {
        assertThat(PythonEncoding.of("latin-1").encode("Cœur é"))
                .isEqualTo("Coeur é".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(PythonEncoding.of("ascii").encode("é😀")).isEqualTo(new byte[] {'e', '?'});
    }

    @Test
    void returnsTheByteOrderMark() {
        assertThat(PythonEncoding.of("utf-8-sig").withByteOrderMark().byteOrderMark()).hasSize(3);
        assertThat(PythonEncoding.of("utf-8").withByteOrderMark().byteOrderMark()).hasSize(3);
        assertThat(PythonEncoding.of("utf-8").byteOrderMark()).isEmpty();
        assertThat(PythonEncoding.of("utf-16").byteOrderMark()).containsExactly(0xFF, 0xFE);
        assertThat(PythonEncoding.of("latin-1").withByteOrderMark().byteOrderMark()).isEmpty();
    }
}
