package io.odonym.index.store;

import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.OutputStreamIndexOutput;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A Lucene directory that memory-maps its files and writes them through {@link LargePageOutput}.
 */
public final class LargePageDirectory extends FilterDirectory {

    /** Size of Lucene's write buffer, which sits in front of the 2 MiB blocks. */
    private static final int BUFFER_BYTES = 1 << 13;

    private final Path folder;

    /** Opens a folder, creating it if necessary. */
    public LargePageDirectory(Path folder) throws IOException {
        super(new MMapDirectory(folder));
        this.folder = folder;
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        ensureOpen();
        return new OutputStreamIndexOutput(
                "LargePageOutput(" + name + ")",
                name,
                new LargePageOutput(folder.resolve(name)),
                BUFFER_BYTES);
    }
}
