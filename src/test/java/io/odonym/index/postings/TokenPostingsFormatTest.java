package io.odonym.index.postings;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.build.OdonymCodec;
import io.odonym.index.build.WeightedTokenStream;
import io.odonym.index.store.IndexSchema;
import io.odonym.testing.RandomTrials;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

class TokenPostingsFormatTest {

    /** Enough for lists of each kind: rare, common and dense. */
    private static final int PLACES = 3000;

    /** One place in so many holds a token. */
    private static final int[] ONE_IN = {1, 2, 40, 70, 80, 90, 300, 1000, 1500, 3000, 3000};

    private static final String ORDER = "order";
    private static final FieldType CODED = coded();

    /** Written in one order, some of them deleted, merged in another. */
    @Test
    void readsAnyPostings() {
        RandomTrials.check(
                20,
                random ->
                        checkPostings(
                                random.between(100, PLACES),
                                random.between(2, 5000),
                                random.between(3, 400),
                                random.random()));
    }

    private static void checkPostings(int flushEvery, int deleteEvery, int mostCode, Random random)
            throws Exception {
        List<Map<String, Integer>> places = places(mostCode, random);
        try (Directory directory = new ByteBuffersDirectory()) {
            write(places, flushEvery, deleteEvery, random, directory);
            try (CheckIndex check = new CheckIndex(directory)) {
                check.setLevel(CheckIndex.Level.MIN_LEVEL_FOR_SLOW_CHECKS);
                assertThat(check.checkIndex().clean).isTrue();
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                LeafReader segment = reader.leaves().getFirst().reader();
                check(segment, expected(places, deleteEvery), random);
            }
        }
    }

    private static List<Map<String, Integer>> places(int mostCode, Random random) {
        List<Map<String, Integer>> places = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            Map<String, Integer> codes = new HashMap<>();
            for (int token = 0; token < ONE_IN.length; token++) {
                if (random.nextInt(ONE_IN[token]) == 0) {
                    codes.put("token" + token, random.nextInt(3, mostCode + 1));
                }
            }
            places.add(codes);
        }
        return places;
    }

    private static void write(
            List<Map<String, Integer>> places,
            int flushEvery,
            int deleteEvery,
            Random random,
            Directory directory)
            throws IOException {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        IndexWriterConfig config =
                new IndexWriterConfig()
                        .setCodec(new OdonymCodec())
                        .setIndexSort(new Sort(new SortField(ORDER, SortField.Type.INT)));
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            int written = 0;
            for (int i : order) {
                Document document = new Document();
                document.add(
                        new StringField(IndexSchema.ID_FIELD, String.valueOf(i), Field.Store.NO));
                document.add(new NumericDocValuesField(ORDER, i));
                document.add(
                        new NumericDocValuesField(IndexSchema.NAME_TOKENS_FIELD, nameTokens(i)));
                document.add(
                        new Field(
                                IndexSchema.TOKEN_FIELD,
                                new WeightedTokenStream().with(places.get(i)),
                                CODED));
                writer.addDocument(document);
                if (++written % flushEvery == 0) {
                    writer.flush();
                }
            }
            for (int i = 0; i < places.size(); i += deleteEvery) {
                writer.deleteDocuments(new Term(IndexSchema.ID_FIELD, String.valueOf(i)));
            }
            writer.forceMerge(1);
        }
    }

    /** Of each hundred places in a row the same. */
    private static int nameTokens(int place) {
        return 1 + place / 100;
    }

    private static FieldType coded() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    /** The codes by document, by token. */
    private static NavigableMap<String, NavigableMap<Integer, Integer>> expected(
            List<Map<String, Integer>> places, int deleteEvery) {
        NavigableMap<String, NavigableMap<Integer, Integer>> expected = new TreeMap<>();
        int document = 0;
        for (int i = 0; i < places.size(); i++) {
            if (i % deleteEvery != 0) {
                for (Map.Entry<String, Integer> code : places.get(i).entrySet()) {
                    expected.computeIfAbsent(code.getKey(), _ -> new TreeMap<>())
                            .put(document, code.getValue());
                }
                document++;
            }
        }
        return expected;
    }

    private static void check(
            LeafReader segment,
            NavigableMap<String, NavigableMap<Integer, Integer>> expected,
            Random random)
            throws IOException {
        TokenPostings postings = TokenPostings.of(segment);
        BitsetPostings dense = BitsetPostings.of(postings, NameLengthRanges.of(segment));
        TermsEnum tokens = segment.terms(IndexSchema.TOKEN_FIELD).iterator();
        PostingsEnum each = null;
        int number = 0;
        for (Map.Entry<String, NavigableMap<Integer, Integer>> token : expected.entrySet()) {
            assertThat(tokens.next()).isEqualTo(new BytesRef(token.getKey()));
            each = tokens.postings(each);
            NavigableMap<Integer, Integer> codes = new TreeMap<>();
            while (each.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                codes.put(each.docID(), each.freq());
            }
            assertThat(codes).as(token.getKey()).isEqualTo(token.getValue());
            var term = new io.odonym.index.terms.IndexedTerm(token.getKey(), number, codes.size());
            Optional<BitsetPostings.Token> held = dense.of(term);
            if (held.isPresent()) {
                checkDense(held.get(), NameLengthRanges.of(segment), codes);
            } else {
                checkCursor(new TokenPostingsIterator(postings), term, codes, random);
            }
            number++;
        }
        assertThat(tokens.next()).isNull();
        assertThat(postings.tokens()).isEqualTo(number);
        assertThat(dense.numbers(0, number)).isNotEmpty().hasSizeLessThan(number);
    }

    private static void checkDense(
            BitsetPostings.Token token,
            NameLengthRanges groups,
            NavigableMap<Integer, Integer> codes) {
        assertThat(token.bits().cardinality()).isEqualTo(codes.size());
        codes.forEach(
                (document, code) -> {
                    assertThat(token.bits().get(document)).isTrue();
                    boolean named = code <= 0xFF && code == groups.code(document);
                    assertThat(token.isNamed(document)).isEqualTo(named);
                    if (!named) {
                        assertThat(token.code(document)).isEqualTo(code);
                        assertThat(token.ceilingElsewhere(document, 0.7))
                                .isGreaterThanOrEqualTo(TokenWeight.weight(code, 0.7));
                    }
                });
    }

    /** Steps of all sizes, to documents that are there and to others, again and again. */
    private static void checkCursor(
            TokenPostingsIterator cursor,
            io.odonym.index.terms.IndexedTerm term,
            NavigableMap<Integer, Integer> codes,
            Random random)
            throws IOException {
        for (int round = 0; round < 50; round++) {
            cursor.start(term);
            int furthest = 1 + random.nextInt(PLACES);
            int wanted = 0;
            while (wanted < PLACES + furthest) {
                Map.Entry<Integer, Integer> next = codes.ceilingEntry(wanted);
                if (next == null) {
                    assertThat(cursor.reach(wanted)).isEqualTo(DocIdSetIterator.NO_MORE_DOCS);
                } else {
                    assertThat(cursor.reach(wanted)).isEqualTo(next.getKey());
                    assertThat(cursor.code()).isEqualTo(next.getValue());
                }
                wanted += 1 + random.nextInt(furthest);
            }
        }
    }
}
