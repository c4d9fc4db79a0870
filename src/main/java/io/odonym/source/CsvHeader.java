package io.odonym.source;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The first line of a CSV file of addresses: its separator and its columns.
 *
 * <p>Column names are compared in lower case. The official validator of the BAL format also accepts
 * column names that a shapefile has cut to ten characters; they count as the full names.
 */
final class CsvHeader {

    private static final String SEPARATORS = ";,\t|";

    /** The column names that the official validator of the BAL format accepts for others. */
    private static final Map<String, String> ALIASES =
            Map.of(
                    "cle_intero", "cle_interop",
                    "uid_adress", "uid_adresse",
                    "commune_no", "commune_nom",
                    "commune_in", "commune_insee",
                    "x_l93", "x",
                    "y_l93", "y",
                    "long_wgs84", "long",
                    "lat_wgs84", "lat",
                    "date_der_m", "date_der_maj");

    private CsvHeader() {}

    /** Returns the separator that occurs most often outside quotation marks; ";" if none does. */
    static char separator(String line) {
        int[] counts = new int[SEPARATORS.length()];
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            quoted ^= character == '"';
            int at = quoted ? -1 : SEPARATORS.indexOf(character);
            if (at >= 0) {
                counts[at]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return SEPARATORS.charAt(best);
    }

    /**
     * Returns the column indexes, keyed by the full column name in lower case. If a name is
     * repeated, the first column is used.
     */
    static Map<String, Integer> columns(List<String> names) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip().toLowerCase(Locale.ROOT);
            columns.putIfAbsent(ALIASES.getOrDefault(name, name), i);
        }
        return columns;
    }
}
