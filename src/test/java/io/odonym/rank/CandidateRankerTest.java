package io.odonym.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.Bucket;
import io.odonym.index.AddressIndex;
import io.odonym.index.IndexLookup;
import io.odonym.index.build.IndexBuilder;
import io.odonym.index.store.DataDate;
import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;
import io.odonym.model.Place;
import io.odonym.source.Places;
import io.odonym.text.AsciiFolding;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Ranks a few hundred random streets, with and without skipping candidates by their upper bound.
 * Streets have short names, long names or two names, and house numbers with names of their own.
 */
class CandidateRankerTest {

    private static final TextAnalysis TEXT = TextAnalysis.standard();
    private static final int STREETS = 400;
    private static final List<String> WORDS =
            List.of("l'or", "la paix", "la", "Pasteur", "l'Église Saint Jean", "Lilas", "Lys", "l");

    @TempDir private static Path folder;

    private static AddressIndex index;

    @BeforeAll
    static void build() throws IOException {
        Random random = new Random(9);
        try (IndexBuilder builder = IndexBuilder.create(folder.resolve("i"), TEXT)) {
            for (int i = 0; i < STREETS; i++) {
                builder.add(street(i, random));
            }
            builder.publish(List.of("random streets"), DataDate.UNKNOWN, Instant.EPOCH, 0);
        }
        index = AddressIndex.open(folder.resolve("i"), TEXT);
    }

    @AfterAll
    static void close() throws IOException {
        index.close();
    }

    private static Place street(int i, Random random) {
        String name = "Rue " + randomName(random);
        List<HouseNumber> numbers = new ArrayList<>();
        for (int number = 1 + random.nextInt(6); number < 8; number += 1 + random.nextInt(3)) {
            numbers.add(number(number, random));
        }
        return Places.of(
                "s" + i,
                "street",
                random.nextInt(5) == 0 ? List.of(name, "Cours " + name) : name,
                String.valueOf(80_000 + random.nextInt(3)),
                random.nextBoolean() ? "Lys" : "Amiens",
                random.nextInt(20) / 20.0,
                48.5 + random.nextInt(50) / 10.0,
                2.5,
                numbers);
    }

    private static HouseNumber number(int number, Random random) {
        List<String> keys = new ArrayList<>(List.of("lat", "lon"));
        List<Object> values = new ArrayList<>(List.of(48.0 + number, 2.0));
        if (random.nextInt(40) == 0) {
            keys.addAll(List.of("name", "importance"));
            values.addAll(List.of("Rue l", 0.97));
        }
        return new HouseNumber(String.valueOf(number), new JsonObject(keys, values));
    }

    private static String randomName(Random random) {
        String words = "";
        for (int n = random.nextInt(3); n >= 0; n--) {
            words += (words.isEmpty() ? "" : " ") + WORDS.get(random.nextInt(WORDS.size()));
        }
        return words;
    }

    private record Request(String query, boolean autocomplete, int limit, boolean hasCenter) {

        void start(CandidateRanker ranker) {
            ranker.start(
                    AsciiFolding.fold(query),
                    autocomplete,
                    RequestedHouseNumber.of(TEXT.parse(query, 200).tokens()),
                    new HouseNumberResultPolicy(true, false));
            if (hasCenter) {
                ranker.setCenter(48.7, 2.5);
            }
        }
    }

    private static Request randomRequest(Random random) {
        String whole =
                "Rue " + randomName(random) + (random.nextBoolean() ? " Lys" : " 80000 Amiens");
        String query =
                (random.nextInt(4) > 0 ? 1 + random.nextInt(8) + " " : "")
                        + whole.substring(0, 3 + random.nextInt(whole.length() - 2));
        return new Request(
                query, random.nextInt(4) > 0, 1 + random.nextInt(12), random.nextInt(3) == 0);
    }

    @Test
    void skipsOnlyCandidatesThatCannotBeAmongTheBest() throws IOException {
        IndexLookup lookup = index.newLookup();
        Random random = new Random(4);
        CandidateRanker exhaustive = new CandidateRanker(lookup);
        CandidateRanker skipping = new CandidateRanker(lookup);
        int skipped = 0;
        for (int i = 0; i < 600; i++) {
            Request request = randomRequest(random);
            Bucket bucket = new Bucket();
            for (int n = random.nextInt(120); n > 0; n--) {
                bucket.add(random.nextInt(STREETS));
            }
            request.start(exhaustive);
            exhaustive.rankAll(bucket);
            request.start(skipping);
            if (random.nextInt(4) == 0) {
                skipping.countCream(bucket);
                bucket.add(random.nextInt(STREETS));
                exhaustive.rankAll(bucket);
            }
            skipping.rankBest(bucket, request.limit());
            assertThat(skipping.best(request.limit()))
                    .as("%s", request)
                    .containsExactly(exhaustive.best(request.limit()));
            skipped += exhaustive.best(STREETS).length - skipping.best(STREETS).length;
        }
        assertThat(skipped).as("skipped candidates").isGreaterThan(1_000);
    }
}
