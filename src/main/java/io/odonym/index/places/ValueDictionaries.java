package io.odonym.index.places;

import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Dictionaries of the values that many places share: lists of attribute keys, values such as a city
 * or a context, and suffixes of house numbers. Each distinct value is stored once and referred to
 * by an integer code.
 *
 * <p>Thread-safe while an index is built; the code of a value never changes. Read-only in an open
 * index.
 */
final class ValueDictionaries {

    /** The attributes of a house number that ranking uses instead of those of the place. */
    private static final Set<String> RANKING_KEYS =
            Set.of("name", "city", "postcode", "importance");

    private final Dictionary<List<String>> keyLists = new Dictionary<>();

    /**
     * For each key list, in the order of codes: whether the values of each key are shared. The list
     * is empty while an index is built.
     */
    private final List<boolean[]> sharedKeys = new ArrayList<>();

    /**
     * The codes of the key lists that contain a ranking key. The set is empty while an index is
     * built.
     */
    private final BitSet rankingOverrides = new BitSet();

    private final Dictionary<Object> values = new Dictionary<>();
    private final Dictionary<HouseNumberSuffix> suffixes = new Dictionary<>();

    /** Returns the code of a list of attribute keys. Adds the list if it is absent. */
    int keyListCode(List<String> keys) {
        return keyLists.code(keys);
    }

    /** Returns the list of attribute keys with the given code. */
    List<String> keyList(int code) {
        return keyLists.get(code);
    }

    /**
     * Returns an array that contains, for each key of a key list, whether the values of the key are
     * shared. Callers must not modify the array.
     */
    boolean[] sharedKeys(int keyListCode) {
        return sharedKeys.get(keyListCode);
    }

    /** Returns whether a key list contains the key of a name, city, postcode or importance. */
    static boolean hasRankingKey(List<String> keys) {
        return !Collections.disjoint(keys, RANKING_KEYS);
    }

    /** Returns whether any key list of the open index contains a ranking key. */
    boolean hasRankingOverrides() {
        return !rankingOverrides.isEmpty();
    }

    /** Returns whether a key list of the open index contains a ranking key. */
    boolean isRankingOverride(int keyListCode) {
        return rankingOverrides.get(keyListCode);
    }

    /** Returns the code of a shared value. Adds the value if it is absent. */
    int valueCode(Object value) {
        return values.code(value);
    }

    /** Returns the shared value with the given code. */
    Object value(int code) {
        return values.get(code);
    }

    /** Returns the code of a house number suffix. Adds the suffix if it is absent. */
    int suffixCode(HouseNumberSuffix suffix) {
        return suffixes.code(suffix);
    }

    /** Returns the house number suffix with the given code. */
    HouseNumberSuffix suffix(int code) {
        return suffixes.get(code);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeVInt(keyLists.entries.size());
        for (List<String> keys : keyLists.entries) {
            out.writeVInt(keys.size());
            for (String key : keys) {
                out.writeString(key);
            }
        }
        out.writeVInt(values.entries.size());
        for (Object value : values.entries) {
            JsonValueCodec.write(value, out);
        }
        out.writeVInt(suffixes.entries.size());
        for (HouseNumberSuffix suffix : suffixes.entries) {
            out.writeString(suffix.text());
            out.writeByte((byte) (suffix.wholeNumber() ? 1 : 0));
            out.writeVInt(suffix.letter());
        }
    }

    static ValueDictionaries read(DataInput in) throws IOException {
        ValueDictionaries dictionaries = new ValueDictionaries();
        int keyListCount = in.readVInt();
        for (int i = 0; i < keyListCount; i++) {
            dictionaries.addKeyList(readKeyList(in));
        }
        int valueCount = in.readVInt();
        for (int i = 0; i < valueCount; i++) {
            dictionaries.values.entries.add(JsonValueCodec.read(in));
        }
        int suffixCount = in.readVInt();
        for (int i = 0; i < suffixCount; i++) {
            String text = in.readString();
            boolean wholeNumber = in.readByte() != 0;
            char letter = (char) in.readVInt();
            dictionaries.suffixes.entries.add(new HouseNumberSuffix(text, wholeNumber, letter));
        }
        return dictionaries;
    }

    private static List<String> readKeyList(DataInput in) throws IOException {
        int count = in.readVInt();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(in.readString().intern());
        }
        return List.copyOf(keys);
    }

    private void addKeyList(List<String> keys) {
        if (hasRankingKey(keys)) {
            rankingOverrides.set(keyLists.entries.size());
        }
        keyLists.entries.add(keys);
        boolean[] shared = new boolean[keys.size()];
        for (int i = 0; i < shared.length; i++) {
            shared[i] = isShared(keys.get(i));
        }
        sharedKeys.add(shared);
    }

    /**
     * Returns whether the values of an attribute repeat often enough to be stored in a dictionary.
     */
    static boolean isShared(String key) {
        return switch (key) {
            case "type",
                    "postcode",
                    "citycode",
                    "city",
                    "oldcitycode",
                    "oldcity",
                    "district",
                    "context" ->
                    true;
            default -> false;
        };
    }

    /** Assigns consecutive integer codes to distinct entries. */
    private static final class Dictionary<T> {

        private final Map<T, Integer> codes = new ConcurrentHashMap<>();
        private final List<T> entries = new ArrayList<>();

        int code(T entry) {
            Integer known = codes.get(entry);
            return known != null ? known : add(entry);
        }

        private synchronized int add(T entry) {
            Integer known = codes.get(entry);
            if (known != null) {
                return known;
            }
            int code = entries.size();
            entries.add(entry);
            codes.put(entry, code);
            return code;
        }

        T get(int code) {
            return entries.get(code);
        }
    }
}
