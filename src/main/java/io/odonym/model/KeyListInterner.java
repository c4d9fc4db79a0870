package io.odonym.model;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Interns lists of attribute keys: replaces equal lists with one shared instance, and their keys
 * with interned strings. This saves memory if many objects have the same keys. Thread-safe.
 */
public final class KeyListInterner {

    private final Map<List<String>, List<String>> lists = new ConcurrentHashMap<>();

    /** Returns the shared, immutable list that equals the given list of keys. */
    public List<String> intern(List<String> keys) {
        List<String> known = lists.get(keys);
        if (known != null) {
            return known;
        }
        List<String> copy = keys.stream().map(String::intern).toList();
        List<String> earlier = lists.putIfAbsent(copy, copy);
        return earlier != null ? earlier : copy;
    }
}
