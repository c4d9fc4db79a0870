package io.odonym.index.postings;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.GeneratedIndex;
import io.odonym.index.IndexLookup;
import io.odonym.index.terms.IndexedTerm;

import org.apache.lucene.search.DocIdSetIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** Compares the iterator with brute force on a {@link GeneratedIndex}. */
class TokenPostingsIteratorTest {

    @TempDir private static Path folder;

    private static GeneratedIndex generated;

    @BeforeAll
    static void build() throws IOException {
        generated = GeneratedIndex.create(folder.resolve("i"));
    }

    @AfterAll
    static void close() throws IOException {
        generated.close();
    }

    @Test
    void generatedTermsAreDenseFrequentOrRare() throws IOException {
        IndexLookup lookup = generated.newLookup();
        PostingsBitsetCache cache = new PostingsBitsetCache(generated.tokenFieldPostings());
        assertThat(generated.terms()).hasSizeGreaterThan(200);
        assertThat(
                        generated.terms().stream()
                                .map(token -> lookup.findTerm(token).orElseThrow().documentCount()))
                .anyMatch(documents -> BitsetPostings.isDense(documents, GeneratedIndex.DOCUMENTS))
                .anyMatch(
                        documents ->
                                documents > cache.frequencyThreshold()
                                        && !BitsetPostings.isDense(
                                                documents, GeneratedIndex.DOCUMENTS))
                .anyMatch(documents -> documents <= cache.frequencyThreshold());
    }

    @Test
    void advancesToPostingsThatOtherBitsetsContain() throws IOException {
        IndexLookup lookup = generated.newLookup();
        Random random = new Random(6);
        TokenPostingsIterator iterator = new TokenPostingsIterator(generated.tokenFieldPostings());
        int longest = 0;
        for (IndexedTerm term : termsWithPostings(lookup)) {
            longest = Math.max(longest, term.documentCount());
            long[][] bitsets = {{}, bits(random), bits(random)};
            BitSet expectedDocuments = BitSet.valueOf(bitsets[1]);
            if (random.nextBoolean()) {
                expectedDocuments.and(BitSet.valueOf(bitsets[2]));
            } else {
                bitsets = new long[][] {{}, bitsets[1]};
            }
            expectedDocuments.and(generated.documentsContaining(term.text()));
            iterator.reset(term);
            int document = iterator.advanceToIntersection(0, bitsets, bitsets.length);
            int expected = expectedDocuments.nextSetBit(0);
            while (expected >= 0) {
                assertThat(document).as("%s", term).isEqualTo(expected);
                int from = document + 1 + (random.nextBoolean() ? random.nextInt(400) : 0);
                document = iterator.advanceToIntersection(from, bitsets, bitsets.length);
                expected = expectedDocuments.nextSetBit(from);
            }
            assertThat(document).isEqualTo(DocIdSetIterator.NO_MORE_DOCS);
        }
        assertThat(longest).as("more postings than a batch").isGreaterThan(40);
    }

    @Test
    void skipsPostingsWhoseNamesContainAllTerms() throws IOException {
        IndexLookup lookup = generated.newLookup();
        Random random = new Random(7);
        TokenPostingsIterator iterator = new TokenPostingsIterator(generated.tokenFieldPostings());
        int found = 0;
        int skipped = 0;
        for (IndexedTerm term : termsWithPostings(lookup)) {
            long[][] bitsets = {{}, bits(random), bits(random)};
            long[][] nameBitsets = {{}, bitsets[1].clone(), bitsets[2].clone()};
            for (int i = 0; i < nameBitsets[1].length; i++) {
                nameBitsets[1][i] &= random.nextLong() | random.nextLong();
                nameBitsets[2][i] &= random.nextLong() | random.nextLong();
            }
            BitSet matching = BitSet.valueOf(bitsets[1]);
            matching.and(BitSet.valueOf(bitsets[2]));
            matching.and(generated.documentsContaining(term.text()));
            BitSet inName = BitSet.valueOf(nameBitsets[1]);
            inName.and(BitSet.valueOf(nameBitsets[2]));
            inName.and(matching);
            iterator.reset(term);
            int document = 0;
            while (document < GeneratedIndex.DOCUMENTS) {
                int end =
                        Math.min(
                                GeneratedIndex.DOCUMENTS,
                                document + 1 + random.nextInt(GeneratedIndex.DOCUMENTS));
                int code =
                        generated
                                .weightCodes(random.nextInt(GeneratedIndex.DOCUMENTS))
                                .getOrDefault(term.text(), 8);
                BitSet outsideName = (BitSet) matching.clone();
                inName.stream()
                        .filter(one -> generated.weightCodes(one).get(term.text()) == code)
                        .forEach(outsideName::clear);
                int reached =
                        iterator.advanceOutsideName(
                                document, end, bitsets, nameBitsets, bitsets.length, code);
                int expected = outsideName.nextSetBit(document);
                assertThat(reached)
                        .as("%s from %d to %d", term, document, end)
                        .isEqualTo(expected < 0 ? end : Math.min(expected, end));
                skipped += matching.nextSetBit(document) == reached ? 0 : 1;
                found += reached < end ? 1 : 0;
                document = reached + (reached < end ? 1 : 0);
                if (random.nextInt(4) == 0 && document < GeneratedIndex.DOCUMENTS) {
                    int any = matching.nextSetBit(document);
                    assertThat(iterator.advanceToIntersection(document, bitsets, bitsets.length))
                            .isEqualTo(any < 0 ? DocIdSetIterator.NO_MORE_DOCS : any);
                    document = any < 0 ? GeneratedIndex.DOCUMENTS : any + 1;
                }
            }
        }
        assertThat(found).isGreaterThan(500);
        assertThat(skipped).isGreaterThan(500);
    }

    /** Returns all terms that are not dense. Dense terms are stored as bitsets. */
    private static List<IndexedTerm> termsWithPostings(IndexLookup lookup) {
        return generated.terms().stream()
                .map(token -> lookup.findTerm(token).orElseThrow())
                .filter(
                        term ->
                                !BitsetPostings.isDense(
                                        term.documentCount(), GeneratedIndex.DOCUMENTS))
                .toList();
    }

    /** Returns one random bit for each document, of which one half or seven eighths are set. */
    private static long[] bits(Random random) {
        boolean mostlySet = random.nextBoolean();
        return random.longs((GeneratedIndex.DOCUMENTS + 63) / 64)
                .map(word -> mostlySet ? word | random.nextLong() | random.nextLong() : word)
                .toArray();
    }
}
