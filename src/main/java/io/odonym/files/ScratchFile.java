package io.odonym.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file that no other process can open. Where the operating system supports it, the file
 * is unlinked as soon as it is open, and its disk space is released when this object is closed or
 * the process ends, even if the process is killed.
 *
 * <p>One thread writes the file, and any number of threads can read it afterwards.
 */
public final class ScratchFile implements Closeable {

    private final FileChannel channel;

    private ScratchFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens an empty file that is deleted when it is closed, or unlinked immediately where the
     * operating system supports it.
     */
    static ScratchFile open(Path file) throws IOException {
        return new ScratchFile(
                FileChannel.open(
                        file,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE));
    }

    /**
     * Appends bytes to the file.
     *
     * @param bytes a buffer whose first {@code length} bytes are appended
     * @throws IOException if the file cannot be written, for example because the disk is full
     */
    public void append(byte[] bytes, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    /** Returns a new stream that starts at the beginning of the file and has its own position. */
    public InputStream newInputStream() {
        return new ScratchInputStream(channel);
    }

    /** Deletes the file. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Reads a channel from the beginning. Closing the stream does not close the channel. */
    private static final class ScratchInputStream extends InputStream {

        private final FileChannel channel;
        private long position;

        ScratchInputStream(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int count = channel.read(ByteBuffer.wrap(bytes, offset, length), position);
            position += Math.max(0, count);
            return count;
        }
    }
}
