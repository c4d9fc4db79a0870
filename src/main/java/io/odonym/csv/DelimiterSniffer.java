package io.odonym.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * Detects the delimiter of a CSV file.
 *
 * <p>Like Python's {@code csv.Sniffer}, which addok uses, this class assumes that a delimiter
 * occurs equally often on nearly every line. Python considers all characters, and may therefore
 * split addresses at spaces, letters or apostrophes. This class considers only common delimiters
 * that occur in the header, and ignores quoted text.
 */
final class DelimiterSniffer {

    /** Python's preferred delimiters in order (csv.Sniffer.preferred), then those of addok-csv. */
    private static final String DELIMITERS = ",\t;:|~^°";

    /** Delimiters that rarely occur in addresses, for files without a consistent delimiter. */
    private static final String RARE_IN_ADDRESSES = ";\t|,";

    /**
     * The delimiters for the output of files with one column. The first delimiter that does not
     * occur in the file is used, as in addok-csv 1.1.0.
     */
    private static final String ONE_COLUMN_DELIMITERS = ";,\t|~^°\u001F";

    /** The minimum share of lines on which a delimiter must occur equally often, as in Python. */
    private static final double MIN_CONSISTENCY = 0.9;

    /** The result for a file whose header contains no delimiter. */
    static final char ONE_COLUMN = 0;

    private DelimiterSniffer() {}

    /**
     * Detects the delimiter.
     *
     * @param sample the first lines of the file
     * @return the delimiter, or {@link #ONE_COLUMN}
     */
    static char delimiter(String sample, char quote) {
        List<String> lines = lines(sample, quote);
        if (lines.isEmpty()) {
            return ONE_COLUMN;
        }
        char best = ONE_COLUMN;
        double maxShare = 0;
        for (char candidate : DELIMITERS.toCharArray()) {
            double share = consistency(lines, candidate, quote);
            if (share >= MIN_CONSISTENCY && share > maxShare) {
                maxShare = share;
                best = candidate;
            }
        }
        if (best != ONE_COLUMN) {
            return best;
        }
        int maxCount = 0;
        for (char candidate : RARE_IN_ADDRESSES.toCharArray()) {
            int count = count(lines.getFirst(), candidate, quote);
            if (count > maxCount) {
                maxCount = count;
                best = candidate;
            }
        }
        return best;
    }

    /**
     * Returns a delimiter that does not occur in a file, for a file with one column.
     *
     * @param present the characters that occur in the file
     */
    static char unusedDelimiter(String present) {
        for (char candidate : ONE_COLUMN_DELIMITERS.toCharArray()) {
            if (present.indexOf(candidate) < 0) {
                return candidate;
            }
        }
        throw CsvException.invalid(
                "Unable to detect delimiter, please add one with \"delimiter\" parameter.");
    }

    /** Returns all delimiters that {@link #unusedDelimiter} may return. */
    static String unusedDelimiterCandidates() {
        return ONE_COLUMN_DELIMITERS;
    }

    /** Tests whether a space follows every delimiter of the header. */
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

    /** Returns the share of lines on which a character occurs as often as in the header. */
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
            char character = line.charAt(i);
            if (character == quote) {
                quoted = !quoted;
            } else if (character == candidate && !quoted) {
                count++;
            }
        }
        return count;
    }

    /** Splits a sample into lines and drops empty lines. Quoted cells may contain line ends. */
    private static List<String> lines(String sample, char quote) {
        List<String> lines = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= sample.length(); i++) {
            char character = i < sample.length() ? sample.charAt(i) : '\n';
            if (character == quote) {
                quoted = !quoted;
            } else if (character == '\n' && (!quoted || i == sample.length())) {
                if (i > start) {
                    lines.add(sample.substring(start, i));
                }
                start = i + 1;
            }
        }
        return lines;
    }
}
