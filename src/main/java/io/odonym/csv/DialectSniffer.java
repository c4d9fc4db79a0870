package io.odonym.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds out what separates the cells of a file.
 *
 * <p>The idea is that of Python's csv.Sniffer, which addok uses: a delimiter stands equally often
 * on nearly every line. Python takes any character for one, and so cuts addresses at spaces,
 * letters and apostrophes; here a delimiter has to be one of the few that are used as such, has to
 * stand in the header, and what stands between double quotes does not count.
 */
final class DialectSniffer {

    /** In Python's order of preference (csv.Sniffer.preferred), then addok-csv's. */
    private static final String DELIMITERS = ",\t;:|~^°";

    /** Those that hardly ever stand in an address, for files whose lines do not agree. */
    private static final String COMMON = ";\t|,";

    /**
     * Of a file of one column, the first of these that the file does not hold (addok-csv 1.1.0).
     */
    private static final String UNUSED = ";,\t|~^°\u001F";

    /** Python's threshold. */
    private static final double CONSISTENT = 0.9;

    private DialectSniffer() {}

    /**
     * The delimiter.
     *
     * @param sample the first lines, whole
     * @return the delimiter, or {@link #ONE_COLUMN}
     */
    static char delimiter(String sample, char quote) {
        List<String> lines = lines(sample, quote);
        if (lines.isEmpty()) {
            return ONE_COLUMN;
        }
        char best = ONE_COLUMN;
        double most = 0;
        for (char candidate : DELIMITERS.toCharArray()) {
            double share = consistency(lines, candidate, quote);
            if (share >= CONSISTENT && share > most) {
                most = share;
                best = candidate;
            }
        }
        if (best != ONE_COLUMN) {
            return best;
        }
        int often = 0;
        for (char candidate : COMMON.toCharArray()) {
            int count = count(lines.getFirst(), candidate, quote);
            if (count > often) {
                often = count;
                best = candidate;
            }
        }
        return best;
    }

    /** Stands for a file whose header holds no delimiter. */
    static final char ONE_COLUMN = 0;

    /** A delimiter that cuts nothing, given the characters that a file holds. */
    static char unused(String seen) {
        for (char candidate : UNUSED.toCharArray()) {
            if (seen.indexOf(candidate) < 0) {
                return candidate;
            }
        }
        throw CsvException.wrong(
                "Unable to detect delimiter, please add one with \"delimiter\" parameter.");
    }

    /** All the delimiters that {@link #unused} chooses from. */
    static String candidates() {
        return UNUSED;
    }

    /** Whether a space follows every delimiter of the header. */
    static boolean skipsSpace(String sample, char delimiter, char quote) {
        List<String> lines = lines(sample, quote);
        if (lines.isEmpty()) {
            return false;
        }
        String header = lines.getFirst();
        int delimiters = 0;
        for (int i = header.indexOf(delimiter); i >= 0; i = header.indexOf(delimiter, i + 1)) {
            delimiters++;
            if (i + 1 >= header.length() || header.charAt(i + 1) != ' ') {
                return false;
            }
        }
        return delimiters > 0;
    }

    private static double consistency(List<String> lines, char candidate, char quote) {
        int expected = count(lines.getFirst(), candidate, quote);
        if (expected == 0) {
            return 0;
        }
        long same =
                lines.stream().filter(line -> count(line, candidate, quote) == expected).count();
        return (double) same / lines.size();
    }

    private static int count(String line, char candidate, char quote) {
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            if (letter == quote) {
                quoted = !quoted;
            } else if (letter == candidate && !quoted) {
                count++;
            }
        }
        return count;
    }

    /** Lines that are not empty; a quoted cell may hold an end of line. */
    private static List<String> lines(String sample, char quote) {
        List<String> lines = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= sample.length(); i++) {
            char letter = i < sample.length() ? sample.charAt(i) : '\n';
            if (letter == quote) {
                quoted = !quoted;
            } else if (letter == '\n' && (!quoted || i == sample.length())) {
                if (i > start) {
                    lines.add(sample.substring(start, i));
                }
                start = i + 1;
            }
        }
        return lines;
    }
}
