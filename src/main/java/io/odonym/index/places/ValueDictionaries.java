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
 * What many places have in common, each written once and known by a number: lists of keys, values
 * such as a city or a context, suffixes of house numbers.
 *
 * <p>Any number of threads may add while an index is built; a thing keeps its number.
 */
final class ValueDictionaries {

    /** Keys of a house number that change how its street is ranked. */
    private static final Set<String> RANKED_KEYS = Set.of("name", "city", "postcode", "importance");

    private final Table<List<String>> shapes = new Table<>();

    /** Of each shape, as they were read. */
    private final List<boolean[]> sharedKeys = new ArrayList<>();

    /** The shapes with one of the ranked keys, as they were read. */
    private final BitSet renaming = new BitSet();

    private final Table<Object> values = new Table<>();
    private final Table<Suffix> suffixes = new Table<>();

    /**
     * What stands behind the digits of a house number.
     *
     * @param text as the source writes it, with its spaces; the whole number where that is not
     *     digits and a suffix
     * @param whole whether the text is the whole number
     * @param letter the suffix in one letter as queries have it; 0 for none, {@link #OTHER} where
     *     no query has its like
     */
    record Suffix(String text, boolean whole, char letter) {

        /** Where a house number is found by its whole key only. */
        static final char OTHER = '?';
    }

    /** The number of a list of keys. */
    int shape(List<String> keys) {
        return shapes.number(keys);
    }

    /** The list of keys. */
    List<String> shape(int number) {
        return shapes.get(number);
    }

    /** Of each key of a list whether its values are shared; not to be changed. */
    boolean[] sharedKeys(int shape) {
        return sharedKeys.get(shape);
    }

    /** Whether keys of a house number have a name, city, postcode or importance among them. */
    static boolean isRenaming(List<String> keys) {
        return !Collections.disjoint(keys, RANKED_KEYS);
    }

    /** Whether any list of keys has a name, city, postcode or importance. */
    boolean anyRenames() {
        return !renaming.isEmpty();
    }

    /** Whether a list of keys has a name, city, postcode or importance. */
    boolean renames(int shape) {
        return renaming.get(shape);
    }

    /** The number of a value. */
    int value(Object value) {
        return values.number(value);
    }

    /** The value. */
    Object value(int number) {
        return values.get(number);
    }

    /** The number of a suffix. */
    int suffix(Suffix suffix) {
        return suffixes.number(suffix);
    }

    /** The suffix. */
    Suffix suffix(int number) {
        return suffixes.get(number);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeVInt(shapes.things.size());
        for (List<String> keys : shapes.things) {
            out.writeVInt(keys.size());
            for (String key : keys) {
                out.writeString(key);
            }
        }
        out.writeVInt(values.things.size());
        for (Object value : values.things) {
            JsonValueCodec.write(value, out);
        }
        out.writeVInt(suffixes.things.size());
        for (Suffix suffix : suffixes.things) {
            out.writeString(suffix.text());
            out.writeByte((byte) (suffix.whole() ? 1 : 0));
            out.writeVInt(suffix.letter());
        }
    }

    static ValueDictionaries read(DataInput in) throws IOException {
        ValueDictionaries tables = new ValueDictionaries();
        for (int left = in.readVInt(); left > 0; left--) {
            List<String> keys = new ArrayList<>();
            for (int more = in.readVInt(); more > 0; more--) {
                keys.add(in.readString().intern());
            }
            if (isRenaming(keys)) {
                tables.renaming.set(tables.shapes.things.size());
            }
            tables.shapes.things.add(List.copyOf(keys));
            boolean[] shared = new boolean[keys.size()];
            for (int i = 0; i < shared.length; i++) {
                shared[i] = isShared(keys.get(i));
            }
            tables.sharedKeys.add(shared);
        }
        for (int left = in.readVInt(); left > 0; left--) {
            tables.values.things.add(JsonValueCodec.read(in));
        }
        for (int left = in.readVInt(); left > 0; left--) {
            String text = in.readString();
            boolean whole = in.readByte() != 0;
            tables.suffixes.things.add(new Suffix(text, whole, (char) in.readVInt()));
        }
        return tables;
    }

    /** Whether values of a key recur so often that they are shared. */
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

    /** Things by number and numbers by thing. */
    private static final class Table<T> {

        private final Map<T, Integer> numbers = new ConcurrentHashMap<>();
        private final List<T> things = new ArrayList<>();

        int number(T thing) {
            Integer known = numbers.get(thing);
            return known != null ? known : numberOfNew(thing);
        }

        private synchronized int numberOfNew(T thing) {
            Integer known = numbers.get(thing);
            if (known != null) {
                return known;
            }
            int number = things.size();
            things.add(thing);
            numbers.put(thing, number);
            return number;
        }

        T get(int number) {
            return things.get(number);
        }
    }
}
