package io.odonym.collect;

import io.odonym.index.CooccurringTerms;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.LookupKey;
import io.odonym.index.terms.TermDictionary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the last word of the query for the beginning of longer ones (addok 1.3.2, autocomplete.py).
 *
 * <p>addok keeps the beginnings of 3 to 20 letters of every indexed token that is not a number, and
 * the pairs of tokens that share a document. Here the beginnings are a range of the sorted
 * dictionary, and whether two tokens share a document is asked of the postings, and only where the
 * answer can change the outcome: a completion that shares no document with the other words finds
 * nothing anyway.
 */
final class PrefixExpansion {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 20;

    private final CollectionContext harvest;
    private final List<QueryTerm> words;
    private boolean withoutCommon;
    private boolean nearby;
    private boolean onlyPairs;

    private PrefixExpansion(CollectionContext harvest, List<QueryTerm> words) {
        this.harvest = harvest;
        this.words = words;
    }

    /** Completes the last word next to others. */
    static PrefixExpansion of(CollectionContext harvest, List<QueryTerm> words) {
        return new PrefixExpansion(harvest, words);
    }

    /** Leaves out completions that are common. */
    PrefixExpansion withoutCommon() {
        withoutCommon = true;
        return this;
    }

    /** Only near the centre, where there is one. */
    PrefixExpansion nearby() {
        nearby = true;
        return this;
    }

    /**
     * Leaves out completions that no document holds with each of the other words, so that they do
     * not count as matched.
     */
    PrefixExpansion onlyPairs() {
        onlyPairs = true;
        return this;
    }

    /**
     * Adds the documents of the completions to the bucket, the best completions first, until it is
     * full.
     */
    void addToBucket() {
        String beginning = harvest.query().lastWord();
        if (beginning.length() < SHORTEST || beginning.length() > LONGEST) {
            return;
        }
        List<LookupKey> others = new ArrayList<>();
        for (QueryTerm word : words) {
            if (!word.last()) {
                others.add(word.term().orElseThrow());
            }
        }
        boolean unknown =
                harvest.unknown().stream().anyMatch(word -> word.text().equals(beginning));
        TermDictionary dictionary = harvest.lookup().dictionary();
        TermDictionary.OrdinalRange those = dictionary.prefixRange(beginning);
        Optional<CooccurringTerms> companions = companions(others, those.size());
        boolean heaviest = words.size() == 1;
        PrefixExpansionQueue queue =
                companions
                        .map(
                                beside ->
                                        PrefixExpansionQueue.among(
                                                beside, dictionary, beginning, those, heaviest))
                        .orElseGet(
                                () ->
                                        PrefixExpansionQueue.all(
                                                dictionary, beginning, those, heaviest));
        int last = TermDictionary.ABSENT;
        while (!queue.isEmpty() && (unknown || !harvest.bucketOverflow())) {
            last = queue.next();
            if (isTried(dictionary, last, others)) {
                List<LookupKey> keys = new ArrayList<>(others);
                keys.add(harvest.lookup().term(last));
                if (nearby) {
                    harvest.query().nearby().ifPresent(keys::add);
                }
                harvest.addToBucket(keys);
            }
        }
        if (companions.isPresent() && !harvest.enoughMatched()) {
            PrefixExpansionQueue all =
                    PrefixExpansionQueue.all(dictionary, beginning, those, heaviest);
            countTried(all, dictionary, others, queue.isEmpty() ? TermDictionary.ABSENT : last);
        }
    }

    private boolean isTried(TermDictionary dictionary, int number, List<LookupKey> others) {
        if (withoutCommon
                && dictionary.documentCount(number) > harvest.limits().commonThreshold()) {
            return false;
        }
        IndexedTerm completion = harvest.lookup().term(number);
        return !others.contains(completion) && (!onlyPairs || pairs(completion, others));
    }

    /**
     * Counts as matched what addok would have tried without finding anything, until enough is.
     *
     * @param last the completion that filled the bucket, after which it stops
     */
    private void countTried(
            PrefixExpansionQueue all, TermDictionary dictionary, List<LookupKey> others, int last) {
        while (!all.isEmpty() && !harvest.enoughMatched()) {
            int number = all.next();
            if (isTried(dictionary, number, others)) {
                List<LookupKey> keys = new ArrayList<>(others);
                keys.add(harvest.lookup().term(number));
                harvest.matchedBy(keys);
            }
            if (number == last) {
                return;
            }
        }
    }

    /**
     * The tokens beside the other words, where these stand in few documents: they tell which
     * completions find anything, so that the others need no lookup.
     */
    private Optional<CooccurringTerms> companions(List<LookupKey> others, int candidates) {
        if (others.isEmpty()) {
            return Optional.empty();
        }
        List<LookupKey> beside = new ArrayList<>(others);
        harvest.query().filter().ifPresent(beside::add);
        if (nearby) {
            harvest.query().nearby().ifPresent(beside::add);
        }
        return harvest.lookup().cooccurringTerms(beside, candidates);
    }

    private boolean pairs(IndexedTerm completion, List<LookupKey> others) {
        for (LookupKey other : others) {
            if (!harvest.lookup().cooccur(completion, (IndexedTerm) other)) {
                return false;
            }
        }
        return true;
    }
}
