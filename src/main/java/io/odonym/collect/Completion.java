package io.odonym.collect;

import io.odonym.index.Companions;
import io.odonym.index.Dictionary;
import io.odonym.index.Key;
import io.odonym.index.Term;

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
final class Completion {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 20;

    private final Harvest harvest;
    private final List<Word> words;
    private boolean withoutCommon;
    private boolean nearby;
    private boolean onlyPairs;

    private Completion(Harvest harvest, List<Word> words) {
        this.harvest = harvest;
        this.words = words;
    }

    /** Completes the last word next to others. */
    static Completion of(Harvest harvest, List<Word> words) {
        return new Completion(harvest, words);
    }

    /** Leaves out completions that are common. */
    Completion withoutCommon() {
        withoutCommon = true;
        return this;
    }

    /** Only near the centre, where there is one. */
    Completion nearby() {
        nearby = true;
        return this;
    }

    /**
     * Leaves out completions that no document holds with each of the other words, so that they do
     * not count as matched.
     */
    Completion onlyPairs() {
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
        List<Key> others = new ArrayList<>();
        for (Word word : words) {
            if (!word.last()) {
                others.add(word.term().orElseThrow());
            }
        }
        boolean unknown =
                harvest.unknown().stream().anyMatch(word -> word.text().equals(beginning));
        Dictionary dictionary = harvest.lookup().dictionary();
        Dictionary.Range those = dictionary.startingWith(beginning);
        Optional<Companions> companions = companions(others, those.size());
        boolean heaviest = words.size() == 1;
        CompletionQueue queue =
                companions
                        .map(
                                beside ->
                                        CompletionQueue.among(
                                                beside, dictionary, beginning, those, heaviest))
                        .orElseGet(
                                () -> CompletionQueue.all(dictionary, beginning, those, heaviest));
        int last = Dictionary.ABSENT;
        while (!queue.isEmpty() && (unknown || !harvest.bucketOverflow())) {
            last = queue.next();
            if (isTried(dictionary, last, others)) {
                List<Key> keys = new ArrayList<>(others);
                keys.add(harvest.lookup().term(last));
                if (nearby) {
                    harvest.query().nearby().ifPresent(keys::add);
                }
                harvest.addToBucket(keys);
            }
        }
        if (companions.isPresent() && !harvest.enoughMatched()) {
            CompletionQueue all = CompletionQueue.all(dictionary, beginning, those, heaviest);
            countTried(all, dictionary, others, queue.isEmpty() ? Dictionary.ABSENT : last);
        }
    }

    private boolean isTried(Dictionary dictionary, int number, List<Key> others) {
        if (withoutCommon && dictionary.documents(number) > harvest.limits().commonThreshold()) {
            return false;
        }
        Term completion = harvest.lookup().term(number);
        return !others.contains(completion) && (!onlyPairs || pairs(completion, others));
    }

    /**
     * Counts as matched what addok would have tried without finding anything, until enough is.
     *
     * @param last the completion that filled the bucket, after which it stops
     */
    private void countTried(
            CompletionQueue all, Dictionary dictionary, List<Key> others, int last) {
        while (!all.isEmpty() && !harvest.enoughMatched()) {
            int number = all.next();
            if (isTried(dictionary, number, others)) {
                List<Key> keys = new ArrayList<>(others);
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
    private Optional<Companions> companions(List<Key> others, int candidates) {
        if (others.isEmpty()) {
            return Optional.empty();
        }
        List<Key> beside = new ArrayList<>(others);
        harvest.query().filter().ifPresent(beside::add);
        if (nearby) {
            harvest.query().nearby().ifPresent(beside::add);
        }
        return harvest.lookup().companions(beside, candidates);
    }

    private boolean pairs(Term completion, List<Key> others) {
        for (Key other : others) {
            if (!harvest.lookup().together(completion, (Term) other)) {
                return false;
            }
        }
        return true;
    }
}
