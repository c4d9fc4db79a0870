package io.odonym.csv;

import java.util.regex.Pattern;

/**
 * Cells that a spreadsheet would calculate. By OWASP's advice on CSV injection they are kept from
 * that by an apostrophe before them, which spreadsheets do not show.
 */
final class FormulaEscaping {

    /** What a formula begins with, in full width too, as some spreadsheets read it. */
    private static final String BEGINNINGS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final Pattern NUMBER =
            Pattern.compile("[+-](?:\\d+(?:[.,]\\d*)?|[.,]\\d+)(?:[eE][+-]?\\d+)?");

    private FormulaEscaping() {}

    /** The cell, harmless. */
    static String escaped(String cell) {
        return cell.isEmpty()
                        || BEGINNINGS.indexOf(cell.charAt(0)) < 0
                        || NUMBER.matcher(cell).matches()
                ? cell
                : "'" + cell;
    }
}
