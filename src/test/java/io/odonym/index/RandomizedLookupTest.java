package io.odonym.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.places.PlaceDocValues;
import io.odonym.index.terms.ConjunctionClause;
import io.odonym.index.terms.CooccurrenceTable;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.topk.ChampionLists;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Compares lookups in a {@link GeneratedIndex} with brute force. */
class RandomizedLookupTest {

    private static final int QUERIES = 1_500;

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
    void intersectsPostingsAndKeepsTheTopDocuments() throws IOException {
        IndexLookup lookup = generated.newLookup();
        Random random = new Random(5);
        int found = 0;
        for (int i = 0; i < QUERIES; i++) {
            List<IndexedTerm> terms = generated.drawTerms(lookup, random);
            int limit = 1 + random.nextInt(40);
            int[] expected = IntStream.of(generated.topDocuments(terms, limit)).sorted().toArray();
            assertThat(lookup.intersect(terms, limit)).as("%s", terms).containsExactly(expected);
            found += expected.length > 0 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(QUERIES / 2);
    }

    @Test
    void findsTheTopDocumentsOfATerm() throws IOException {
        IndexLookup lookup = generated.newLookup();
        for (String token : generated.terms()) {
            IndexedTerm term = lookup.findTerm(token).orElseThrow();
            assertThat(lookup.topDocuments(term, 60))
                    .as(token)
                    .containsExactly(generated.topDocuments(List.of(term), 60));
        }
        IndexedTerm street =
                lookup.findTerm(IndexFixture.TEXT.tokens("rue").getFirst()).orElseThrow();
        assertThat(lookup.topDocuments(street, ChampionLists.MAX_PER_TERM))
                .containsExactly(
                        generated.topDocuments(List.of(street), ChampionLists.MAX_PER_TERM));
        assertThat(lookup.topDocuments(street, 600))
                .containsExactly(generated.topDocuments(List.of(street), 600));
    }

    @Test
    void testsDocumentsAndCooccurrence() throws IOException {
        IndexLookup lookup = generated.newLookup();
        Random random = new Random(7);
        for (int i = 0; i < QUERIES; i++) {
            List<IndexedTerm> terms = generated.drawTerms(lookup, random);
            int document = random.nextInt(GeneratedIndex.DOCUMENTS);
            assertThat(lookup.containsAll(document, terms))
                    .isEqualTo(
                            IntStream.of(generated.documentsContainingAll(terms))
                                    .anyMatch(one -> one == document));
            if (terms.size() > 1) {
                assertThat(lookup.cooccur(terms.getFirst(), terms.get(1)))
                        .isEqualTo(
                                generated.documentsContainingAll(terms.subList(0, 2)).length > 0);
            }
        }
    }

    @Test
    void findsCooccurringTerms() throws IOException {
        IndexLookup lookup = generated.newLookup();
        Random random = new Random(11);
        int present = 0;
        for (int i = 0; i < QUERIES; i++) {
            List<IndexedTerm> terms = generated.drawTerms(lookup, random);
            int candidateCount = random.nextInt(8);
            int[] documents = generated.documentsContainingAll(terms);
            List<IndexedTerm> withRow =
                    terms.stream()
                            .distinct()
                            .filter(
                                    term ->
                                            CooccurrenceTable.hasRow(
                                                    term.documentCount(), GeneratedIndex.DOCUMENTS))
                            .toList();
            boolean few =
                    documents.length
                            <= CooccurringTerms.maxDocuments(candidateCount, !withRow.isEmpty());
            Optional<CooccurringTerms> cooccurring = lookup.cooccurringTerms(terms, candidateCount);
            assertThat(cooccurring.isPresent())
                    .isEqualTo(candidateCount > 1 && (few || !withRow.isEmpty()));
            if (cooccurring.isPresent()) {
                Set<String> expected =
                        few ? termsOfAny(documents) : termsCooccurringWithEach(withRow);
                int from = random.nextInt(generated.terms().size());
                int to = from + random.nextInt(generated.terms().size() - from + 1);
                assertThat(cooccurring.get().ordinalsBetween(from, to))
                        .containsExactly(
                                IntStream.range(from, to)
                                        .filter(
                                                ordinal ->
                                                        expected.contains(
                                                                generated.terms().get(ordinal)))
                                        .toArray());
                int ordinal = random.nextInt(generated.terms().size());
                assertThat(cooccurring.get().contains(ordinal))
                        .isEqualTo(expected.contains(generated.terms().get(ordinal)));
                present++;
            }
        }
        assertThat(present).isGreaterThan(QUERIES / 4);
        assertThat(lookup.cooccurringTerms(List.of(), 5)).isEmpty();
    }

    /** Returns the terms of any of the documents. */
    private Set<String> termsOfAny(int[] documents) {
        Set<String> union = new TreeSet<>();
        for (int document : documents) {
            union.addAll(generated.weightCodes(document).keySet());
        }
        return union;
    }

    /**
     * Returns the terms that co-occur with each of the given terms, maybe in different documents.
     */
    private Set<String> termsCooccurringWithEach(List<IndexedTerm> terms) {
        Set<String> common = new TreeSet<>(generated.terms());
        for (IndexedTerm term : terms) {
            common.retainAll(termsOfAny(generated.documentsContainingAll(List.of(term))));
        }
        return common;
    }

    @Test
    void detectsCooccurrenceOfRareTerms() throws IOException {
        IndexLookup lookup = generated.newLookup();
        List<IndexedTerm> rare =
                generated.terms().stream()
                        .map(token -> lookup.findTerm(token).orElseThrow())
                        .filter(
                                term ->
                                        !CooccurrenceTable.hasRow(
                                                term.documentCount(), GeneratedIndex.DOCUMENTS))
                        .toList();
        int cooccurring = 0;
        for (IndexedTerm one : rare) {
            for (IndexedTerm other : rare) {
                boolean expected = generated.documentsContainingAll(List.of(one, other)).length > 0;
                assertThat(lookup.cooccur(one, other)).isEqualTo(expected);
                cooccurring += expected && one != other ? 1 : 0;
            }
        }
        assertThat(cooccurring)
                .isGreaterThanOrEqualTo(2 * 8)
                .isLessThan(rare.size() * rare.size() / 2);
    }

    @Test
    void visitsTheDocumentsOfAKey() throws IOException {
        IndexLookup lookup = generated.newLookup();
        Random random = new Random(17);
        for (String token : generated.terms()) {
            IndexedTerm term = lookup.findTerm(token).orElseThrow();
            int[] all = generated.documentsContaining(token).stream().toArray();
            List<Integer> visited = new ArrayList<>();
            lookup.forEachDocument(term, visited::add);
            assertThat(visited).as(token).containsExactlyElementsOf(boxed(all));

            int[] some = random.ints(40, 0, GeneratedIndex.DOCUMENTS).sorted().distinct().toArray();
            visited.clear();
            lookup.forEachDocument(term, some, some.length, visited::add);
            assertThat(visited)
                    .as(token)
                    .containsExactlyElementsOf(
                            boxed(
                                    IntStream.of(some)
                                            .filter(generated.documentsContaining(token)::get)
                                            .toArray()));
        }
    }

    private static List<Integer> boxed(int[] documents) {
        return IntStream.of(documents).boxed().toList();
    }

    @Test
    void intersectsTermsWithFilters() throws IOException {
        IndexLookup lookup = generated.newLookup();
        Random random = new Random(19);
        int found = 0;
        for (int i = 0; i < QUERIES; i++) {
            Set<String> postcodes = Set.of("10000", String.valueOf(10_001 + random.nextInt(19)));
            DocumentSet streets = lookup.documentsMatching("type", List.of("street"));
            DocumentSet set =
                    lookup.documentsMatching("postcode", List.copyOf(postcodes))
                            .intersection(streets);
            List<IndexedTerm> terms = generated.drawTerms(lookup, random);
            int[] expected =
                    IntStream.of(generated.documentsContainingAll(terms))
                            .filter(document -> postcodes.contains(postcode(document)))
                            .toArray();
            List<ConjunctionClause> keys = new ArrayList<>(terms);
            keys.add(set);
            assertThat(lookup.intersect(keys, GeneratedIndex.DOCUMENTS)).containsExactly(expected);
            if (expected.length > 0) {
                int[] first = lookup.intersect(keys, 1);
                assertThat(first).hasSize(1);
                assertThat(expected).contains(first);
            }
            assertThat(set.contains(i)).isEqualTo(postcodes.contains(postcode(i)));
            found += expected.length > 0 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(QUERIES / 10);
        assertThat(lookup.documentsMatching("postcode", List.of("99999")).documentCount()).isZero();
    }

    private static String postcode(int document) {
        return generated.place(document).attributes().text("postcode");
    }

    /** Lucene guarantees ascending access only; see {@link PlaceDocValues}. */
    @Test
    void readsRecordsInAnyOrder() throws IOException {
        IndexLookup lookup = generated.newLookup();
        Random random = new Random(13);
        for (int i = 0; i < QUERIES; i++) {
            int document = random.nextInt(GeneratedIndex.DOCUMENTS);
            assertThat(lookup.storedPlaces().place(document)).isEqualTo(generated.place(document));
            assertThat(lookup.rankingRecord(document).latitude()).isEqualTo(48.5);
            assertThat(lookup.importance(document))
                    .isEqualTo(generated.place(document).importance());
        }
    }
}
