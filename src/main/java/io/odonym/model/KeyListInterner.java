package io.odonym.model;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives objects with the same keys the very same list of keys, and keys of the same letters the
 * very same string. Any number of threads.
 */
public final class KeyListInterner {

    private final Map<List<String>, List<String>> lists = new ConcurrentHashMap<>();

    /** The one list that equals this one. */
    public List<String> of(List<String> keys) {
        List<String> known = lists.get(keys);
        if (known != null) {
            return known;
        }
        List<String> copy = keys.stream().map(String::intern).toList();
        List<String> earlier = lists.putIfAbsent(copy, copy);
        return earlier != null ? earlier : copy;
    }
}
