package io.odonym.index.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.AddressIndex;
import io.odonym.index.IndexFixture;
import io.odonym.index.build.IndexBuilder;
import io.odonym.index.store.DataDate;
import io.odonym.model.Place;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

class FuzzyTermsTest {

    private static final Map<Character, String> KEYBOARD =
            Map.of('r', "edft", 'i', "ujko", 'v', "cfgb", 'o', "iaklp", 'l', "kom", 'a', "ezqop");

    /** A direct implementation of addok's make_fuzzy. */
    private static Set<String> makeFuzzy(String word) {
        Set<String> all = new LinkedHashSet<>();
        for (int i = 0; i + 1 < word.length(); i++) {
            all.add(
                    word.substring(0, i)
                            + word.charAt(i + 1)
                            + word.charAt(i)
                            + word.substring(i + 2));
        }
        for (int i = 0; i < word.length(); i++) {
            for (char key : KEYBOARD.getOrDefault(word.charAt(i), "").toCharArray()) {
                all.add(word.substring(0, i) + key + word.substring(i + 1));
            }
        }
        for (char letter = 'a'; letter <= 'z'; letter++) {
            for (int i = 0; i <= word.length(); i++) {
                all.add(word.substring(0, i) + letter + word.substring(i));
            }
        }
        for (int i = 0; word.length() > 3 && i < word.length(); i++) {
            all.add(word.substring(0, i) + word.substring(i + 1));
        }
        return all;
    }

    @Test
    void findsIndexedTermsInAddoksOrder(@TempDir Path folder) throws Exception {
        TextAnalysis text = TextAnalysis.standard();
        Set<String> candidates = new LinkedHashSet<>();
        for (String word : List.of("rivoli", "ril", "riv", "viol", "1a", "v")) {
            candidates.addAll(makeFuzzy(word));
        }
        // Keeps the words that text analysis does not change, so that they are terms of the index.
        candidates.removeIf(word -> !text.tokens(word).equals(List.of(word)));
        candidates.addAll(List.of("rivoli", "zzz", "rivol", "rivolixx"));
        List<Place> places = new ArrayList<>();
        int id = 0;
        for (String word : candidates) {
            places.add(IndexFixture.place("p" + id++, "street", word, "1", "c", 0, 1, 1));
        }
        try (IndexBuilder builder = IndexBuilder.create(folder.resolve("i"), text)) {
            for (Place place : places) {
                builder.add(place);
            }
            builder.publish(List.of(), DataDate.UNKNOWN, Instant.EPOCH, 0);
        }
        try (AddressIndex index = AddressIndex.open(folder.resolve("i"), text)) {
            TermDictionary dictionary = index.dictionary();
            FuzzyTerms fuzzyTerms = new FuzzyTerms(dictionary);
            int found = 0;
            for (String word :
                    List.of("rivoli", "ril", "riv", "viol", "1a", "v", "rivoli".repeat(12))) {
                List<String> expected =
                        makeFuzzy(word).stream()
                                .filter(near -> dictionary.findOrdinal(near) >= 0)
                                .toList();
                assertThat(Arrays.stream(fuzzyTerms.find(word)).mapToObj(dictionary::termText))
                        .as(word)
                        .containsExactlyElementsOf(expected);
                found += expected.size();
            }
            assertThat(found).isGreaterThan(300);
        }
    }
}
