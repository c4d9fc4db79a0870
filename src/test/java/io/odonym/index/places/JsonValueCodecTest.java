package io.odonym.index.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;
import io.odonym.testing.RandomTrials;
import io.odonym.testing.RandomValues;

import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;

class JsonValueCodecTest {

    /** Returns a random JSON value of at most two levels of nesting. */
    static Object value(RandomValues random) {
        return random.drawnBy(
                () -> simple(random),
                () -> list(random),
                () -> {
                    List<Object> values =
                            random.list(
                                    0,
                                    3,
                                    () -> random.drawnBy(() -> simple(random), () -> list(random)));
                    return new JsonObject(List.of("a", "b", "c").subList(0, values.size()), values);
                });
    }

    private static List<Object> list(RandomValues random) {
        return random.list(0, 4, () -> simple(random));
    }

    private static Object simple(RandomValues random) {
        return random.<Object>drawnBy(
                () -> random.text("aé09-_ \u20ac\n\"", 0, 20),
                random::anyLong,
                () -> random.decimal(-1e9, 1e9, random.between(0, 6)),
                random::anyDouble,
                () ->
                        random.oneOf(
                                -0.0,
                                0.0,
                                Double.MAX_VALUE,
                                Double.MIN_VALUE,
                                1e16,
                                0.1 + 0.2,
                                48.822377),
                random::flag,
                () -> JsonNull.NULL,
                () ->
                        random.oneOf(
                                "01234567-89ab-cdef-0123-456789abcdef",
                                "01234567-89AB-cdef-0123-456789abcdef",
                                "0123456789abcdef-0123-456789abcdef-x"));
    }

    @Test
    void readsEveryValueAsWritten() {
        RandomTrials.check(random -> checkRoundTrip(value(random)));
    }

    private static void checkRoundTrip(Object value) throws IOException {
        byte[] bytes = bytes(value);
        ByteArrayDataInput in = new ByteArrayDataInput(bytes);
        assertThat(JsonValueCodec.read(in)).isEqualTo(value);
        assertThat(in.getPosition()).isEqualTo(bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "48.822377, 5",
        "651753.39, 5",
        "0.5, 2",
        "860, 3",
        "-0.0, 9",
        "1e300, 9",
        "0.1234567, 9"
    })
    void writesDecimalsInFewBytes(double number, int maxBytes) throws IOException {
        assertThat(bytes(number)).hasSizeLessThanOrEqualTo(maxBytes);
    }

    @ParameterizedTest
    @CsvSource({
        "01234567-89ab-cdef-0123-456789abcdef, 17",
        "01234567-89aB-cdef-0123-456789abcdef, 38",
        "01234567089ab-cdef-0123-456789abcdef, 38",
        "01234567-89ab-cdef-0123-456789abcdeg, 38"
    })
    void writesOnlyCanonicalUuidsInSixteenBytes(String text, int size) throws IOException {
        assertThat(bytes(text)).hasSize(size);
    }

    @ParameterizedTest
    @CsvSource({"16", "99", "-1"})
    void rejectsUnknownTypes(byte type) {
        assertThatThrownBy(() -> JsonValueCodec.read(new ByteArrayDataInput(new byte[] {type})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("" + type);
    }

    private static byte[] bytes(Object value) throws IOException {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        JsonValueCodec.write(value, out);
        return out.toArrayCopy();
    }
}
