package io.odonym.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import java.io.Closeable;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.List;

/**
 * The rows of a file, read as leniently as Python's csv does: quotes inside cells are letters, text
 * behind a closing quote belongs to the cell, lines without a character are no rows. Carriage
 * returns are dropped first, as addok-csv does.
 */
final class Rows implements Closeable {

    /** Characters; a quote that never closes would otherwise take the file for one cell. */
    private static final int LONGEST_CELL = 1 << 20;

    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final Encoding encoding;
    private final boolean skipsSpace;
    private long line;

    private Rows(CsvReader<CsvRecord> reader, Encoding encoding, boolean skipsSpace) {
        this.reader = reader;
        this.records = reader.iterator();
        this.encoding = encoding;
        this.skipsSpace = skipsSpace;
    }

    static Rows open(CsvSource source, Encoding encoding, Dialect dialect) throws IOException {
        CsvReader.CsvReaderBuilder builder =
                CsvReader.builder()
                        .fieldSeparator(dialect.delimiter())
                        .quoteCharacter(dialect.quote())
                        .commentStrategy(CommentStrategy.NONE)
                        .skipEmptyLines(true)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .maxBufferSize(LONGEST_CELL);
        // The library has two parsers, each lenient in its own way.
        if (dialect.skipsSpace()) {
            builder.trimWhitespacesAroundQuotes(true);
        } else {
            builder.allowExtraCharsAfterClosingQuote(true).allowUnclosedQuote(true);
        }
        return new Rows(
                builder.ofCsvRecord(withoutReturns(encoding.reader(source.open()))),
                encoding,
                dialect.skipsSpace());
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
        return guarded(records::hasNext);
    }

    /** The cells of the next row. */
    List<String> next() {
        CsvRecord record = guarded(records::next);
        line = record.getStartingLineNumber();
        List<String> cells = record.getFields();
        return skipsSpace ? cells.stream().map(Rows::withoutSpace).toList() : cells;
    }

    /** The line, from 1, that the last row began on. */
    long line() {
        return line;
    }

    private static String withoutSpace(String cell) {
        int start = 0;
        while (start < cell.length() && cell.charAt(start) == ' ') {
            start++;
        }
        return cell.substring(start);
    }

    private <T> T guarded(java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (UncheckedIOException unreadable) {
            if (unreadable.getCause() instanceof CharacterCodingException undecodable) {
                throw encoding.undecodable(undecodable);
            }
            throw unreadable;
        } catch (CsvParseException broken) {
            if (broken.getCause() instanceof CharacterCodingException undecodable) {
                throw encoding.undecodable(undecodable);
            }
            throw CsvException.wrong(
                    "Unable to read the file as CSV",
                    broken.getMessage()
                            + (broken.getCause() == null
                                    ? ""
                                    : " (" + broken.getCause().getMessage() + ")"));
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
