package io.odonym.index.topk;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.testing.RandomTrials;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class TopDocumentsTest {

    @Test
    void keepsTheDocumentsWithTheHighestSums() {
        RandomTrials.check(random -> checkTop(random.random(), random.between(1, 20)));
    }

    private static void checkTop(Random random, int limit) {
        int count = random.nextInt(60);
        double[] sums = random.doubles(count).map(d -> Math.rint(d * 4)).toArray();
        double[] importances = random.doubles(count).map(d -> Math.rint(d * 3)).toArray();
        TopDocuments top = new TopDocuments();
        top.reset(limit);
        for (int i = 0; i < count; i++) {
            top.offer(i, sums[i], importances[i]);
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
        assertThat(top.isFull()).isEqualTo(count >= limit);
        if (top.isFull()) {
            assertThat(top.minSum()).isEqualTo(sums[expected.getLast()]);
        }
        assertThat(Arrays.stream(top.inDocumentOrder()).boxed())
                .containsExactlyElementsOf(expected.stream().sorted().toList());
        assertThat(Arrays.stream(top.drainBestFirst()).boxed()).containsExactlyElementsOf(expected);
    }
}
