package io.odonym.configuration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** How logs and spans show the text of queries, which is personal data. */
public enum QueryTextVisibility {
    /** Shows a dash instead of the text. */
    OFF {
        @Override
        public String format(String query) {
            return "-";
        }
    },
    /**
     * Shows the first 8 bytes of the SHA-256 hash of the text, so that equal queries can be
     * recognized.
     */
    HASHED {
        @Override
        public String format(String query) {
            try {
                byte[] hash =
                        MessageDigest.getInstance("SHA-256")
                                .digest(query.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("SHA-256 is not available", e);
            }
        }
    },
    /** Shows the first 8 characters of the text. */
    TRUNCATED {
        @Override
        public String format(String query) {
            return query.codePointCount(0, query.length()) <= PREFIX_LENGTH
                    ? query
                    : query.substring(0, query.offsetByCodePoints(0, PREFIX_LENGTH)) + "…";
        }
    },
    /** Shows the whole text. */
    FULL {
        @Override
        public String format(String query) {
            return query;
        }
    };

    private static final int HASH_BYTES = 8;
    private static final int PREFIX_LENGTH = 8;

    /** Returns a query as it appears in logs and spans. */
    public abstract String format(String query);

    static QueryTextVisibility of(ConfigurationKey key, ConfigurationValues values) {
        return Arrays.stream(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(values.text(key)))
                .findAny()
                .orElseThrow(() -> values.invalid(key, "must be off, hashed, truncated or full"));
    }
}
