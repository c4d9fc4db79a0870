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
 * The folded names of cities, each list once: thousands of streets share "Paris, Paris 13e
 * Arrondissement".
 *
 * <p>Any number of threads may add while an index is built; a list keeps its number.
 */
public final class CityNameTable {

    private final Map<List<String>, Integer> numbers = new HashMap<>();
    private final List<List<String>> lists = new ArrayList<>();

    /** The number of a list of folded names. */
    synchronized int number(List<String> folded) {
        Integer known = numbers.get(folded);
        if (known != null) {
            return known;
        }
        List<String> copy = List.copyOf(folded);
        numbers.put(copy, lists.size());
        lists.add(copy);
        return lists.size() - 1;
    }

    public synchronized void writeTo(DataOutput out) throws IOException {
        out.writeVInt(lists.size());
        for (List<String> list : lists) {
            out.writeVInt(list.size());
            for (String city : list) {
                out.writeString(city);
            }
        }
    }

    /** The lists by number, as codes of {@link FoldedAlphabet}. */
    public synchronized byte[][][] lists() {
        return lists.stream()
                .map(list -> list.stream().map(FoldedAlphabet::codes).toArray(byte[][]::new))
                .toArray(byte[][][]::new);
    }

    /** The lists by number, as codes of {@link FoldedAlphabet}. */
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
