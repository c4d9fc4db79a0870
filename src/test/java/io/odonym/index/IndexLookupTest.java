package io.odonym.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.geo.GeohashCells;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.IndexedTerm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Lookups in a small index. {@link RandomizedLookupTest} tests a larger one. */
class IndexLookupTest {

    @TempDir private Path folder;

    @Test
    void keepsTheDocumentsWithTheHighestWeights() throws IOException {
        try (AddressIndex index = IndexFixture.open(folder.resolve("i"), IndexFixture.PLACES)) {
            IndexLookup lookup = index.newLookup();
            IndexedTerm port = lookup.findTerm("por").orElseThrow();
            IndexedTerm rue = lookup.findTerm("ru").orElseThrow();
            assertThat(IndexFixture.ids(lookup, lookup.intersect(List.of(port, rue), 10)))
                    .containsExactly("80021_2", "75056_1", "75056_2");
            // "rue" has the highest weight in "Rue Neuve", the shortest name. The weights of the
            // other two documents are equal: the smaller identifier wins.
            assertThat(IndexFixture.ids(lookup, lookup.intersect(List.of(rue, port, rue), 2)))
                    .containsExactly("80021_2", "75056_1");
            assertThat(IndexFixture.ids(lookup, lookup.topDocuments(rue, 10)))
                    .containsExactly("80021_2", "75056_1", "75056_2", "80400_1");
        }
    }

    @Test
    void intersectsTermsWithFilters() throws IOException {
        try (AddressIndex index = IndexFixture.open(folder.resolve("i"), IndexFixture.PLACES)) {
            IndexLookup lookup = index.newLookup();
            IndexedTerm port = lookup.findTerm("por").orElseThrow();
            DocumentSet postcode = lookup.documentsMatching("postcode", List.of("80000", "75002"));
            assertThat(IndexFixture.ids(lookup, lookup.intersect(List.of(port, postcode), 10)))
                    .containsExactly("80021_2", "75056_2", "80021_1");
            assertThat(IndexFixture.ids(lookup, lookup.intersect(List.of(postcode), 1))).hasSize(4);
            DocumentSet numbered = lookup.documentsMatching("type", List.of("housenumber"));
            assertThat(IndexFixture.ids(lookup, postcode.intersection(numbered).toArray()))
                    .containsExactly("75056_2", "80021_1");
            assertThat(lookup.documentsMatching("postcode", List.of("99999")).documentCount())
                    .isZero();
        }
    }

    @Test
    void testsCooccurrenceAndContainment() throws IOException {
        try (AddressIndex index = IndexFixture.open(folder.resolve("i"), IndexFixture.PLACES)) {
            IndexLookup lookup = index.newLookup();
            IndexedTerm port = lookup.findTerm("por").orElseThrow();
            IndexedTerm rue = lookup.findTerm("ru").orElseThrow();
            assertThat(lookup.cooccur(port, rue)).isTrue();
            assertThat(lookup.cooccur(lookup.findTerm("egliz").orElseThrow(), port)).isFalse();
            assertThat(
                            lookup.containsAll(
                                    lookup.findDocument("80021_1").orElseThrow(), List.of(port)))
                    .isTrue();
            assertThat(
                            lookup.containsAll(
                                    lookup.findDocument("80021_1").orElseThrow(),
                                    List.of(port, rue)))
                    .isFalse();
        }
    }

    @Test
    void findsDocumentsByCell() throws IOException {
        try (AddressIndex index = IndexFixture.open(folder.resolve("i"), IndexFixture.PLACES)) {
            IndexLookup lookup = index.newLookup();
            assertThat(
                            IndexFixture.ids(
                                    lookup,
                                    lookup.documentsInCells(
                                                    GeohashCells.around(
                                                            GeohashCells.encode(49.91, 2.3), 1))
                                            .toArray()))
                    .as("the cell of its second house number")
                    .containsExactly("80021_1");
            assertThat(
                            lookup.documentsInCells(
                                            GeohashCells.around(GeohashCells.encode(0, 0), 1))
                                    .documentCount())
                    .isZero();
        }
    }

    @Test
    void findsTermsByTextAndByOrdinal() throws IOException {
        try (AddressIndex index = IndexFixture.open(folder.resolve("i"), IndexFixture.PLACES)) {
            IndexLookup lookup = index.newLookup();
            IndexedTerm port = lookup.findTerm("por").orElseThrow();
            assertThat(lookup.term(port.ordinal())).isEqualTo(port);
            assertThat(lookup.dictionary().termText(port.ordinal())).isEqualTo("por");
            assertThat(lookup.findTerm("unknown")).isEmpty();
        }
    }
}
