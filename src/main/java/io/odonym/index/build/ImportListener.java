package io.odonym.index.build;

import io.odonym.source.BadLine;

/** Is told how an import goes. Called from several threads. */
public interface ImportListener {

    /** Hears nothing. */
    ImportListener NONE =
            new ImportListener() {
                @Override
                public void progress(
                        long documents, long houseNumbers, long bytesRead, long bytes) {}

                @Override
                public void merging() {}

                @Override
                public void bad(BadLine line) {}
            };

    /**
     * A part was read.
     *
     * @param documents so far
     * @param houseNumbers so far
     * @param bytesRead of the inputs as they are on disk
     * @param bytes of the inputs in all
     */
    void progress(long documents, long houseNumbers, long bytesRead, long bytes);

    /** Everything is read, and becomes one segment. */
    void merging();

    /** A line was skipped; told for the first few. */
    void bad(BadLine line);
}
