package io.odonym.csv;

/**
 * Writes rows like Python's {@code csv.writer} with minimal quoting: only cells that contain a
 * delimiter, a quote or a line end are quoted, and addok's lines end with CR LF.
 *
 * <p>Immutable.
 */
final class PythonCsvWriter {

    private final CsvDialect dialect;
    private final boolean escapesFormulas;
    private final LineEnd lineEnd;

    PythonCsvWriter(CsvDialect dialect, boolean escapesFormulas) {
        this(dialect, escapesFormulas, LineEnd.CRLF);
    }

    PythonCsvWriter(CsvDialect dialect, boolean escapesFormulas, LineEnd lineEnd) {
        this.dialect = dialect;
        this.escapesFormulas = escapesFormulas;
        this.lineEnd = lineEnd;
    }

    /** The end of a line. */
    enum LineEnd {
        LF("\n"),
        CRLF("\r\n");

        private final String text;

        LineEnd(String text) {
            this.text = text;
        }
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
        out.append(lineEnd.text);
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
            } else if (character == '\n' && lineEnd == LineEnd.CRLF) {
                // Like addok-csv, restores the carriage return that the reader dropped.
                out.append('\r');
            }
            out.append(character);
        }
        out.append(dialect.quote());
    }
}
