package io.odonym.source;

import io.odonym.model.Attributes.JsonNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is to be done with a document: addok's {@code _action}. */
enum PlaceAction {
    /** Nothing is said: one more place. */
    ADD,
    /** "update" or "index": instead of what was known under the identifier. */
    REPLACE,
    /** "delete": nothing is known under the identifier any more. */
    DELETE;

    /** The key of the document that says it. It is not kept. */
    static final String KEY = "_action";

    private static final byte[] QUOTED = ("\"" + KEY + "\"").getBytes(StandardCharsets.UTF_8);

    /**
     * Reads the key's value.
     *
     * @throws IllegalArgumentException where it is none of addok's words
     */
    static PlaceAction of(Object value) {
        if (value == JsonNull.NULL) {
            return ADD;
        }
        if (value instanceof String word) {
            switch (word) {
                case "index", "update" -> {
                    return REPLACE;
                }
                case "delete" -> {
                    return DELETE;
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("_action must be \"index\", \"update\" or \"delete\"");
    }

    /** Whether lines may say so at all; quicker than to read them. */
    static boolean isIn(byte[] lines) {
        int last = lines.length - QUOTED.length;
        for (int i = 0; i <= last; i++) {
            if (lines[i] == QUOTED[0]
                    && lines[i + 1] == QUOTED[1]
                    && Arrays.equals(lines, i, i + QUOTED.length, QUOTED, 0, QUOTED.length)) {
                return true;
            }
        }
        return false;
    }
}
