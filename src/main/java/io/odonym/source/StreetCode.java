package io.odonym.source;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Codes of streets that have no code of their own. A code depends only on the name, so it is the
 * same in each import. The BAN also gives such streets codes of six letters and digits.
 */
final class StreetCode {

    private static final int LENGTH = 6;

    private StreetCode() {}

    /**
     * Returns whether a code of a file is a placeholder, which all streets without a code share.
     */
    static boolean isPlaceholder(String code) {
        return code.isEmpty() || code.equalsIgnoreCase("xxxx") || code.equals("0000");
    }

    /**
     * Returns the code of a street.
     *
     * @param key the normalized name, and what distinguishes streets of the same name
     */
    static String of(String key) {
        CRC32C checksum = new CRC32C();
        checksum.update(key.getBytes(StandardCharsets.UTF_8));
        String digits = Long.toString(checksum.getValue(), Character.MAX_RADIX);
        String padded = "0".repeat(Math.max(0, LENGTH + 1 - digits.length())) + digits;
        return padded.substring(padded.length() - LENGTH).toLowerCase(Locale.ROOT);
    }
}
