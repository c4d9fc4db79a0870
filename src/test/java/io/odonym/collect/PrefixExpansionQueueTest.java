package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.CooccurringTerms;
import io.odonym.index.terms.TermDictionary;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

class PrefixExpansionQueueTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();
    private static final TermDictionary DICTIONARY = INDEX.lookup().dictionary();

    private static List<String> poll(PrefixExpansionQueue queue) {
        List<String> terms = new ArrayList<>();
        while (!queue.isEmpty()) {
            terms.add(DICTIONARY.termText(queue.poll()));
        }
        return terms;
    }

    private static PrefixExpansionQueue all(String prefix, boolean byWeight) {
        return PrefixExpansionQueue.ofAll(
                DICTIONARY, prefix, DICTIONARY.prefixRange(prefix), byWeight);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # prefix | by weight | completions
                    po | false | [por, port, portali]
                    po | true | [portali, por, port]
                    pa | false | [pari, paix, park, pasteur, parvi]
                    pa | true | [pasteur, park, parvi, pari, paix]
                    port | false | [portali]
                    portali | false | []
                    zz | false | []
                    8 | false | []
                    """)
    void ordersCompletionsByDocumentCountOrWeight(
            String prefix, boolean byWeight, String completions) {
        assertThat(poll(all(prefix, byWeight))).hasToString(completions);
    }

    @ParameterizedTest
    @CsvSource({"lila, [pari]", "ru, '[pari, paix, pasteur, parvi]'", "brest, []"})
    void keepsCompletionsThatShareADocumentWithAnotherTerm(String other, String completions) {
        CooccurringTerms cooccurring =
                INDEX.lookup()
                        .cooccurringTerms(
                                List.of(INDEX.lookup().findTerm(other).orElseThrow()), 100)
                        .orElseThrow();

        assertThat(
                        poll(
                                PrefixExpansionQueue.ofCooccurring(
                                        cooccurring,
                                        DICTIONARY,
                                        "pa",
                                        DICTIONARY.prefixRange("pa"),
                                        false)))
                .hasToString(completions);
    }

    /** Adds more terms than the initial capacity, so that the queue grows. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void sortsTheWholeDictionary(boolean byWeight) {
        Comparator<Integer> order =
                byWeight
                        ? Comparator.comparing(ordinal -> -DICTIONARY.maxWeight(ordinal))
                        : Comparator.comparing(ordinal -> -DICTIONARY.documentCount(ordinal));

        assertThat(poll(all("", byWeight)))
                .hasSizeGreaterThan(16)
                .isEqualTo(
                        IntStream.range(0, DICTIONARY.size())
                                .filter(ordinal -> !DICTIONARY.isNumeric(ordinal))
                                .boxed()
                                .sorted(order.thenComparing(Comparator.naturalOrder()))
                                .map(DICTIONARY::termText)
                                .toList());
    }

    @Test
    void isEmptyWithoutCompletions() {
        assertThat(all("zz", false).isEmpty()).isTrue();
        assertThat(all("po", false).isEmpty()).isFalse();
    }
}
