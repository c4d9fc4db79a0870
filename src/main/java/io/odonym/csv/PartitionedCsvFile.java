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
 * Divides a CSV file into partitions that can be read independently. The file is first read
 * completely to find where each row starts, so a quoted line end never splits a row.
 *
 * <p>Immutable.
 *
 * @param dialect the dialect of the file
 * @param columns the names of the columns
 * @param headerBytes the length of the header in bytes, including its line end
 * @param partitions the partitions, in the order of the file
 */
public record PartitionedCsvFile(
        CsvDialect dialect, List<String> columns, long headerBytes, List<Partition> partitions)
        implements Serializable {

    /**
     * A range of rows.
     *
     * @param offset the offset of the first row, in bytes of the decompressed file
     * @param firstRow the index of the first row, counted from 0 without the header
     * @param rowCount the number of rows
     */
    public record Partition(long offset, long firstRow, long rowCount) implements Serializable {}

    public PartitionedCsvFile {
        Objects.requireNonNull(dialect);
        columns = List.copyOf(columns);
        partitions = List.copyOf(partitions);
    }

    /**
     * Reads a file and divides it into partitions.
     *
     * @param minPartitionBytes the minimum size of a partition, except for the last one
     * @throws CsvException if the file or the request is invalid
     * @throws IOException if the file cannot be read
     */
    public static PartitionedCsvFile read(
            ReopenableCsvInput source, CsvRequest request, long minPartitionBytes)
            throws IOException {
        PythonEncoding encoding = PythonEncoding.of(request.encoding());
        CsvDialect dialect = CsvGeocoder.dialect(source, request, encoding);
        int lineEndBytes = lineEndBytes(encoding.charset());
        Deque<LineStart> lineStarts = new ArrayDeque<>();
        List<Partition> partitions = new ArrayList<>();
        try (PythonCsvReader rows =
                PythonCsvReader.open(
                        () ->
                                new LineStartRecorder(
                                        source.open(), Math.max(1, lineEndBytes), lineStarts),
                        encoding,
                        dialect)) {
            if (!rows.hasNext()) {
                throw CsvException.invalid("Empty file");
            }
            List<String> columns = rows.next();
            // Validates the request.
            RowByRowGeocoder.outputColumns(columns, request);
            long count = 0;
            long headerBytes = 0;
            long offset = 0;
            long firstRow = 0;
            while (rows.hasNext()) {
                rows.next();
                if (lineEndBytes > 0) {
                    long rowOffset = offset(rows.rowLine(), lineStarts);
                    if (count == 0) {
                        headerBytes = rowOffset;
                        offset = rowOffset;
                    } else if (rowOffset - offset >= minPartitionBytes) {
                        partitions.add(new Partition(offset, firstRow, count - firstRow));
                        offset = rowOffset;
                        firstRow = count;
                    }
                }
                count++;
            }
            if (count > firstRow || partitions.isEmpty()) {
                partitions.add(new Partition(offset, firstRow, count - firstRow));
            }
            return new PartitionedCsvFile(dialect, columns, headerBytes, partitions);
        }
    }

    /** Returns the number of rows of the file, without the header. */
    public long rowCount() {
        return partitions.stream().mapToLong(Partition::rowCount).sum();
    }

    /**
     * Returns the number of bytes that a line feed takes in a charset. Returns 0 if the byte value
     * of a line feed may also occur within another character; the file is then not divided.
     */
    private static int lineEndBytes(Charset charset) {
        if (charset.name().startsWith("UTF-16")) {
            return 2;
        }
        boolean plain =
                charset.equals(StandardCharsets.UTF_8)
                        || charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1;
        byte[] end = plain ? "\n".getBytes(charset) : new byte[0];
        return end.length == 1 && end[0] == '\n' ? 1 : 0;
    }

    /** Returns the offset of a line and removes all earlier lines from the queue. */
    private static long offset(long line, Deque<LineStart> lineStarts) {
        if (line == 1) {
            return 0;
        }
        while (!lineStarts.isEmpty() && lineStarts.getFirst().line() < line) {
            lineStarts.removeFirst();
        }
        LineStart start = lineStarts.getFirst();
        if (start.line() != line) {
            throw new IllegalStateException("the start of line " + line + " was not recorded");
        }
        return start.offset();
    }

    /**
     * The start of a line.
     *
     * @param line the number of the line, counted from 1
     * @param offset the offset of the first byte of the line
     */
    private record LineStart(long line, long offset) {}

    /** An input stream that records the start of every line. */
    private static final class LineStartRecorder extends FilterInputStream {

        private final int lineEndBytes;
        private final Deque<LineStart> lineStarts;
        private long offset;
        private long line = 1;
        private int previousByte;

        LineStartRecorder(InputStream in, int lineEndBytes, Deque<LineStart> lineStarts) {
            super(in);
            this.lineEndBytes = lineEndBytes;
            this.lineStarts = lineStarts;
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
                if (lineEndBytes == 1) {
                    if (value == '\n') {
                        lineStarts.addLast(new LineStart(++line, offset));
                    }
                } else {
                    // Matches a line feed in both byte orders. Also matches U+0A00, which does not
                    // occur in addresses.
                    if (offset % 2 == 0
                            && previousByte + value == '\n'
                            && previousByte * value == 0) {
                        lineStarts.addLast(new LineStart(++line, offset));
                    }
                    previousByte = value;
                }
            }
            return count;
        }
    }

    /** Opens a partition for reading. */
    public PartitionReader open(ReopenableCsvInput source, CsvRequest request, Partition partition)
            throws IOException {
        PythonCsvReader rows =
                PythonCsvReader.open(
                        () -> headerAndPartition(source.open(), partition),
                        PythonEncoding.of(request.encoding()),
                        dialect);
        if (rows.hasNext()) {
            rows.next();
        }
        return new PartitionReader(rows, partition.rowCount());
    }

    /** Returns a stream of the header followed by the file from the start of a partition. */
    private InputStream headerAndPartition(InputStream file, Partition partition)
            throws IOException {
        if (partition.firstRow() == 0) {
            return file;
        }
        byte[] header = file.readNBytes(Math.toIntExact(headerBytes));
        file.skipNBytes(partition.offset() - headerBytes);
        return new SequenceInputStream(new ByteArrayInputStream(header), file);
    }

    /** Iterates over the rows of a partition, each as a list of cells. Not thread-safe. */
    public static final class PartitionReader implements Iterator<List<String>>, Closeable {

        private final PythonCsvReader rows;
        private long remaining;

        private PartitionReader(PythonCsvReader rows, long count) {
            this.rows = rows;
            this.remaining = count;
        }

        @Override
        public boolean hasNext() {
            return remaining > 0;
        }

        @Override
        public List<String> next() {
            if (remaining <= 0 || !rows.hasNext()) {
                throw new NoSuchElementException(
                        "the file is shorter than when it was partitioned");
            }
            remaining--;
            return rows.next();
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }

    /** Creates an encoder of result rows in the dialect and the encoding of the file. */
    public CsvResultEncoder newResultEncoder(CsvRequest request) {
        PythonEncoding encoding = PythonEncoding.of(request.encoding());
        return new CsvResultEncoder(
                new PythonCsvWriter(dialect, request.escapeFormulas()),
                request.withByteOrderMark() ? encoding.withByteOrderMark() : encoding,
                RowByRowGeocoder.outputColumns(columns, request));
    }
}
