package io.odonym.fetch;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A part of France whose addresses can be downloaded. Immutable.
 *
 * @param kind the size of the area
 * @param code the code of a department (such as 35, 2A or 974), the INSEE code of a municipality
 *     (such as 35238), or {@value #FRANCE_CODE}
 */
public record Area(Kind kind, String code) {

    /** The kinds of areas. */
    public enum Kind {
        /** All of France. */
        FRANCE,
        /** A department or an overseas territory. */
        DEPARTMENT,
        /** A municipality. */
        MUNICIPALITY
    }

    private static final String FRANCE_CODE = "france";

    /**
     * The departments and territories, whose codes INSEE defines in the Code officiel géographique.
     */
    private static final String DEPARTMENT =
            "(?:0[1-9]|1\\d|2[1-9AB]|[3-8]\\d|9[0-5]|97[1-8]|98[46-9])";

    private static final Pattern DEPARTMENTS = Pattern.compile(DEPARTMENT);
    private static final Pattern MUNICIPALITIES =
            Pattern.compile("(?=" + DEPARTMENT + ")\\d[\\dAB]\\d{3}");

    /** All of France. */
    public static final Area FRANCE = new Area(Kind.FRANCE, FRANCE_CODE);

    /**
     * Returns the area with a code.
     *
     * @param text {@value #FRANCE_CODE}, a department code or an INSEE code, in any case
     * @throws IllegalArgumentException if the text is none of these; the message is one line
     */
    public static Area parse(String text) {
        String code = text.strip().toUpperCase(Locale.ROOT);
        if (code.equalsIgnoreCase(FRANCE_CODE)) {
            return FRANCE;
        }
        if (DEPARTMENTS.matcher(code).matches()) {
            return new Area(Kind.DEPARTMENT, code);
        }
        if (MUNICIPALITIES.matcher(code).matches()) {
            return new Area(Kind.MUNICIPALITY, code);
        }
        throw new IllegalArgumentException(
                "\""
                        + text
                        + "\" is neither \"france\", nor a department such as 35, 2A or 974, nor"
                        + " the INSEE code of a municipality such as 35238");
    }

    /** Returns whether this area contains another area, or is equal to it. */
    public boolean contains(Area other) {
        return switch (kind) {
            case FRANCE -> true;
            case DEPARTMENT -> other.kind != Kind.FRANCE && other.code.startsWith(code);
            case MUNICIPALITY -> equals(other);
        };
    }

    @Override
    public String toString() {
        return code;
    }
}
