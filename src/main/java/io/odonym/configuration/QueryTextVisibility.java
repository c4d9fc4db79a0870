package io.odonym.configuration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** How much of a query's text, which is somebody's address, is shown in logs and spans. */
public enum QueryTextVisibility {
    /** Nothing. */
    OFF {
        @Override
        public String shown(String query) {
            return "-";
        }
    },
    /** The same few letters for the same query: the start of its SHA-256. */
    HASHED {
        @Override
        public String shown(String query) {
            try {
                byte[] hash =
                        MessageDigest.getInstance("SHA-256")
                                .digest(query.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    },
    /** Its beginning. */
    TRUNCATED {
        @Override
        public String shown(String query) {
            return query.codePointCount(0, query.length()) <= BEGINNING
                    ? query
                    : query.substring(0, query.offsetByCodePoints(0, BEGINNING)) + "…";
        }
    },
    /** All of it. */
    FULL {
        @Override
        public String shown(String query) {
            return query;
        }
    };

    private static final int HASH_BYTES = 8;
    private static final int BEGINNING = 8;

    /** What is shown of a query. */
    public abstract String shown(String query);

    static QueryTextVisibility of(ConfigurationKey key, String value) {
        return Arrays.stream(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value.strip()))
                .findAny()
                .orElseThrow(
                        () ->
                                new ConfigurationException(
                                        key.property()
                                                + " \""
                                                + value
                                                + "\" is none of off, hashed, truncated, full"));
    }
}
