package io.odonym.csv;

import java.io.Closeable;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Reads the rows of a CSV file like Python's {@code csv} module in its non-strict mode (CPython
 * 3.12, Modules/_csv.c). A file with stray quotes therefore has the same rows as in addok: a quote
 * within an unquoted cell is an ordinary character, and so are all characters between a closing
 * quote and the next delimiter. Empty lines are skipped. Carriage returns are dropped first, as in
 * addok-csv.
 *
 * <p>CSV libraries treat stray quotes differently. In some of them, a stray quote after a closing
 * quote starts another quoted cell, which merges all lines up to the next quote.
 *
 * <p>Not thread-safe.
 */
final class PythonCsvReader implements Closeable {

    /**
     * The maximum number of characters in a cell. Without a limit, the rest of the file after an
     * unclosed quote would be read into one cell.
     */
    private static final int MAX_CELL_LENGTH = 1 << 20;

    /** The maximum number of characters in a row. */
    private static final int MAX_ROW_LENGTH = 1 << 20;

    /** The maximum number of cells in a row: as many as an Excel sheet has columns. */
    private static final int MAX_CELLS = 1 << 14;

    private static final int BUFFER_LENGTH = 1 << 13;
    private static final int END_OF_FILE = -1;

    /** The number of bytes that each character of a row takes in memory. */
    private static final int BYTES_PER_CHARACTER = 2;

    /** The memory of a cell in addition to its characters, in bytes. */
    private static final int BYTES_PER_CELL = 56;

    /** The state of the parser before the next character. */
    private enum State {
        START_OF_ROW,
        START_OF_CELL,
        IN_CELL,
        IN_QUOTES,
        AFTER_QUOTE
    }

    private final Reader in;
    private final PythonEncoding encoding;
    private final CsvDialect dialect;
    private final RowSizeListener sizes;
    private final char[] buffer = new char[BUFFER_LENGTH];
    private final StringBuilder cell = new StringBuilder();
    private int bufferLength;
    private int bufferPosition;
    private int rowLength;
    private int cellCount;
    private List<String> nextRow = List.of();
    private boolean hasNextRow;
    private long currentLine = 1;
    private long nextRowLine = 1;
    private long rowLine;

    /** Observes the size of each row while it is read. */
    @FunctionalInterface
    interface RowSizeListener {

        /**
         * Called at the end of a row, and repeatedly while a long row is read. An exception ends
         * the reading.
         *
         * @param characters the number of characters of the row so far
         * @param cells the number of cells of the row so far
         */
        void onRowSize(int characters, int cells);
    }

    private PythonCsvReader(
            Reader in, PythonEncoding encoding, CsvDialect dialect, RowSizeListener sizes) {
        this.in = in;
        this.encoding = encoding;
        this.dialect = dialect;
        this.sizes = sizes;
    }

    /** Opens a file at its start. */
    static PythonCsvReader open(
            ReopenableCsvInput source, PythonEncoding encoding, CsvDialect dialect)
            throws IOException {
        return open(source, encoding, dialect, (_, _) -> {});
    }

    /** Opens a file at its start, and reports the size of each row to a listener. */
    static PythonCsvReader open(
            ReopenableCsvInput source,
            PythonEncoding encoding,
            CsvDialect dialect,
            RowSizeListener sizes)
            throws IOException {
        return new PythonCsvReader(
                withoutCarriageReturns(encoding.reader(source.open())), encoding, dialect, sizes);
    }

    /** Returns a reader that drops carriage returns. */
    static Reader withoutCarriageReturns(Reader in) {
        return new FilterReader(in) {
            @Override
            public int read() throws IOException {
                int character = super.read();
                while (character == '\r') {
                    character = super.read();
                }
                return character;
            }

            @Override
            public int read(char[] characters, int offset, int length) throws IOException {
                int kept = 0;
                while (kept == 0) {
                    int count = super.read(characters, offset, length);
                    if (count <= 0) {
                        return count;
                    }
                    for (int i = offset; i < offset + count; i++) {
                        if (characters[i] != '\r') {
                            characters[offset + kept++] = characters[i];
                        }
                    }
                }
                return kept;
            }
        };
    }

