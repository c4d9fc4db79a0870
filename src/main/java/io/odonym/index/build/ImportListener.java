package io.odonym.index.build;

import io.odonym.source.BadLine;

/** Is told how an import goes. Called from several threads. */
public interface ImportListener {

    /** Hears nothing. */
    ImportListener NO_OP =
            new ImportListener() {
                @Override
                public void onProgress(
                        long documents, long houseNumbers, long bytesRead, long bytes) {}

                @Override
                public void onMerge() {}

                @Override
                public void onBadLine(BadLine line) {}
            };

    /**
     * A part was read.
     *
     * @param documents so far
     * @param houseNumbers so far
     * @param bytesRead of the inputs as they are on disk
     * @param bytes of the inputs in all
     */
    void onProgress(long documents, long houseNumbers, long bytesRead, long bytes);

    /** Everything is read, and becomes one segment. */
    void onMerge();

    /** A line was skipped; told for the first few. */
    void onBadLine(BadLine line);
}
