package io.odonym.index.places;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.build.OdonymCodec;
import io.odonym.index.store.IndexSchema;
import io.odonym.testing.RandomTrials;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class PlaceDocValuesTest {

    private static final String ORDER = "order";
    private static final String KEY = "key";

    /** Writes records in random order, deletes some, merges the segments and reads at random. */
    @Test
    void readsAnyRecords() {
        RandomTrials.check(
                200,
                random ->
                        checkRecords(
                                random.list(0, 40, () -> random.bytes(300)),
                                random.list(40, 40, () -> random.bytes(255)),
                                random.list(40, 40, () -> random.bytes(255)),
                                random.between(1, 10),
                                random.between(2, 9),
                                random.random()));
    }

    private static void checkRecords(
            List<byte[]> ranks,
            List<byte[]> numbers,
            List<byte[]> places,
            int flushEvery,
            int deleteEvery,
            Random random)
            throws IOException {
        List<Integer> written = new ArrayList<>(IntStream.range(0, ranks.size()).boxed().toList());
        Collections.shuffle(written, random);
        List<Integer> kept =
                IntStream.range(0, ranks.size()).filter(i -> i % deleteEvery != 0).boxed().toList();
        try (Directory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, sorted())) {
                for (int i : written) {
                    writer.addDocument(document(i, ranks.get(i), numbers.get(i), places.get(i)));
                    if (i % flushEvery == 0) {
                        writer.flush();
                    }
                }
                for (int i = 0; i < ranks.size(); i += deleteEvery) {
                    writer.deleteDocuments(new Term(KEY, String.valueOf(i)));
                }
                writer.forceMerge(1);
            }
            check(directory, kept, List.of(ranks, numbers, places), random);
        }
    }

    private static IndexWriterConfig sorted() {
        return new IndexWriterConfig()
                .setCodec(new OdonymCodec())
                .setIndexSort(new Sort(new SortField(ORDER, SortField.Type.INT)));
    }

    private static Document document(int order, byte[] rank, byte[] numbers, byte[] place)
            throws IOException {
        Document document = new Document();
        document.add(new StringField(KEY, String.valueOf(order), Field.Store.NO));
        document.add(new NumericDocValuesField(ORDER, order));
        document.add(
                new BinaryDocValuesField(
                        IndexSchema.RECORD_FIELD,
                        PlaceDocValues.encode(
                                new BytesRef(rank), new BytesRef(numbers), new BytesRef(place))));
        return document;
    }

    private static void check(
            Directory directory, List<Integer> kept, List<List<byte[]>> parts, Random random)
            throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            assertThat(reader.maxDoc()).isEqualTo(kept.size());
            if (kept.isEmpty()) {
                return;
            }
            PlaceDocValues records = PlaceDocValues.of(reader.leaves().getFirst().reader());
            BytesRef buffer = new BytesRef();
            int[] documents = random.ints(100, 0, kept.size()).toArray();
            records.prefetch(documents, documents.length);
            for (int document : documents) {
                int order = kept.get(document);
                records.readRanking(document, buffer);
                assertThat(bytes(buffer)).isEqualTo(parts.get(0).get(order));
                records.readHouseNumbers(document, buffer);
                assertThat(bytes(buffer)).isEqualTo(parts.get(1).get(order));
                records.readAttributes(document, buffer);
                assertThat(bytes(buffer)).isEqualTo(parts.get(2).get(order));
            }
        }
    }

    private static byte[] bytes(BytesRef part) {
        return BytesRef.deepCopyOf(part).bytes;
    }
}
