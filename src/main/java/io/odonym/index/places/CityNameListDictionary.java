package io.odonym.index.places;

import io.odonym.text.FoldedAlphabet;

import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Assigns ordinals to the distinct lists of folded city names. Thousands of places share a list,
 * for example the list of "paris" and "paris 13e arrondissement". Thread-safe. The ordinal of a
 * list never changes.
 */
public final class CityNameListDictionary {

    private final Map<List<String>, Integer> ordinals = new HashMap<>();
    private final List<List<String>> lists = new ArrayList<>();

    /**
     * Returns the ordinal of a list of folded names. Adds the list if the table does not contain
     * it.
     */
    synchronized int ordinal(List<String> foldedNames) {
        Integer known = ordinals.get(foldedNames);
        if (known != null) {
            return known;
        }
        List<String> copy = List.copyOf(foldedNames);
        ordinals.put(copy, lists.size());
        lists.add(copy);
        return lists.size() - 1;
    }

    /** Writes all lists in the order of their ordinals. */
    public synchronized void writeTo(DataOutput out) throws IOException {
        out.writeVInt(lists.size());
        for (List<String> list : lists) {
            out.writeVInt(list.size());
            for (String city : list) {
                out.writeString(city);
            }
        }
    }

    /**
     * Returns all lists, indexed by ordinal. Each name is an array of {@link FoldedAlphabet} codes.
     */
    public synchronized byte[][][] lists() {
        return lists.stream()
                .map(list -> list.stream().map(FoldedAlphabet::codes).toArray(byte[][]::new))
                .toArray(byte[][][]::new);
    }

    /**
     * Reads all lists, indexed by ordinal. Each name is an array of {@link FoldedAlphabet} codes.
     */
    public static byte[][][] read(DataInput in) throws IOException {
        byte[][][] lists = new byte[in.readVInt()][][];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = new byte[in.readVInt()][];
            for (int j = 0; j < lists[i].length; j++) {
                lists[i][j] = FoldedAlphabet.codes(in.readString());
            }
        }
        return lists;
    }
}
