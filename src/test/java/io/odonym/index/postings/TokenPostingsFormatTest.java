package io.odonym.index.postings;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.build.OdonymCodec;
import io.odonym.index.build.WeightedTokenStream;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.terms.IndexedTerm;
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

    /** Enough documents for posting lists of each form: rare, common and dense. */
    private static final int PLACES = 3000;

    /** By token: a place contains the token with a probability of one in this many. */
    private static final int[] TOKEN_RARITIES = {1, 2, 40, 70, 80, 90, 300, 1000, 1500, 3000, 3000};

    private static final String ORDER = "order";
    private static final FieldType TOKEN_FIELD = tokenFieldType();

    /** Writes places in random order, deletes some, and merges the segments in index order. */
    @Test
    void readsBackRandomPostings() {
        RandomTrials.check(
                20,
                random ->
                        checkPostings(
                                random.between(100, PLACES),
                                random.between(2, 5000),
                                random.between(3, 400),
                                random.random()));
    }

    private static void checkPostings(int flushEvery, int deleteEvery, int maxCode, Random random)
            throws Exception {
        List<Map<String, Integer>> places = places(maxCode, random);
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

    private static List<Map<String, Integer>> places(int maxCode, Random random) {
        List<Map<String, Integer>> places = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            Map<String, Integer> codes = new HashMap<>();
            for (int token = 0; token < TOKEN_RARITIES.length; token++) {
                if (random.nextInt(TOKEN_RARITIES[token]) == 0) {
                    codes.put("token" + token, random.nextInt(3, maxCode + 1));
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
                                new WeightedTokenStream(places.get(i)),
                                TOKEN_FIELD));
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

    /** Returns the same token count for each hundred consecutive places. */
    private static int nameTokens(int place) {
        return 1 + place / 100;
    }

    private static FieldType tokenFieldType() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    /** Returns the expected weight codes: from token to document to code. */
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
        TokenFieldPostings postings = TokenFieldPostings.of(segment);
        BitsetPostings dense = BitsetPostings.of(postings, NameLengthRanges.of(segment));
        TermsEnum tokens = segment.terms(IndexSchema.TOKEN_FIELD).iterator();
        PostingsEnum each = null;
        int ordinal = 0;
        for (Map.Entry<String, NavigableMap<Integer, Integer>> term : expected.entrySet()) {
            assertThat(tokens.next()).isEqualTo(new BytesRef(term.getKey()));
            each = tokens.postings(each);
            NavigableMap<Integer, Integer> codes = new TreeMap<>();
            while (each.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                codes.put(each.docID(), each.freq());
            }
            assertThat(codes).as(term.getKey()).isEqualTo(term.getValue());
            IndexedTerm indexedTerm = new IndexedTerm(term.getKey(), ordinal, codes.size());
            Optional<TermBitsetPostings> termBitsetPostings = dense.find(indexedTerm);
            if (termBitsetPostings.isPresent()) {
                checkDense(termBitsetPostings.get(), NameLengthRanges.of(segment), codes);
            } else {
                checkIterator(new TokenPostingsIterator(postings), indexedTerm, codes, random);
            }
            ordinal++;
        }
        assertThat(tokens.next()).isNull();
        assertThat(postings.termCount()).isEqualTo(ordinal);
        assertThat(dense.ordinals(0, ordinal)).isNotEmpty().hasSizeLessThan(ordinal);
    }

    private static void checkDense(
            TermBitsetPostings termBitsetPostings,
            NameLengthRanges ranges,
            NavigableMap<Integer, Integer> codes) {
        assertThat(termBitsetPostings.bits().cardinality()).isEqualTo(codes.size());
        codes.forEach(
                (document, code) -> {
                    assertThat(termBitsetPostings.bits().get(document)).isTrue();
                    boolean inShortestName =
                            code <= 0xFF && code == ranges.nameCodeOfDocument(document);
                    assertThat(termBitsetPostings.isInShortestName(document))
                            .isEqualTo(inShortestName);
                    if (!inShortestName) {
                        assertThat(termBitsetPostings.codeOutsideName(document)).isEqualTo(code);
                        assertThat(termBitsetPostings.blockMaxWeightOutsideName(document, 0.7))
                                .isGreaterThanOrEqualTo(TokenWeightCode.weight(code, 0.7));
                    }
                });
    }

    /** Advances by random steps to documents with and without a posting. */
    private static void checkIterator(
            TokenPostingsIterator iterator,
            IndexedTerm term,
            NavigableMap<Integer, Integer> codes,
            Random random)
            throws IOException {
        for (int round = 0; round < 50; round++) {
            iterator.reset(term);
            int maxStep = 1 + random.nextInt(PLACES);
            int target = 0;
            while (target < PLACES + maxStep) {
                Map.Entry<Integer, Integer> next = codes.ceilingEntry(target);
                if (next == null) {
                    assertThat(iterator.advance(target)).isEqualTo(DocIdSetIterator.NO_MORE_DOCS);
                } else {
                    assertThat(iterator.advance(target)).isEqualTo(next.getKey());
                    assertThat(iterator.code()).isEqualTo(next.getValue());
                }
                target += 1 + random.nextInt(maxStep);
            }
        }
    }
}
