package io.odonym.index.places;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;
import io.odonym.model.Place;
import io.odonym.testing.RandomTrials;
import io.odonym.testing.RandomValues;
import io.odonym.text.TextAnalysis;

import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

class HouseNumberBlockTest {

    private static final TextAnalysis TEXT = TextAnalysis.standard();
    private static final String ID = "75101_0773";

    private final ValueDictionaries dictionaries = new ValueDictionaries();
    private final ByteArrayOutputStream identifiers = new ByteArrayOutputStream();
    private final HouseNumberBlockWriter writer =
            new HouseNumberBlockWriter(TEXT, dictionaries, this::append);

    private static List<HouseNumber> numbers(RandomValues random) {
        return random.list(
                1,
                12,
                () ->
                        new HouseNumber(
                                text(random),
                                random.between(1, 6) < 6 ? plain(random) : odd(random)));
    }

    private static String text(RandomValues random) {
        return random.drawnBy(
                () -> String.valueOf(random.between(1, 12_000)),
                () ->
                        random.between(1, 200)
                                + random.oneOf(
                                        "bis", " bis", "b", "B", " ter", "a b", "er", "e", "-2",
                                        ""),
                () ->
                        random.oneOf(
                                "0", "012", "", "x", "dix huit", "18", "9999999999", "1 2", "½"));
    }

    private static double degrees(RandomValues random) {
        return random.flag() ? random.decimal(-90, 90, 6) : random.between(-90.0, 90);
    }

    private static JsonObject plain(RandomValues random) {
        return new JsonObject(
                List.of("id", "banId", "lon", "lat"),
                List.of(
                        "x",
                        random.oneOf("u", "01234567-89ab-cdef-0123-456789abcdef"),
                        degrees(random),
                        degrees(random)));
    }

    private static JsonObject odd(RandomValues random) {
        return new JsonObject(
                List.of("lat", "extra", "lon"),
                List.of(degrees(random), JsonValueCodecTest.value(random), degrees(random)));
    }

    @Test
    void readsEveryHouseNumberAsWritten() {
        RandomTrials.check(
                400,
                random -> {
                    List<HouseNumber> numbers = numbers(random);
                    assertThat(new HouseNumberBlockTest().all(numbers)).isEqualTo(numbers);
                });
    }

    @Test
    void findsTheLastNumberWithAKey() {
        RandomTrials.check(
                400, random -> new HouseNumberBlockTest().checkLastIsFound(numbers(random)));
    }

