package io.odonym.model;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Interns lists of attribute keys: equal lists are replaced by one instance, and their keys by
 * interned strings. This saves memory when many objects have the same keys. Thread-safe.
 */
public final class KeyListInterner {

    private final Map<List<String>, List<String>> lists = new ConcurrentHashMap<>();

    /** Returns the shared immutable instance of a list of keys. */
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
