package io.odonym.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.geo.GeohashCells;
import io.odonym.index.places.RankingRecord;
import io.odonym.index.postings.TokenWeight;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.topk.TopDocuments;
import io.odonym.model.Attributes;
import io.odonym.model.Place;
import io.odonym.testing.RandomTrials;
import io.odonym.text.FoldedAlphabet;

import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class IndexPartsTest {

    /**
     * u09tunq is the geohash of seven letters of the Eiffel tower; 18 bits of longitude and 17 of
     * latitude in turn.
     */
    @Test
    void cellsAreGeohashes() {
        String alphabet = "0123456789bcdefghjkmnpqrstuvwxyz";
        long bits = 0;
        for (char letter : "u09tunq".toCharArray()) {
            bits = bits << 5 | alphabet.indexOf(letter);
        }
        long column = 0;
        long row = 0;
        for (int i = 34; i >= 0; i--) {
            if (i % 2 == 0) {
                column = column << 1 | bits >> i & 1;
            } else {
                row = row << 1 | bits >> i & 1;
            }
        }
        assertThat(GeohashCells.encode(48.8582, 2.2945)).isEqualTo(row << 18 | column);
    }

    @Test
    void neighboursAreNear() {
        RandomTrials.check(
                random -> checkNeighbours(random.between(-89.0, 89), random.between(-180.0, 180)));
    }

    private static void checkNeighbours(double latitude, double longitude) {
        long cell = GeohashCells.encode(latitude, longitude);
        long[] around = GeohashCells.around(cell, 1);
        assertThat(around).hasSize(9).contains(cell).doesNotHaveDuplicates();
        assertThat(GeohashCells.around(cell, 2)).hasSize(25).contains(around);
        assertThat(around).contains(GeohashCells.encode(latitude + 180.0 / (1 << 17), longitude));
        assertThat(around).contains(GeohashCells.encode(latitude, longitude - 360.0 / (1 << 18)));
        assertThat(around)
                .doesNotContain(GeohashCells.encode(latitude + 3 * 180.0 / (1 << 17), longitude));
        assertThat(GeohashCells.encodeTerm(cell).length).isEqualTo(5);
    }

    @Test
    void cellsEndAtThePolesAndGoRoundTheEarth() {
        assertThat(GeohashCells.around(GeohashCells.encode(90, 0), 1)).hasSize(6);
        assertThat(GeohashCells.around(GeohashCells.encode(-90, 0), 1)).hasSize(6);
        assertThat(GeohashCells.around(GeohashCells.encode(10, 180), 1))
                .contains(GeohashCells.encode(10, 179.9999));
        assertThat(GeohashCells.encode(10, 180)).isEqualTo(GeohashCells.encode(10, -180));
    }

    @ParameterizedTest
    @CsvSource({
        "name, false, 1, 0.5, 4.05", "name, true, 4, 0.4, 1.01", "postcode, true, 1, 0, 1.2",
        "postcode, false, 1, 0, 1", "city, true, 2, 1, 0.55", "name, false, 100, 0, 0.04"
    })
    void weighs(String key, boolean municipality, int tokens, double importance, double weight) {
        int code = TokenWeight.encode(key, municipality, tokens);
        assertThat(TokenWeight.weight(code, importance)).isEqualTo(weight);
        assertThat(TokenWeight.isNameCode(code)).isEqualTo(key.equals("name"));
        if (key.equals("name")) {
            assertThat(TokenWeight.nameCode(tokens)).isEqualTo(code);
        }
    }

    @Test
    void keepsTheBest() {
        RandomTrials.check(random -> checkBest(random.random(), random.between(1, 20)));
    }

    private static void checkBest(Random random, int limit) {
        int count = random.nextInt(60);
        double[] sums = random.doubles(count).map(d -> Math.rint(d * 4)).toArray();
        double[] importances = random.doubles(count).map(d -> Math.rint(d * 3)).toArray();
        TopDocuments best = new TopDocuments();
        best.reset(limit);
        for (int i = 0; i < count; i++) {
            best.offer(i, sums[i], importances[i]);
        }
        List<Integer> expected =
                IntStream.range(0, count)
                        .boxed()
                        .sorted(
                                Comparator.comparingDouble((Integer i) -> -sums[i])
                                        .thenComparingDouble(i -> -importances[i])
                                        .thenComparingInt(i -> i))
                        .limit(limit)
                        .toList();
        assertThat(best.isFull()).isEqualTo(count >= limit);
        if (best.isFull()) {
            assertThat(best.minSum()).isEqualTo(sums[expected.getLast()]);
        }
        assertThat(Arrays.stream(best.inDocumentOrder()).boxed())
                .containsExactlyElementsOf(expected.stream().sorted().toList());
        assertThat(Arrays.stream(best.drainBestFirst()).boxed())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void setsAreSetsWhetherDenseOrNot() {
        RandomTrials.check(random -> checkSets(random.random()));
    }

    private static void checkSets(Random random) {
        int[] one = random.ints(random.nextInt(20), 0, 50).sorted().distinct().toArray();
        int[] other = random.ints(random.nextInt(20), 0, 50).sorted().distinct().toArray();
        int[] both = Arrays.stream(one).filter(d -> Arrays.binarySearch(other, d) >= 0).toArray();
        int[] either =
                IntStream.concat(Arrays.stream(one), Arrays.stream(other))
                        .sorted()
                        .distinct()
                        .toArray();
        for (DocumentSet first : List.of(DocumentSet.ofSorted("a", one), dense("a", one))) {
            for (DocumentSet second :
                    List.of(DocumentSet.ofSorted("b", other), dense("b", other))) {
                assertThat(first.documentCount()).isEqualTo(one.length);
                assertThat(first.toArray()).isEqualTo(one);
                assertThat(first.intersection(second).toArray()).isEqualTo(both);
                assertThat(DocumentSet.union("c", List.of(first, second), 50).toArray())
                        .isEqualTo(either);
                for (int document = 0; document < 50; document++) {
                    assertThat(first.contains(document))
                            .isEqualTo(Arrays.binarySearch(one, document) >= 0);
                }
            }
        }
        assertThat(DocumentSet.ofSorted("name", one)).hasToString("name");
    }

    private static DocumentSet dense(String name, int[] documents) {
        FixedBitSet bits = new FixedBitSet(50);
        for (int document : documents) {
            bits.set(document);
        }
        return DocumentSet.ofBits(name, bits);
    }

    @Test
    void rankRecordsTellNamesAndCities() {
        Place place =
                new Place(
                        new Attributes(
                                List.of("type", "name", "city", "postcode", "lat", "lon"),
                                List.of(
                                        "municipality",
                                        List.of("Évry", "Courcouronnes"),
                                        List.of("Courcouronnes", ""),
                                        91000L,
                                        48.1234567,
                                        2.5)),
                        List.of());
        RankingRecord record = RankingRecord.of(place);
        assertThat(record.isMunicipality()).isTrue();
        assertThat(record.latitude()).isEqualTo(48.1234567);
        assertThat(record.longitude()).isEqualTo(2.5);
        assertThat(record.nameCount()).isEqualTo(2);
        assertThat(record.cityCount()).isEqualTo(2);
        assertThat(record.city(0)).isEqualTo(FoldedAlphabet.codes("courcouronnes"));
        assertThat(
                        Arrays.copyOfRange(
                                record.bytes(),
                                record.nameStart(0),
                                record.nameStart(0) + record.nameLength(0)))
                .isEqualTo(FoldedAlphabet.codes("evry"));
        assertThat(
                        Arrays.copyOfRange(
                                record.bytes(),
                                record.postcodeStart(),
                                record.postcodeStart() + record.postcodeLength()))
                .isEqualTo(FoldedAlphabet.codes("91000"));
        assertThat(record.joinsCity(0, 0)).isTrue();
        assertThat(record.joinsCity(1, 0)).as("the name is the city").isFalse();
        assertThat(record.joinsCity(0, 1)).as("there is no city").isFalse();
        assertThat(FoldedAlphabet.codes(" az09_AZ"))
                .doesNotHaveDuplicates()
                .startsWith(FoldedAlphabet.SPACE);
    }
}
