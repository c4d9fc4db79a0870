package io.odonym.collect;

import io.odonym.index.terms.ConjunctionClause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Repeats the main lookup without one of its terms, and then without two of them, if there are too
 * few candidates (addok's extend_results_reducing_tokens).
 *
 * <p>Numbers are dropped first, then the most common terms. Ends the collection if there are
 * already enough candidates or a close match.
 */
final class TermDroppingCollector implements Collector {

    private static final Comparator<QueryTerm> NUMBERS_THEN_COMMONEST =
            Comparator.comparing((QueryTerm term) -> !term.isNumeric())
                    .thenComparing(QueryTerm.RAREST_FIRST.reversed());

    /** Two terms are dropped only if the lookup has more terms than this. */
    private static final int MAX_TERMS_WITHOUT_DROPPING_TWO = 3;

    @Override
    public String name() {
        return "fewer_words";
    }

    @Override
    public boolean collect(CollectionContext context) {
        if (context.isBucketFull() || context.hasCream()) {
            return true;
        }
        List<QueryTerm> meaningful = context.meaningful();
        boolean hasSpareTerms = meaningful.size() - 1 > context.query().minMatchedTerms();
        if (!context.isBucketDry() || !context.isBucketEmpty() && !hasSpareTerms) {
            return false;
        }
        meaningful.sort(NUMBERS_THEN_COMMONEST);
        for (QueryTerm dropped : meaningful) {
            context.addToBucket(without(context.keys(), dropped));
            if (context.isBucketOverflowing()) {
                break;
            }
        }
        if (context.isBucketEmpty() && meaningful.size() > MAX_TERMS_WITHOUT_DROPPING_TWO) {
            dropTwo(context);
        }
        return false;
    }

    private static void dropTwo(CollectionContext context) {
        for (QueryTerm first : context.meaningful()) {
            for (QueryTerm second : context.meaningful()) {
                if (!first.text().equals(second.text())) {
                    context.addToBucket(without(without(context.keys(), first), second));
                    if (context.isBucketOverflowing()) {
                        return;
                    }
                }
            }
        }
    }

    private static List<ConjunctionClause> without(
            List<ConjunctionClause> keys, QueryTerm dropped) {
        List<ConjunctionClause> remaining = new ArrayList<>(keys);
        remaining.remove(dropped.indexedTerm());
        return remaining;
    }
}
