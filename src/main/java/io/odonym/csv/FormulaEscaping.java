package io.odonym.csv;

import java.util.regex.Pattern;

/**
 * Prevents spreadsheets from evaluating cells as formulas. Such cells are prefixed with an
 * apostrophe, which spreadsheets do not display, as OWASP recommends to prevent CSV injection.
 */
final class FormulaEscaping {

    /**
     * The characters that can start a formula. Some spreadsheets also accept the full-width forms.
     */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final Pattern SIGNED_NUMBER =
            Pattern.compile("[+-](?:\\d+(?:[.,]\\d*)?|[.,]\\d+)(?:[eE][+-]?\\d+)?");

    private FormulaEscaping() {}

    /** Escapes a cell if a spreadsheet would evaluate it. Signed numbers are not changed. */
    static String escape(String cell) {
        return cell.isEmpty()
                        || FORMULA_STARTS.indexOf(cell.charAt(0)) < 0
                        || SIGNED_NUMBER.matcher(cell).matches()
                ? cell
                : "'" + cell;
    }
}
