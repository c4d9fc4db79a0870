package io.odonym.index.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

@Timeout(10)
class ManifestReaderTest {

    private static final String VALID =
            "{'format_version':6,'analysis_version':'a','created':'c','data_date':'2026-11-30',"
                    + "'sources':['s'],'documents':1,'house_numbers':1,'types':{'street':1},"
                    + "'skipped_lines':0,'data':'data-1',"
                    + "'files':{'words':{'bytes':4,'crc32c':'0123abcd'}}}";

    private static ManifestFile.Contents read(String manifest) {
        return ManifestFile.read(
                manifest.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "a test");
    }

    @Test
    void readsAValidManifest() {
        assertThat(read(VALID).manifest().totalBytes()).isEqualTo(4);
        assertThat(read(VALID.replace("'documents'", "'later':[{}],'documents'")).dataFolder())
                .isEqualTo("data-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "['s'] | 'x' | sources is not an array",
                "['s'] | [1] | sources is not a string",
                "['s'] | {} | sources is not an array",
                "{'street':1} | 3 | types is not an object",
                "{'street':1} | {'street':'1'} | types is not a non-negative integer",
                "{'words':{'bytes':4,'crc32c':'0123abcd'}} | {} | files is missing or empty",
                "{'words':{'bytes':4,'crc32c':'0123abcd'}} | 'x' | files is not an object",
                "{'bytes':4,'crc32c':'0123abcd'} | 4 | words is not an object",
                "'bytes':4 | 'bytes':-4 | bytes is not a non-negative integer",
                "'bytes':4 | 'size':4 | the size of words is missing",
                "0123abcd | 0123 | the checksum of words is missing",
                "'words' | '../words' | is not a valid file name",
                "'data-1' | '/data' | is not a valid file name",
                "'documents':1 | 'documents':1,'documents':2 | documents",
                "'skipped_lines':0 | 'skipped_lines':99999999999999999999 | range",
            })
    void rejectsWrongTypesAndValues(String part, String replacement, String message) {
        assertThat(VALID).contains(part);
        assertThatThrownBy(() -> read(VALID.replace(part, replacement)))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining(message);
    }

    @Test
    void rejectsTruncatedLongAndRepeatedManifests() {
        for (int length = 0; length < VALID.length(); length++) {
            String truncated = VALID.substring(0, length);
            assertThatThrownBy(() -> read(truncated)).isInstanceOf(IndexException.class);
        }
        assertThatThrownBy(() -> read(VALID + "{}")).hasMessageContaining("more than one");
        assertThatThrownBy(() -> read(VALID + " ".repeat(ManifestFile.MAX_BYTES)))
                .hasMessageContaining("larger than");
    }
}
