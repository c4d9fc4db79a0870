package io.odonym.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

class GzipVerifierTest {

    @TempDir private Path folder;

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] concatenate(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private ContentSize verify(byte[] bytes) throws IOException {
        return GzipVerifier.verify(Files.write(folder.resolve("file.gz"), bytes));
    }

    @Test
    void countsBytesAndLinesOfAllMembers() throws Exception {
        byte[] two = concatenate(gzip("a\nbc\n"), gzip("d\n"));
        assertThat(verify(two)).isEqualTo(new ContentSize(7, 3));
        assertThat(verify(gzip(""))).isEqualTo(new ContentSize(0, 0));
    }

    @Test
    void skipsOptionalHeaderFields() throws Exception {
        byte[] plain = gzip("a\n");
        byte[] header = {0x1F, (byte) 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 0};
        byte[] fields = {3, 0, 1, 2, 3, 'n', 'a', 0, 'c', 0, 9, 9};
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
        assertThat(verify(concatenate(concatenate(header, fields), rest)))
                .isEqualTo(new ContentSize(2, 1));
    }

    @Test
    void everyShorterFileIsTruncated() throws Exception {
        byte[] file = gzip("rue du port\nrue de rivoli\n");
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> verify(cut)).as("%d", length).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void everyChangedByteOfTheDataIsFound() throws Exception {
        byte[] file = gzip("rue du port\nrue de rivoli\n");
        for (int i = 10; i < file.length; i++) {
            byte[] changed = file.clone();
            changed[i] ^= 0x11;
            assertThatThrownBy(() -> verify(changed)).as("%d", i).isInstanceOf(IOException.class);
        }
    }

    @Test
    void otherBytesAfterTheDataAreFound() throws Exception {
        byte[] file = concatenate(gzip("a\n"), "garbage, not gzip".getBytes());
        assertThatThrownBy(() -> verify(file))
                .isInstanceOf(ZipException.class)
                .hasMessage("other data follows the gzip data");
        assertThatThrownBy(() -> verify("<html>".getBytes())).hasMessage("not gzip data");
    }
}
