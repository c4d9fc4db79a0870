package io.odonym.csv;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * A file that was read through once, cut into parts that can be read apart from each other. Where a
 * part begins is found by reading the rows before it, so that a quoted end of line never cuts one.
 *
 * @param dialect how its cells are cut
 * @param names its header
 * @param headerBytes where the header ends
 * @param parts its rows, in their order
 */
public record PartitionedCsv(
        CsvDialect dialect, List<String> names, long headerBytes, List<Part> parts)
        implements Serializable {

    /**
     * Some rows that follow each other.
     *
     * @param offset where the first begins, in bytes of the decompressed file
     * @param first how many rows of the file come before
     * @param rows how many there are
     */
    public record Part(long offset, long first, long rows) implements Serializable {}

    public PartitionedCsv {
        Objects.requireNonNull(dialect);
        names = List.copyOf(names);
        parts = List.copyOf(parts);
    }

    /**
     * Reads a file through.
     *
     * @param bytes how long a part should be, about
     * @throws CsvException where the file or the request cannot be used
     * @throws IOException where the file cannot be read
     */
    public static PartitionedCsv read(CsvSource source, CsvRequest request, long bytes)
            throws IOException {
        TextEncoding encoding = TextEncoding.of(request.encoding());
        CsvDialect dialect = CsvGeocoder.dialect(source, request, encoding);
        int width = width(encoding.charset());
        Deque<Line> lines = new ArrayDeque<>();
        List<Part> parts = new ArrayList<>();
        try (PythonCsvReader rows =
                PythonCsvReader.open(
                        () -> new LineStarts(source.open(), Math.max(1, width), lines),
                        encoding,
                        dialect)) {
            if (!rows.hasNext()) {
                throw CsvException.wrong("Empty file");
            }
            List<String> names = rows.next();
            TableGeocoder.header(names, request);
            long count = 0;
            long headerBytes = 0;
            long offset = 0;
            long first = 0;
            while (rows.hasNext()) {
                rows.next();
                if (width > 0) {
                    long at = start(rows.line(), lines);
                    if (count == 0) {
                        headerBytes = at;
                        offset = at;
                    } else if (at - offset >= bytes) {
                        parts.add(new Part(offset, first, count - first));
                        offset = at;
                        first = count;
                    }
                }
                count++;
            }
            if (count > first || parts.isEmpty()) {
                parts.add(new Part(offset, first, count - first));
            }
            return new PartitionedCsv(dialect, names, headerBytes, parts);
        }
    }

    /** How many rows the file has. */
    public long rows() {
        return parts.stream().mapToLong(Part::rows).sum();
    }

    /**
     * How many bytes an end of line has; 0 where its byte may be a part of another character, and
     * the file stays in one part.
     */
    private static int width(Charset charset) {
        if (charset.name().startsWith("UTF-16")) {
            return 2;
        }
        boolean plain =
                charset.equals(StandardCharsets.UTF_8)
                        || charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1;
        byte[] end = plain ? "\n".getBytes(charset) : new byte[0];
        return end.length == 1 && end[0] == '\n' ? 1 : 0;
    }

    /** Where a line begins; those before it are not asked for any more. */
    private static long start(long number, Deque<Line> lines) {
        if (number == 1) {
            return 0;
        }
        while (!lines.isEmpty() && lines.getFirst().number() < number) {
            lines.removeFirst();
        }
        Line line = lines.getFirst();
        if (line.number() != number) {
            throw new IllegalStateException("line " + number + " was not counted");
        }
        return line.offset();
    }

    private record Line(long number, long offset) {}

    /** Notes where lines begin. */
    private static final class LineStarts extends FilterInputStream {

        private final int width;
        private final Deque<Line> lines;
        private long offset;
        private long line = 1;
        private int before;

        LineStarts(InputStream in, int width, Deque<Line> lines) {
            super(in);
            this.width = width;
            this.lines = lines;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = super.read(bytes, from, length);
            for (int i = 0; i < count; i++) {
                int value = bytes[from + i];
                offset++;
                if (width == 1) {
                    if (value == '\n') {
                        lines.addLast(new Line(++line, offset));
                    }
                } else {
                    // Of either order of bytes; no letter of an address is U+0A00.
                    if (offset % 2 == 0 && before + value == '\n' && before * value == 0) {
                        lines.addLast(new Line(++line, offset));
                    }
                    before = value;
                }
            }
            return count;
        }
    }

    /** The rows of a part. */
    public PartRows open(CsvSource source, CsvRequest request, Part part) throws IOException {
        PythonCsvReader rows =
                PythonCsvReader.open(
                        () -> part(source.open(), part),
                        TextEncoding.of(request.encoding()),
                        dialect);
        if (rows.hasNext()) {
            rows.next();
        }
        return new PartRows(rows, part.rows());
    }

    /**
     * The header and what follows from a part on, so that the part is read as a file of its own.
     */
    private InputStream part(InputStream file, Part part) throws IOException {
        if (part.first() == 0) {
            return file;
        }
        byte[] header = file.readNBytes(Math.toIntExact(headerBytes));
        file.skipNBytes(part.offset() - headerBytes);
        return new SequenceInputStream(new ByteArrayInputStream(header), file);
    }

    /** Rows, each the list of its cells. */
    public static final class PartRows implements Iterator<List<String>>, Closeable {

        private final PythonCsvReader rows;
        private long left;

        private PartRows(PythonCsvReader rows, long count) {
            this.rows = rows;
            this.left = count;
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public List<String> next() {
            if (left <= 0 || !rows.hasNext()) {
                throw new NoSuchElementException("the file has become shorter");
            }
            left--;
            return rows.next();
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }

    /** Writes rows of the answer as the file is written. */
    public CsvResultWriter answer(CsvRequest request) {
        TextEncoding read = TextEncoding.of(request.encoding());
        return new CsvResultWriter(
                new PythonCsvWriter(dialect, request.escapeFormulas()),
                request.withMark() ? read.withMark() : read,
                TableGeocoder.header(names, request));
    }
}
