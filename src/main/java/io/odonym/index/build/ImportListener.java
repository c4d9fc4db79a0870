package io.odonym.index.build;

import io.odonym.source.BadLine;

/**
 * Receives progress notifications from an import. Implementations must be thread-safe, because the
 * methods are called from several threads.
 */
public interface ImportListener {

    /** A listener that does nothing. */
    ImportListener NO_OP =
            new ImportListener() {
                @Override
                public void onProgress(
                        long documents, long houseNumbers, long bytesRead, long totalBytes) {}

                @Override
                public void onMerge() {}

                @Override
                public void onBadLine(BadLine line) {}

                @Override
                public void onNote(String note) {}
            };

    /**
     * Called after each batch is read.
     *
     * @param documents the number of documents imported so far
     * @param houseNumbers the number of house numbers imported so far
     * @param bytesRead the number of bytes read so far, before decompression
     * @param totalBytes the total size of all inputs on disk, in bytes
     */
    void onProgress(long documents, long houseNumbers, long bytesRead, long totalBytes);

    /** Called after all inputs are read and before the index segments are merged into one. */
    void onMerge();

    /** Called for each skipped bad line, up to a maximum number of calls per import. */
    void onBadLine(BadLine line);

    /** Called with what the user should know about an input, such as its encoding. */
    void onNote(String note);
}
