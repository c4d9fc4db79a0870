package io.odonym.index.build;

import io.odonym.index.places.PlaceDocValues;
import io.odonym.index.places.PlaceDocValuesFormat;
import io.odonym.index.postings.TokenPostings;
import io.odonym.index.postings.TokenPostingsFormat;
import io.odonym.index.store.IndexSchema;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesFormat;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.PostingsFormat;
import org.apache.lucene.codecs.SegmentInfoFormat;
import org.apache.lucene.codecs.lucene104.Lucene104PostingsFormat;
import org.apache.lucene.codecs.lucene90.Lucene90DocValuesFormat;
import org.apache.lucene.codecs.perfield.PerFieldDocValuesFormat;
import org.apache.lucene.codecs.perfield.PerFieldPostingsFormat;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;

import java.io.IOException;
import java.util.Map;

/**
 * Lucene's codec, with formats of our own for {@link PlaceDocValues} and {@link TokenPostings}, and
 * without the notes that it keeps in each segment about the machine, the Java and the time
 * (diagnostics, which nothing reads): the same places make the same files. Bears the name of
 * Lucene's own, which therefore reads what this has written; the format of a field is noted beside
 * the field.
 */
public final class OdonymCodec extends FilterCodec {

    private final DocValuesFormat docValues =
            new PerFieldDocValuesFormat() {

                private final DocValuesFormat usual = new Lucene90DocValuesFormat();
                private final DocValuesFormat records = new PlaceDocValuesFormat();

                @Override
                public DocValuesFormat getDocValuesFormatForField(String field) {
                    return field.equals(IndexSchema.RECORD_FIELD) ? records : usual;
                }
            };

    private final PostingsFormat postings =
            new PerFieldPostingsFormat() {

                private final PostingsFormat usual = new Lucene104PostingsFormat();
                private final PostingsFormat tokens = new TokenPostingsFormat();

                @Override
                public PostingsFormat getPostingsFormatForField(String field) {
                    return field.equals(IndexSchema.TOKEN_FIELD) ? tokens : usual;
                }
            };

    public OdonymCodec() {
        super(Codec.getDefault().getName(), Codec.getDefault());
    }

    @Override
    public DocValuesFormat docValuesFormat() {
        return docValues;
    }

    @Override
    public PostingsFormat postingsFormat() {
        return postings;
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
