package io.odonym.index.build;

import io.odonym.source.BadLine;

/** Receives the progress of an import. Methods are called from several threads. */
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
            };

    /**
     * Called after each batch that was read.
     *
     * @param documents the number of documents imported so far
     * @param houseNumbers the number of house numbers imported so far
     * @param bytesRead the number of bytes read so far, counted as stored on disk (compressed)
     * @param totalBytes the total size of all inputs on disk, in bytes
     */
    void onProgress(long documents, long houseNumbers, long bytesRead, long totalBytes);

    /** Called when all inputs are read, before the segments are merged into one. */
    void onMerge();

    /** Called for each bad line that is skipped, up to a maximum number of calls per import. */
    void onBadLine(BadLine line);
}
