package io.odonym.text;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The sounds of words that were met before, as addok-fr 1.1.0 remembers them: the streets of all
 * France have some two hundred thousand different words, and queries hardly any others.
 *
 * <p>Once full it takes no more, so that nobody can fill the memory with nonsense. Any number of
 * threads.
 */
final class PhoneticCache {

    private static final int MOST_WORDS = 300_000;
    private static final int LONGEST_WORD = 24;

    private final Map<String, String> sounds = new ConcurrentHashMap<>();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** How often a sound was known. */
    long hits() {
        return hits.sum();
    }

    /** How often it was not. */
    long misses() {
        return misses.sum();
    }

    /** The sound of a folded word. */
    String of(String word, PhoneticEncoder phonetics) {
        String known = sounds.get(word);
        if (known != null) {
            hits.increment();
            return known;
        }
        misses.increment();
        String sound = phonetics.reduce(word);
        if (word.length() <= LONGEST_WORD && sounds.size() < MOST_WORDS) {
            sounds.put(word, sound);
        }
        return sound;
    }
}
