package io.odonym.csv;

import java.io.Closeable;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a file, as Python's csv reads them where it is not strict (CPython 3.12,
 * Modules/_csv.c), so that a file with stray quotes has the rows that it has for addok: quotes
 * inside cells are letters, and so is all that follows a closing quote up to the next delimiter;
 * lines without a character are no rows. Carriage returns are dropped first, as addok-csv does.
 *
 * <p>Libraries read stray quotes each in their own way; a quote behind a closing one opens a cell
 * anew for some, and the lines up to the next quote are one row then.
 */
final class PythonCsvReader implements Closeable {

    /** Characters; a quote that never closes would otherwise take the file for one cell. */
    private static final int LONGEST_CELL = 1 << 20;

    private static final int BUFFER = 1 << 13;
    private static final int END = -1;

    /** Where in a row the next letter stands. */
    private enum State {
        START_OF_ROW,
        START_OF_CELL,
        IN_CELL,
        IN_QUOTES,
        BEHIND_QUOTE
    }

    private final Reader in;
    private final TextEncoding encoding;
    private final CsvDialect dialect;
    private final char[] buffer = new char[BUFFER];
    private final StringBuilder cell = new StringBuilder();
    private int filled;
    private int at;
    private List<String> ahead = List.of();
    private boolean isAhead;
    private long lineOfLetter = 1;
    private long lineOfRead = 1;
    private long line;

    private PythonCsvReader(Reader in, TextEncoding encoding, CsvDialect dialect) {
        this.in = in;
        this.encoding = encoding;
        this.dialect = dialect;
    }

    static PythonCsvReader open(CsvSource source, TextEncoding encoding, CsvDialect dialect)
            throws IOException {
        return new PythonCsvReader(
                withoutReturns(encoding.reader(source.open())), encoding, dialect);
    }

    /** A reader that leaves carriage returns out. */
    static Reader withoutReturns(Reader in) {
        return new FilterReader(in) {
            @Override
            public int read() throws IOException {
                int letter = super.read();
                while (letter == '\r') {
                    letter = super.read();
                }
                return letter;
            }

            @Override
            public int read(char[] letters, int offset, int length) throws IOException {
                int kept = 0;
                while (kept == 0) {
                    int count = super.read(letters, offset, length);
                    if (count <= 0) {
                        return count;
                    }
                    for (int i = offset; i < offset + count; i++) {
                        if (letters[i] != '\r') {
                            letters[offset + kept++] = letters[i];
                        }
                    }
                }
                return kept;
            }
        };
    }

    /** Whether there is another row. */
    boolean hasNext() {
        if (!isAhead) {
            ahead = read();
            isAhead = !ahead.isEmpty();
        }
        return isAhead;
    }

    /** The cells of the next row. */
    List<String> next() {
        if (!hasNext()) {
            throw new java.util.NoSuchElementException("no more rows");
        }
        isAhead = false;
        line = lineOfRead;
        return ahead;
    }

    /** The line, from 1, that the last row began on. */
    long line() {
        return line;
    }

    /** The next row that has a character; empty where there is none. */
    private List<String> read() {
        List<String> cells = new ArrayList<>();
        State state = State.START_OF_ROW;
        while (true) {
            int letter = letter();
            if (state == State.START_OF_ROW) {
                lineOfRead = lineOfLetter;
            }
            if (letter == '\n') {
                lineOfLetter++;
            }
            boolean ends = letter == END || letter == '\n' && state != State.IN_QUOTES;
            if (ends) {
                if (state != State.START_OF_ROW) {
                    save(cells);
                }
                if (letter == END || !cells.isEmpty()) {
                    return cells;
                }
                continue;
            }
            state = read((char) letter, state, cells);
        }
    }

    private State read(char letter, State state, List<String> cells) {
        boolean quote = letter == dialect.quote();
        boolean delimiter = letter == dialect.delimiter();
        switch (state) {
            case START_OF_ROW, START_OF_CELL -> {
                if (quote) {
                    return State.IN_QUOTES;
                }
                if (letter == ' ' && dialect.skipsSpace()) {
                    return State.START_OF_CELL;
                }
            }
            case IN_QUOTES -> {
                if (quote) {
                    return State.BEHIND_QUOTE;
                }
                add(letter);
                return State.IN_QUOTES;
            }
            case BEHIND_QUOTE -> {
                if (quote) {
                    add(letter);
                    return State.IN_QUOTES;
                }
            }
            case IN_CELL -> {}
        }
        if (delimiter) {
            save(cells);
            return State.START_OF_CELL;
        }
        add(letter);
        return State.IN_CELL;
    }

    private void add(char letter) {
        if (cell.length() == LONGEST_CELL) {
            throw CsvException.wrong(
                    "Unable to read the file as CSV",
                    "A cell has more than " + LONGEST_CELL + " characters; is a quote missing?");
        }
        cell.append(letter);
    }

    private void save(List<String> cells) {
        cells.add(cell.toString());
        cell.setLength(0);
    }

    private int letter() {
        if (at == filled) {
            try {
                filled = in.read(buffer, 0, BUFFER);
            } catch (CharacterCodingException undecodable) {
                throw encoding.undecodable(undecodable);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            at = 0;
            if (filled <= 0) {
                filled = 0;
                return END;
            }
        }
        return buffer[at++];
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
