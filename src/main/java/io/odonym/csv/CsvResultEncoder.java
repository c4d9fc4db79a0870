package io.odonym.csv;

import java.util.List;

/**
 * Encodes result rows in the dialect and character encoding of the input file. Not thread-safe.
 *
 * @see PartitionedCsvFile#newResultEncoder
 */
public final class CsvResultEncoder {

    private final PythonCsvWriter writer;
    private final PythonEncoding encoding;
    private final List<String> header;
    private final StringBuilder buffer = new StringBuilder();

    CsvResultEncoder(PythonCsvWriter writer, PythonEncoding encoding, List<String> header) {
        this.writer = writer;
        this.encoding = encoding;
        this.header = header;
    }

    /** Returns the bytes of the header, preceded by the byte order mark if there is one. */
    public byte[] headerBytes() {
        byte[] mark = encoding.byteOrderMark();
        StringBuilder line = new StringBuilder();
        writer.write(header.toArray(String[]::new), line);
        byte[] names = encoding.encode(line);
        byte[] all = new byte[mark.length + names.length];
        System.arraycopy(mark, 0, all, 0, mark.length);
        System.arraycopy(names, 0, all, mark.length, names.length);
        return all;
    }

    /** Adds a row to the buffer. */
    public void add(String[] row) {
        writer.write(row, buffer);
    }

    /** Returns the bytes of the buffered rows and clears the buffer. */
    public byte[] takeBytes() {
        byte[] bytes = encoding.encode(buffer);
        buffer.setLength(0);
        return bytes;
    }
}
