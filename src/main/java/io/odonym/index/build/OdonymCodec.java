package io.odonym.index.build;

import io.odonym.index.places.PlaceDocValues;
import io.odonym.index.places.PlaceDocValuesFormat;
import io.odonym.index.postings.TokenFieldPostings;
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
 * Lucene's default codec with custom formats for {@link PlaceDocValues} and {@link
 * TokenFieldPostings}.
 *
 * <p>The codec writes no diagnostics (Lucene's record of the machine, the Java version and the
 * time), so that the same places always produce the same files. The codec has the same name as
 * Lucene's default codec, so Lucene opens the segments with the default codec. The default codec
 * can read them because each field records its own format.
 */
public final class OdonymCodec extends FilterCodec {

    private final DocValuesFormat docValuesFormat =
            new PerFieldDocValuesFormat() {

                private final DocValuesFormat standard = new Lucene90DocValuesFormat();
                private final DocValuesFormat placeRecords = new PlaceDocValuesFormat();

                @Override
                public DocValuesFormat getDocValuesFormatForField(String field) {
                    return field.equals(IndexSchema.RECORD_FIELD) ? placeRecords : standard;
                }
            };

    private final PostingsFormat postingsFormat =
            new PerFieldPostingsFormat() {

                private final PostingsFormat standard = new Lucene104PostingsFormat();
                private final PostingsFormat tokens = new TokenPostingsFormat();

                @Override
                public PostingsFormat getPostingsFormatForField(String field) {
                    return field.equals(IndexSchema.TOKEN_FIELD) ? tokens : standard;
                }
            };

    /** Creates a codec with the name of Lucene's default codec. */
    public OdonymCodec() {
        super(Codec.getDefault().getName(), Codec.getDefault());
    }

    @Override
    public DocValuesFormat docValuesFormat() {
        return docValuesFormat;
    }

    @Override
    public PostingsFormat postingsFormat() {
        return postingsFormat;
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
                SegmentInfo withoutDiagnostics =
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
                withoutDiagnostics.setFiles(info.files());
                format.write(directory, withoutDiagnostics, context);
                // The delegate has added the file that it wrote to the file set of the copy.
                info.setFiles(withoutDiagnostics.files());
            }
        };
    }
}
