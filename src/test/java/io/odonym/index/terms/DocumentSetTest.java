package io.odonym.index.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.testing.RandomTrials;

import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class DocumentSetTest {

    @Test
    void combinesSparseAndDenseSets() {
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
}
