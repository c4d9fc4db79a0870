package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.terms.ConjunctionClause;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

/** The predicates of {@link CollectionContext} on the size and the quality of the bucket. */
class BucketStateTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    private static List<ConjunctionClause> keys(String... terms) {
        List<ConjunctionClause> keys = new ArrayList<>();
        for (String text : terms) {
            keys.add(INDEX.lookup().findTerm(text).orElseThrow());
        }
        return keys;
    }

    /** The request asks for two results, and the bucket overflows with four candidates. */
    @ParameterizedTest
    @CsvSource({
        "0, true, true, false, false",
        "1, false, true, false, false",
        "2, false, false, true, false",
        "3, false, false, true, false",
        "4, false, false, false, true",
        "5, false, false, false, true"
    })
    void describesTheSizeOfTheBucket(
            int size, boolean empty, boolean dry, boolean full, boolean overflowing) {
        CollectionContext context =
                INDEX.search("port").limits(new CollectionLimits(1, 4, 8, 100, 4)).context();
        for (int document = 0; document < size; document++) {
            context.bucket().add(document);
        }

        assertThat(context.isBucketEmpty()).isEqualTo(empty);
        assertThat(context.isBucketDry()).isEqualTo(dry);
        assertThat(context.isBucketFull()).isEqualTo(full);
        assertThat(context.isBucketOverflowing()).isEqualTo(overflowing);
    }

    /**
     * Candidates are scored only if the bucket contains at most two of them and does not overflow.
     */
    @ParameterizedTest
    @CsvSource({
        "Rue du Port Brest, 6, Rue du Port Brest, true, 1",
        "Rue du Port Brest, 6, Rue du Port Amiens, false, 0",
        "Rue du Port Brest;Amiens, 6, Rue du Port Brest;Amiens, true, 2",
        "Rue du Port Brest;Amiens, 2, Rue du Port Brest, false, 1",
        "Rue du Port Brest;Amiens;Rue Pasteur Lyon, 6, Rue du Port Brest, false, 1"
    })
    void findsCreamInASmallBucket(
            String candidates, int bucketMax, String closeMatches, boolean cream, int count) {
        CollectionContext context =
                INDEX.search("port")
                        .limits(new CollectionLimits(2, bucketMax, 8, 100, 4))
                        .candidates(candidates.split(";"))
                        .closeMatches(closeMatches.split(";"))
                        .context();

        assertThat(context.hasCream()).isEqualTo(cream);
        assertThat(context.countCream()).isEqualTo(count);
    }

    @Test
    void doesNotScoreAnEmptyBucket() {
        CollectionContext context =
                new CollectionContext(
                        INDEX.search("port").terms(),
                        INDEX.lookup(),
                        CollectionFixture.LIMITS,
                        _ -> 1,
                        CollectorListener.NONE,
                        new Bucket());

        assertThat(context.hasCream()).isFalse();
    }

    @Test
    void countsEachMatchedTermOnce() {
        CollectionContext context = INDEX.search("rue du port").context();

        context.markMatched(keys("por", "por"));
        assertThat(context.hasEnoughMatchedTerms()).isFalse();
        context.addToBucket(keys("ru"));
        assertThat(context.hasEnoughMatchedTerms()).isTrue();
    }

    @Test
    void doesNotCountAFilterAsAMatchedTerm() {
        CollectionContext context = INDEX.search("rue du port").filter("type=street").context();
        List<ConjunctionClause> keys = keys("por");

        context.addToBucket(keys);
        context.markMatched(keys);

        assertThat(keys).hasSize(2);
        assertThat(context.hasEnoughMatchedTerms()).isFalse();
    }

    @Test
    void startsCountingMatchedTermsAnewWithANewBucket() {
        CollectionContext context = INDEX.search("rue du port").context();

        context.addToBucket(keys("por", "ru"));
        context.replaceBucket(keys("du"));
        assertThat(context.hasEnoughMatchedTerms()).isFalse();
        context.replaceBucket(keys("du", "ru"));
        assertThat(context.hasEnoughMatchedTerms()).isTrue();
    }
}
