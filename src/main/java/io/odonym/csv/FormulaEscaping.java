package io.odonym.csv;

import java.util.regex.Pattern;

/**
 * Prevents spreadsheets from evaluating cells as formulas. As OWASP recommends against CSV
 * injection, an apostrophe is put before such cells; spreadsheets do not display it.
 */
final class FormulaEscaping {

    /**
     * The characters with which a formula starts. Some spreadsheets also accept the full-width
     * forms.
     */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final Pattern SIGNED_NUMBER =
            Pattern.compile("[+-](?:\\d+(?:[.,]\\d*)?|[.,]\\d+)(?:[eE][+-]?\\d+)?");

    private FormulaEscaping() {}

    /** Escapes a cell if a spreadsheet would evaluate it. Signed numbers stay as they are. */
    static String escape(String cell) {
        return cell.isEmpty()
                        || FORMULA_STARTS.indexOf(cell.charAt(0)) < 0
                        || SIGNED_NUMBER.matcher(cell).matches()
                ? cell
                : "'" + cell;
    }
}
