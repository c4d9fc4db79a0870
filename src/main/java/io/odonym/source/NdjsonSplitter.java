package io.odonym.source;

import io.odonym.model.KeyListInterner;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads the BAN's addok export: one JSON document per line.
 *
 * <p>Splits the file into batches of complete lines, of about 1 MB each. The batches can be parsed
 * concurrently.
 */
final class NdjsonSplitter {

    private static final int BATCH_BYTES = 1 << 20;

    private NdjsonSplitter() {}

    /**
     * Reads a file and passes its batches to the consumer.
     *
     * @param in the decompressed file, in UTF-8
     * @param file the file name for error messages
     */
    static void read(InputStream in, String file, PlaceBatchConsumer batches)
            throws IOException, InterruptedException {
        KeyListInterner keyLists = new KeyListInterner();
        byte[] buffer = new byte[BATCH_BYTES];
        int filled = 0;
        long firstLine = 1;
        while (true) {
            int read = in.readNBytes(buffer, filled, buffer.length - filled);
            filled += read;
            boolean last = filled < buffer.length;
            int end = last ? filled : lastLineEnd(buffer, filled);
            if (end == 0 && !last) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
                continue;
            }
            if (end > 0) {
                byte[] lines = Arrays.copyOf(buffer, end);
                long line = firstLine;
                PlaceBatch batch = sink -> new PlaceParser(keyLists, file).parse(lines, line, sink);
                batches.accept(PlaceAction.mayOccurIn(lines) ? PlaceBatch.ordered(batch) : batch);
                firstLine += countLines(buffer, end);
            }
            if (last) {
                return;
            }
            System.arraycopy(buffer, end, buffer, 0, filled - end);
            filled -= end;
        }
    }

    private static int lastLineEnd(byte[] buffer, int filled) {
        int end = filled;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static long countLines(byte[] buffer, int end) {
        long lines = 0;
        for (int i = 0; i < end; i++) {
            if (buffer[i] == '\n') {
                lines++;
            }
        }
        return lines;
    }
}
