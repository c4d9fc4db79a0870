package io.odonym.csv;

/**
 * Writes rows like Python's {@code csv.writer} with minimal quoting: only cells that contain a
 * delimiter, a quote or a line end are quoted, and lines end with CR LF.
 *
 * <p>Immutable.
 */
final class PythonCsvWriter {

    private final CsvDialect dialect;
    private final boolean escapesFormulas;

    PythonCsvWriter(CsvDialect dialect, boolean escapesFormulas) {
        this.dialect = dialect;
        this.escapesFormulas = escapesFormulas;
    }

    /** Appends a row to the output. */
    void write(String[] cells, StringBuilder out) {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                out.append(dialect.delimiter());
            }
            String cell = escapesFormulas ? FormulaEscaping.escape(cells[i]) : cells[i];
            if (mustQuote(cell) || cells.length == 1 && cell.isEmpty()) {
                appendQuoted(cell, out);
            } else {
                out.append(cell);
            }
        }
        out.append("\r\n");
    }

    private boolean mustQuote(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char character = cell.charAt(i);
            if (character == dialect.delimiter()
                    || character == dialect.quote()
                    || character == '\n'
                    || character == '\r'
                    || character == ' ' && i == 0 && dialect.skipsSpace()) {
                return true;
            }
        }
        return false;
    }

    private void appendQuoted(String cell, StringBuilder out) {
        out.append(dialect.quote());
        for (int i = 0; i < cell.length(); i++) {
            char character = cell.charAt(i);
            if (character == dialect.quote()) {
                out.append(character);
            } else if (character == '\n') {
                // Restores the carriage return that the reader dropped, as addok-csv does.
                out.append('\r');
            }
            out.append(character);
        }
        out.append(dialect.quote());
    }
}
