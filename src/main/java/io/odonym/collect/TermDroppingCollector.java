package io.odonym.collect;

import io.odonym.index.terms.LookupKey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Still too few: without one of the words, then without two; numbers are dropped first, then the
 * commonest (extend_results_reducing_tokens).
 */
final class TermDroppingCollector implements Collector {

    private static final Comparator<QueryTerm> NUMBERS_THEN_COMMONEST =
            Comparator.comparingInt((QueryTerm word) -> word.isNumber() ? 0 : 1)
                    .thenComparing(QueryTerms.RAREST_FIRST.reversed());

    /** Two words are dropped only where more than this many remain to choose from. */
    private static final int ENOUGH_TO_DROP_TWO = 3;

    @Override
    public String name() {
        return "fewer_words";
    }

    @Override
    public boolean collect(CollectionContext harvest) {
        if (harvest.bucketFull() || harvest.hasCream()) {
            return true;
        }
        List<QueryTerm> meaningful = harvest.meaningful();
        boolean margin = meaningful.size() - 1 > harvest.query().shouldMatch();
        if (!harvest.bucketDry() || !harvest.bucketEmpty() && !margin) {
            return false;
        }
        meaningful.sort(NUMBERS_THEN_COMMONEST);
        for (QueryTerm dropped : meaningful) {
            harvest.addToBucket(without(harvest.keys(), dropped));
            if (harvest.bucketOverflow()) {
                break;
            }
        }
        if (harvest.bucketEmpty() && meaningful.size() > ENOUGH_TO_DROP_TWO) {
            dropTwo(harvest);
        }
        return false;
    }

    private static void dropTwo(CollectionContext harvest) {
        for (QueryTerm dropped : harvest.meaningful()) {
            for (QueryTerm other : harvest.meaningful()) {
                if (!dropped.text().equals(other.text())) {
                    harvest.addToBucket(without(without(harvest.keys(), dropped), other));
                    if (harvest.bucketOverflow()) {
                        return;
                    }
                }
            }
        }
    }

    private static List<LookupKey> without(List<LookupKey> keys, QueryTerm dropped) {
        List<LookupKey> rest = new ArrayList<>(keys);
        rest.remove(dropped.term().orElseThrow());
        return rest;
    }
}
