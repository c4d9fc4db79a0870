package io.odonym.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;

/** Detects the encoding and the line ends of a CSV file. Stateless. */
final class EncodingDetector {

    private static final int BUFFER_LENGTH = 1 << 16;
    private static final int MARK_LENGTH = 2;
    private static final int FIRST_MARK = 0xFF;
    private static final int SECOND_MARK = 0xFE;

    private EncodingDetector() {}

    /**
     * Returns the encoding of a file: UTF-16 if it starts with the byte order mark of UTF-16, UTF-8
     * if all bytes are valid in it, and Windows-1252, which contains Latin-1, otherwise.
     *
     * @throws IOException if the file cannot be read
     */
    static PythonEncoding detect(ReopenableCsvInput source) throws IOException {
        try (InputStream in = source.open()) {
            byte[] start = in.readNBytes(MARK_LENGTH);
            if (start.length == MARK_LENGTH
                    && (isMark(start[0], start[1]) || isMark(start[1], start[0]))) {
                return PythonEncoding.of("utf-16");
            }
        }
        PythonEncoding utf8 = PythonEncoding.of("utf-8-sig");
        try (Reader reader = utf8.reader(source.open())) {
            char[] buffer = new char[BUFFER_LENGTH];
            while (reader.read(buffer) >= 0) {
                // Only decodes.
            }
            return utf8;
        } catch (CharacterCodingException malformed) {
            return PythonEncoding.of("windows-1252");
        }
    }

    private static boolean isMark(byte first, byte second) {
        return (first & 0xFF) == FIRST_MARK && (second & 0xFF) == SECOND_MARK;
    }

    /**
     * Returns the end of the first line of a file.
     *
     * @throws CsvException if the line contains bytes that are not valid in the encoding
     * @throws IOException if the file cannot be read
     */
    static PythonCsvWriter.LineEnd lineEnd(ReopenableCsvInput source, PythonEncoding encoding)
            throws IOException {
        try (Reader reader = encoding.reader(source.open())) {
            char[] buffer = new char[BUFFER_LENGTH];
            char previous = 0;
            for (int length = reader.read(buffer); length > 0; length = reader.read(buffer)) {
                for (int i = 0; i < length; i++) {
                    if (buffer[i] == '\n') {
                        return previous == '\r'
                                ? PythonCsvWriter.LineEnd.CRLF
                                : PythonCsvWriter.LineEnd.LF;
                    }
                    previous = buffer[i];
                }
            }
            return PythonCsvWriter.LineEnd.LF;
        } catch (CharacterCodingException malformed) {
            throw encoding.decodingError();
        }
    }
}