    /** Returns whether there is another row. */
    boolean hasNext() {
        if (!hasNextRow) {
            nextRow = readRow();
            hasNextRow = !nextRow.isEmpty();
        }
        return hasNextRow;
    }

    /** Returns the cells of the next row. */
    List<String> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more rows");
        }
        hasNextRow = false;
        rowLine = nextRowLine;
        return nextRow;
    }

    /** Returns the memory that the next row takes, in bytes. */
    long nextRowBytes() {
        return (long) BYTES_PER_CHARACTER * rowLength + (long) BYTES_PER_CELL * cellCount;
    }

    /** Returns the number of the line on which the last returned row starts, counted from 1. */
    long rowLine() {
        return rowLine;
    }

    /** Reads the next row, skipping empty lines. Returns an empty list at the end of the file. */
    private List<String> readRow() {
        List<String> cells = new ArrayList<>();
        rowLength = 0;
        cellCount = 0;
        State state = State.START_OF_ROW;
        while (true) {
            int character = readCharacter();
            if (state == State.START_OF_ROW) {
                nextRowLine = currentLine;
            }
            if (character == '\n') {
                currentLine++;
            }
            boolean ends =
                    character == END_OF_FILE || character == '\n' && state != State.IN_QUOTES;
            if (ends) {
                if (state != State.START_OF_ROW) {
                    endCell(cells);
                }
                if (character == END_OF_FILE || !cells.isEmpty()) {
                    sizes.onRowSize(rowLength, cellCount);
                    return cells;
                }
                continue;
            }
            state = accept((char) character, state, cells);
        }
    }

    /** Processes one character that does not end the row. Returns the next state. */
    private State accept(char character, State state, List<String> cells) {
        boolean quote = character == dialect.quote();
        boolean delimiter = character == dialect.delimiter();
        switch (state) {
            case START_OF_ROW, START_OF_CELL -> {
                if (quote) {
                    return State.IN_QUOTES;
                }
                if (character == ' ' && dialect.skipsSpace()) {
                    return State.START_OF_CELL;
                }
            }
            case IN_QUOTES -> {
                if (quote) {
                    return State.AFTER_QUOTE;
                }
                append(character);
                return State.IN_QUOTES;
            }
            case AFTER_QUOTE -> {
                if (quote) {
                    append(character);
                    return State.IN_QUOTES;
                }
            }
            case IN_CELL -> {}
        }
        if (delimiter) {
            endCell(cells);
            return State.START_OF_CELL;
        }
        append(character);
        return State.IN_CELL;
    }

    private void append(char character) {
        if (cell.length() == MAX_CELL_LENGTH) {
            throw CsvException.invalid(
                    "Unable to read the file as CSV",
                    "A cell has more than "
                            + MAX_CELL_LENGTH
                            + " characters. A closing quote may be missing.");
        }
        cell.append(character);
    }

    private void endCell(List<String> cells) {
        if (cells.size() == MAX_CELLS) {
            throw tooLong("more than " + MAX_CELLS + " cells.");
        }
        rowLength += cell.length();
        if (rowLength > MAX_ROW_LENGTH) {
            throw tooLong("more than " + MAX_ROW_LENGTH + " characters.");
        }
        cells.add(cell.toString());
        cellCount++;
        cell.setLength(0);
    }

    private CsvException tooLong(String excess) {
        return CsvException.invalid(
                "Unable to read the file as CSV",
                "The row in line " + nextRowLine + " has " + excess);
    }

    private int readCharacter() {
        if (bufferPosition == bufferLength) {
            sizes.onRowSize(rowLength + cell.length(), cellCount);
            try {
                bufferLength = in.read(buffer, 0, BUFFER_LENGTH);
            } catch (CharacterCodingException e) {
                throw encoding.decodingError();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            bufferPosition = 0;
            if (bufferLength <= 0) {
                bufferLength = 0;
                return END_OF_FILE;
            }
        }
        return buffer[bufferPosition++];
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
