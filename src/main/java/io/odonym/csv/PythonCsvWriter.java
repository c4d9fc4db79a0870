package io.odonym.csv;

/**
 * Writes rows as Python's csv.writer does with minimal quotes: a cell that holds a delimiter, a
 * quote or an end of line is quoted, lines end with CR LF.
 */
final class PythonCsvWriter {

    private final CsvDialect dialect;
    private final boolean escapesFormulas;

    PythonCsvWriter(CsvDialect dialect, boolean escapesFormulas) {
        this.dialect = dialect;
        this.escapesFormulas = escapesFormulas;
    }

    void write(String[] cells, StringBuilder out) {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                out.append(dialect.delimiter());
            }
            String cell = escapesFormulas ? FormulaEscaping.escaped(cells[i]) : cells[i];
            if (mustQuote(cell) || cells.length == 1 && cell.isEmpty()) {
                quote(cell, out);
            } else {
                out.append(cell);
            }
        }
        out.append("\r\n");
    }

    private boolean mustQuote(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char letter = cell.charAt(i);
            if (letter == dialect.delimiter()
                    || letter == dialect.quote()
                    || letter == '\n'
                    || letter == '\r'
                    || letter == ' ' && i == 0 && dialect.skipsSpace()) {
                return true;
            }
        }
        return false;
    }

    private void quote(String cell, StringBuilder out) {
        out.append(dialect.quote());
        for (int i = 0; i < cell.length(); i++) {
            char letter = cell.charAt(i);
            if (letter == dialect.quote()) {
                out.append(letter);
            } else if (letter == '\n') {
                // The carriage return that reading dropped, as addok-csv puts it back.
                out.append('\r');
            }
            out.append(letter);
        }
        out.append(dialect.quote());
    }
}
