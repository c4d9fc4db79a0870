package io.odonym.text;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Caches the phonetic forms of words, as addok-fr 1.1.0 does. French street names contain about
 * 200,000 different words, and queries add only a few more.
 *
 * <p>A full cache accepts no more words, so that clients cannot exhaust the memory with arbitrary
 * queries. Thread-safe.
 */
final class PhoneticCache {

    private static final int MAX_WORDS = 300_000;
    private static final int MAX_WORD_LENGTH = 24;

    private final Map<String, String> phoneticForms = new ConcurrentHashMap<>();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** Returns the number of cache hits. */
    long hits() {
        return hits.sum();
    }

    /** Returns the number of cache misses. */
    long misses() {
        return misses.sum();
    }

    /** Returns the phonetic form of a folded word, and caches it. */
    String get(String word, PhoneticEncoder encoder) {
        String cached = phoneticForms.get(word);
        if (cached != null) {
            hits.increment();
            return cached;
        }
        misses.increment();
        String phoneticForm = encoder.encode(word);
        if (word.length() <= MAX_WORD_LENGTH && phoneticForms.size() < MAX_WORDS) {
            phoneticForms.put(word, phoneticForm);
        }
        return phoneticForm;
    }
}
