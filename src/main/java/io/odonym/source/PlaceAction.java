package io.odonym.source;

import io.odonym.model.JsonObject.JsonNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The action of an imported document, which is the value of addok's key {@code _action}. */
enum PlaceAction {
    /** Adds the place. This is the default if a document does not have the key {@code _action}. */
    ADD,
    /**
     * Replaces all places with the same identifier. Documents specify it as "update" or "index".
     */
    REPLACE,
    /** Deletes all places with the same identifier. Documents specify it as "delete". */
    DELETE;

    /** The JSON key of the action. It is not an attribute of the place. */
    static final String KEY = "_action";

    private static final byte[] QUOTED_KEY = ("\"" + KEY + "\"").getBytes(StandardCharsets.UTF_8);

    /**
     * Parses the value of the key {@code _action}.
     *
     * @throws IllegalArgumentException if the value is not one of addok's actions
     */
    static PlaceAction parse(Object value) {
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

    /**
     * Returns whether the text contains the quoted key anywhere, even in a nested object or a
     * string. This is much faster than parsing the text.
     *
     * @param lines lines of JSON in UTF-8
     */
    static boolean mayOccurIn(byte[] lines) {
        int last = lines.length - QUOTED_KEY.length;
        for (int i = 0; i <= last; i++) {
            if (lines[i] == QUOTED_KEY[0]
                    && lines[i + 1] == QUOTED_KEY[1]
                    && Arrays.equals(
                            lines, i, i + QUOTED_KEY.length, QUOTED_KEY, 0, QUOTED_KEY.length)) {
                return true;
            }
        }
        return false;
    }
}
