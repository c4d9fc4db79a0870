package io.odonym.index.store;

import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.OutputStreamIndexOutput;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A Lucene directory that memory-maps its files and writes them through {@link
 * AlignedBlockOutputStream}.
 */
public final class AlignedBlockDirectory extends FilterDirectory {

    /**
     * The size of Lucene's write buffer, in bytes. The buffer is written to a {@link
     * AlignedBlockOutputStream}, which collects blocks of 2 MiB.
     */
    private static final int BUFFER_BYTES = 1 << 13;

    private final Path folder;

    /** Opens a folder, creating it if it does not exist. */
    public AlignedBlockDirectory(Path folder) throws IOException {
        super(new MMapDirectory(folder));
        this.folder = folder;
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        ensureOpen();
        return new OutputStreamIndexOutput(
                "AlignedBlockOutputStream(" + name + ")",
                name,
                new AlignedBlockOutputStream(folder.resolve(name)),
                BUFFER_BYTES);
    }
}
