package io.odonym.csv;

import java.util.List;

/** Writes rows in the dialect and the encoding of the file that they answer. */
public final class CsvResultWriter {

    private final PythonCsvWriter writer;
    private final TextEncoding encoding;
    private final List<String> header;
    private final StringBuilder text = new StringBuilder();

    CsvResultWriter(PythonCsvWriter writer, TextEncoding encoding, List<String> header) {
        this.writer = writer;
        this.encoding = encoding;
        this.header = header;
    }

    /** The byte order mark, where there is one, and the header. */
    public byte[] start() {
        byte[] mark = encoding.start();
        StringBuilder line = new StringBuilder();
        writer.write(header.toArray(String[]::new), line);
        byte[] names = encoding.encode(line);
        byte[] all = new byte[mark.length + names.length];
        System.arraycopy(mark, 0, all, 0, mark.length);
        System.arraycopy(names, 0, all, mark.length, names.length);
        return all;
    }

    /** Adds a row. */
    public void write(String[] row) {
        writer.write(row, text);
    }

    /** The bytes of the rows added since the last call. */
    public byte[] take() {
        byte[] bytes = encoding.encode(text);
        text.setLength(0);
        return bytes;
    }
}
