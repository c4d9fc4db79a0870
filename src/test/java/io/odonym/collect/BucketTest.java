package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

class BucketTest {

    private final Bucket bucket = new Bucket();

    private List<Integer> documents() {
        List<Integer> documents = new ArrayList<>();
        for (int i = 0; i < bucket.size(); i++) {
            documents.add(bucket.document(i));
        }
        return documents;
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(bucket.size()).isZero();
        assertThat(bucket.contains(0)).isFalse();
    }

    @Test
    void keepsEachDocumentOnceInInsertionOrder() {
        bucket.addAll(new int[] {7, 3, 7, 0});

        assertThat(bucket.add(3)).isFalse();
        assertThat(bucket.add(5)).isTrue();
        assertThat(documents()).containsExactly(7, 3, 0, 5);
        assertThat(bucket.contains(0)).isTrue();
        assertThat(bucket.contains(1)).isFalse();
    }

    @Test
    void forgetsItsDocumentsWhenCleared() {
        bucket.addAll(new int[] {7, 3});

        bucket.clear();

        assertThat(bucket.size()).isZero();
        assertThat(bucket.contains(7)).isFalse();
        assertThat(bucket.add(3)).isTrue();
        assertThat(documents()).containsExactly(3);
    }

    /**
     * Adds more documents than the initial capacity, so that the arrays and the hash table grow.
     */
    @Test
    void equalsALinkedHashSetOfRandomDocuments() {
        Random random = new Random(5);
        for (int round = 0; round < 20; round++) {
            Set<Integer> expected = new LinkedHashSet<>();
            int range = 1 + random.nextInt(10_000);
            for (int i = random.nextInt(5_000); i > 0; i--) {
                int document = random.nextInt(range);
                assertThat(bucket.add(document)).isEqualTo(expected.add(document));
            }
            assertThat(documents()).containsExactlyElementsOf(expected);
            for (int i = 0; i < 1_000; i++) {
                int document = random.nextInt(2 * range);
                assertThat(bucket.contains(document)).isEqualTo(expected.contains(document));
            }
            bucket.clear();
        }
    }
}