    private void checkLastIsFound(List<HouseNumber> numbers) throws IOException {
        HouseNumberBlockReader block = read(numbers);
        for (int i = 0; i < numbers.size(); i++) {
            String word = TEXT.houseNumberWord(numbers.get(i).number());
            if (word.matches("\\d{1,4}[a-z]?")) {
                String key = TEXT.houseNumberKey(word);
                int last = -1;
                for (int j = 0; j < numbers.size(); j++) {
                    if (TEXT.houseNumberKey(numbers.get(j).number()).equals(key)) {
                        last = j;
                    }
                }
                boolean letter = word.charAt(word.length() - 1) > '9';
                int digits = Integer.parseInt(letter ? word.substring(0, word.length() - 1) : word);
                // Query analysis removes leading zeros, so a query cannot contain such a number.
                if (!word.startsWith("0") || word.equals("0")) {
                    assertThat(block.find(digits, letter ? word.charAt(word.length() - 1) : 0, key))
                            .as("%s among %s", word, numbers)
                            .isEqualTo(last);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12,0",
        "12bis,1",
        "12 BIS,1",
        "12b,1",
        "3t,2",
        "4,-1",
        "12c,-1",
        "3,-1",
        "dix huit,-1",
        "18,3"
    })
    void findsByTheWordOfAQuery(String query, int ordinal) throws IOException {
        HouseNumberBlockReader block =
                read(
                        List.of(
                                at("12", 1, 1),
                                at("12 bis", 2, 2),
                                at("3ter", 3, 3),
                                at("dix huit", 4, 4)));
        String word = TEXT.houseNumberWord(query);
        if (!word.matches("\\d{1,4}[a-z]?")) {
            return;
        }
        boolean letter = word.charAt(word.length() - 1) > '9';
        int digits = Integer.parseInt(letter ? word.substring(0, word.length() - 1) : word);
        char last = letter ? word.charAt(word.length() - 1) : 0;
        assertThat(block.find(digits, last, TEXT.houseNumberKey(query))).isEqualTo(ordinal);
    }

    @Test
    void hidesANumberWithTheSameKeyAsALaterOne() throws IOException {
        HouseNumberBlockReader block =
                read(List.of(at("1b", 1, 1), at("2", 2, 2), at("1 bis", 3, 3)));
        assertThat(block.isHidden(0)).isTrue();
        assertThat(block.isHidden(1)).isFalse();
        assertThat(block.isHidden(2)).isFalse();
        assertThat(read(List.of(at("1", 1, 1))).isHidden(0)).isFalse();
    }

    @Test
    void storesOrdinaryNumbersInSixBytesEach() throws IOException {
        List<HouseNumber> numbers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            numbers.add(
                    new HouseNumber(
                            (i + 1) + "",
                            new JsonObject(
                                    List.of("id", "banId", "lon", "lat"),
                                    List.of(
                                            "%s_%05d".formatted(ID, i + 1),
                                            JsonNull.NULL,
                                            (2_300_000 + i * 100) / 1e6,
                                            (48_800_000 + i * 200) / 1e6))));
        }
        assertThat(writer.encode(place(numbers)).length).isLessThan(600);
        assertThat(identifiers.size()).isZero();
        assertThat(all(numbers)).isEqualTo(numbers);
    }

    @Test
    void storesUuidsInTheIdentifierFile() throws IOException {
        List<HouseNumber> numbers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            numbers.add(
                    new HouseNumber(
                            i + " bis",
                            new JsonObject(
                                    List.of("id", "banId", "lat", "lon"),
                                    List.of(
                                            "other_%05d_bis".formatted(i),
                                            "01234567-89ab-cdef-0123-456789abcde" + i,
                                            1.5,
                                            2.5))));
        }
        writer.encode(place(numbers));
        assertThat(identifiers.size()).isEqualTo(48);
        assertThat(all(numbers)).isEqualTo(numbers);
    }

    @Test
    void readsPointsExactly() throws IOException {
        HouseNumberBlockReader block =
                read(List.of(at("1", 48.822377, 2.342878), at("2", 1 / 3.0, -0.0)));
        assertThat(block.size()).isEqualTo(2);
        assertThat(block.latitude(0)).isEqualTo(48.822377);
        assertThat(block.longitude(0)).isEqualTo(2.342878);
        assertThat(block.latitude(1)).isEqualTo(1 / 3.0);
        block.clear();
        assertThat(block.size()).isZero();
        assertThat(block.find(1, (char) 0, "un")).isEqualTo(-1);
    }

    private long append(byte[] more) {
        int position = identifiers.size();
        identifiers.writeBytes(more);
        return position;
    }

    private UUID identifier(long position) {
        ByteBuffer all = ByteBuffer.wrap(identifiers.toByteArray());
        return new UUID(all.getLong((int) position), all.getLong((int) position + Long.BYTES));
    }

    private static HouseNumber at(String number, double lat, double lon) {
        return new HouseNumber(number, new JsonObject(List.of("lat", "lon"), List.of(lat, lon)));
    }

    private static Place place(List<HouseNumber> numbers) {
        return new Place(new JsonObject(List.of("id"), List.of(ID)), numbers);
    }

    private HouseNumberBlockReader read(List<HouseNumber> numbers) throws IOException {
        HouseNumberBlockReader block = new HouseNumberBlockReader(dictionaries);
        block.read(writer.encode(place(numbers)));
        return block;
    }

    private List<HouseNumber> all(List<HouseNumber> numbers) throws IOException {
        BytesRef encoded = writer.encode(place(numbers));
        HouseNumberBlockReader block = new HouseNumberBlockReader(dictionaries);
        block.read(shifted(encoded));
        List<HouseNumber> all = new ArrayList<>();
        for (int i = 0; i < block.size(); i++) {
            all.add(new HouseNumber(block.text(i), block.attributes(i, ID, this::identifier)));
        }
        return all;
    }

    /** Copies bytes into a larger array at an offset, since a BytesRef can start anywhere. */
    private static BytesRef shifted(BytesRef bytes) {
        byte[] larger = new byte[bytes.length + 7];
        System.arraycopy(bytes.bytes, bytes.offset, larger, 3, bytes.length);
        return new BytesRef(larger, 3, bytes.length);
    }
}
