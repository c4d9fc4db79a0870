package io.odonym.collect;

import io.odonym.index.Dictionary;
import io.odonym.index.Key;
import io.odonym.index.Term;

import java.util.ArrayList;
import java.util.List;

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
        CompletionQueue queue = new CompletionQueue(dictionary, beginning, words.size() == 1);
        while (!queue.isEmpty() && (unknown || !harvest.bucketOverflow())) {
            int number = queue.next();
            if (withoutCommon
                    && dictionary.documents(number) > harvest.limits().commonThreshold()) {
                continue;
            }
            Term completion = harvest.lookup().term(number);
            if (!others.contains(completion) && (!onlyPairs || pairs(completion, others))) {
                List<Key> keys = new ArrayList<>(others);
                keys.add(completion);
                if (nearby) {
                    harvest.query().nearby().ifPresent(keys::add);
                }
                harvest.addToBucket(keys);
            }
        }
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
