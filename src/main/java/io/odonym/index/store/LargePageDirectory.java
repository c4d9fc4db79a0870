package io.odonym.index.store;

import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.OutputStreamIndexOutput;

import java.io.IOException;
import java.nio.file.Path;

/** A folder of mapped files that are written by {@link LargePageOutput}. */
public final class LargePageDirectory extends FilterDirectory {

    /** Lucene's own buffer in front of the blocks. */
    private static final int BUFFER = 1 << 13;

    private final Path folder;

    public LargePageDirectory(Path folder) throws IOException {
        super(new MMapDirectory(folder));
        this.folder = folder;
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        ensureOpen();
        return new OutputStreamIndexOutput(
                "BlockOutput(" + name + ")",
                name,
                new LargePageOutput(folder.resolve(name)),
                BUFFER);
    }
}
