package io.odonym.index.places;

/**
 * The encodings of an attribute column in a house number block. The ordinal of a constant is its
 * code in the index; never reorder the constants.
 */
enum ColumnEncoding {
    /** Every value is JSON null; the column is empty. */
    ALL_NULL,
    /**
     * Identifiers with a common prefix; the column holds only the prefix, see {@link
     * HouseNumberIdentifiers}.
     */
    DERIVED_IDS,
    /** A {@link DecimalColumn}. */
    DECIMALS,
    /**
     * UUIDs in the {@link HouseNumberUuidFile}; the column holds the position of the first UUID.
     */
    UUIDS,
    /** Values of any type; each value is encoded by {@link JsonValueCodec}. */
    PLAIN,
    /** Latitudes or longitudes, which the block stores as points; the column is empty. */
    POINT,
    /**
     * Few distinct values: their number, each of them encoded by {@link JsonValueCodec}, and a
     * {@link PackedIntColumn} of positions in this list.
     */
    DISTINCT_VALUES;

    private static final ColumnEncoding[] BY_CODE = values();

    byte code() {
        return (byte) ordinal();
    }

    /**
     * Returns the encoding with the given code.
     *
     * @throws IllegalArgumentException if the code is unknown
     */
    static ColumnEncoding ofCode(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("unknown column encoding: " + code);
        }
        return BY_CODE[code];
    }
}
