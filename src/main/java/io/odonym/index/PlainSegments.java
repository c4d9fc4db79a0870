package io.odonym.index;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.SegmentInfoFormat;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;

import java.io.IOException;
import java.util.Map;

/**
 * Lucene's codec, without the notes that it keeps in each segment about the machine, the Java and
 * the time (diagnostics, which nothing reads): the same places make the same files. Bears the name
 * of Lucene's own, which therefore reads what this has written.
 */
final class PlainSegments extends FilterCodec {

    PlainSegments() {
        super(Codec.getDefault().getName(), Codec.getDefault());
    }

    @Override
    public SegmentInfoFormat segmentInfoFormat() {
        SegmentInfoFormat format = delegate.segmentInfoFormat();
        return new SegmentInfoFormat() {
            @Override
            public SegmentInfo read(
                    Directory directory, String segment, byte[] id, IOContext context)
                    throws IOException {
                return format.read(directory, segment, id, context);
            }

            @Override
            public void write(Directory directory, SegmentInfo info, IOContext context)
                    throws IOException {
                SegmentInfo plain =
                        new SegmentInfo(
                                info.dir,
                                info.getVersion(),
                                info.getMinVersion(),
                                info.name,
                                info.maxDoc(),
                                info.getUseCompoundFile(),
                                info.getHasBlocks(),
                                info.getCodec(),
                                Map.of(),
                                info.getId(),
                                info.getAttributes(),
                                info.getIndexSort());
                plain.setFiles(info.files());
                format.write(directory, plain, context);
                // The format counts what it has written among the segment's files.
                info.setFiles(plain.files());
            }
        };
    }
}
