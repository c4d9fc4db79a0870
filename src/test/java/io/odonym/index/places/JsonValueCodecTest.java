package io.odonym.index.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.model.Attributes;
import io.odonym.model.Attributes.JsonNull;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;

class JsonValueCodecTest {

    /** JSON values as documents hold them, nested twice at most. */
    static Arbitrary<Object> values() {
        Arbitrary<Object> simple =
                Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(20).asGeneric(),
                        Arbitraries.longs().asGeneric(),
                        Arbitraries.doubles().ofScale(6).asGeneric(),
                        Arbitraries.doubles().asGeneric(),
                        Arbitraries.of(
                                -0.0,
                                0.0,
                                Double.MAX_VALUE,
                                Double.MIN_VALUE,
                                1e16,
                                0.1 + 0.2,
                                48.822377),
                        Arbitraries.of(true, false).asGeneric(),
                        Arbitraries.of(JsonNull.NULL).asGeneric(),
                        Arbitraries.of(
                                "01234567-89ab-cdef-0123-456789abcdef",
                                "01234567-89AB-cdef-0123-456789abcdef",
                                "0123456789abcdef-0123-456789abcdef-x"));
        Arbitrary<Object> lists = simple.list().ofMaxSize(4).map(list -> (Object) list);
        Arbitrary<Object> objects =
                Arbitraries.oneOf(simple, lists)
                        .list()
                        .ofMaxSize(3)
                        .map(
                                list ->
                                        (Object)
                                                new Attributes(
                                                        List.of("a", "b", "c")
                                                                .subList(0, list.size()),
                                                        list));
        return Arbitraries.oneOf(simple, lists, objects);
    }

    @Provide
    Arbitrary<Object> anyValue() {
        return values();
    }

    @Property
    void everyValueComesBack(@ForAll("anyValue") Object value) throws IOException {
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
    void decimalsAreSmall(double number, int atMost) throws IOException {
        assertThat(bytes(number)).hasSizeLessThanOrEqualTo(atMost);
    }

    @ParameterizedTest
    @CsvSource({
        "01234567-89ab-cdef-0123-456789abcdef, 17",
        "01234567-89aB-cdef-0123-456789abcdef, 38",
        "01234567089ab-cdef-0123-456789abcdef, 38",
        "01234567-89ab-cdef-0123-456789abcdeg, 38"
    })
    void onlyPlainUuidsAreSixteenBytes(String text, int size) throws IOException {
        assertThat(bytes(text)).hasSize(size);
    }

    @ParameterizedTest
    @CsvSource({"16", "99", "-1"})
    void refusesWhatIsNoType(byte type) {
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
