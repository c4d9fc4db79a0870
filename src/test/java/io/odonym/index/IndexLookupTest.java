package io.odonym.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.build.IndexBuilder;
import io.odonym.index.build.TokenWeights;
import io.odonym.index.places.PlaceDocValues;
import io.odonym.index.postings.BitsetPostings;
import io.odonym.index.postings.PostingsBitsetCache;
import io.odonym.index.postings.TokenPostingsIterator;
import io.odonym.index.postings.TokenWeight;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.LookupKey;
import io.odonym.index.terms.TermCooccurrence;
import io.odonym.index.topk.ChampionLists;
import io.odonym.model.Attributes;
import io.odonym.model.HouseNumber;
import io.odonym.model.Place;
import io.odonym.source.Places;
import io.odonym.text.TextAnalysis;

import org.apache.lucene.search.DocIdSetIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Lookups over a small town's worth of drawn streets, each compared with a walk over all of them.
 * The words are drawn so that some are dense, some are unpacked and some rare.
 */
class IndexLookupTest {

    private static final TextAnalysis TEXT = TextAnalysis.standard();
    private static final int STREETS = 3_200;
    private static final int RARELY = STREETS / 8;
    private static final int QUESTIONS = 1_500;

    @TempDir private static Path folder;

    private static AddressIndex snapshot;
    private static Place[] places;
    private static List<Map<String, Integer>> codes;
    private static List<String> tokens;
    private static Map<String, BitSet> holders;

    @BeforeAll
    static void build() throws IOException {
        Random random = new Random(3);
        Map<String, Place> byId = new HashMap<>();
        try (IndexBuilder builder = IndexBuilder.create(folder.resolve("i"), TEXT)) {
            for (int i = 0; i < STREETS; i++) {
                Place place = street(i, random);
                byId.put("s" + i, place);
                builder.add(place);
            }
            builder.publish(List.of("drawn"), "2026-11-24", Instant.EPOCH, 0);
        }
        snapshot = AddressIndex.open(folder.resolve("i"), TEXT);
        IndexLookup lookup = snapshot.newLookup();
        TokenWeights boosts = new TokenWeights(TEXT);
        places = new Place[STREETS];
        codes = new ArrayList<>();
        Set<String> all = new TreeSet<>();
        for (int document = 0; document < STREETS; document++) {
            places[document] = byId.get(lookup.storedPlaces().id(document));
            codes.add(boosts.weigh(places[document]).weightCodes());
            all.addAll(codes.getLast().keySet());
        }
        tokens = List.copyOf(all);
        holders = new HashMap<>();
        for (int document = 0; document < STREETS; document++) {
            for (String token : codes.get(document).keySet()) {
                holders.computeIfAbsent(token, _ -> new BitSet(STREETS)).set(document);
            }
        }
    }

    @AfterAll
    static void close() throws IOException {
        snapshot.close();
    }

    private static Place street(int i, Random random) {
        StringBuilder name = new StringBuilder(random.nextInt(3) == 0 ? "chemin" : "rue");
        if (random.nextBoolean()) {
            name.append(" de");
        }
        for (int words = random.nextInt(4); words >= 0; words--) {
            name.append(' ').append(word(random, 400));
        }
        if (i % RARELY == 0) {
            char once = "bdfklmrt".charAt(i / RARELY);
            name.append(" vil" + once + "onk dur" + once + "ask");
        }
        List<HouseNumber> numbers = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            numbers.add(
                    new HouseNumber(
                            String.valueOf(10 - n),
                            new Attributes(List.of("lat", "lon"), List.of(48.0 + n, 2.0 + n))));
        }
        return Places.of(
                "s" + i,
                "street",
                random.nextInt(4) == 0
                        ? List.of(name.toString(), "ancienne " + name + " de rue")
                        : name.toString(),
                String.valueOf(10_000 + random.nextInt(20)),
                (random.nextInt(4) == 0 ? "de " : "") + word(random, 40),
                random.nextInt(30) / 100.0,
                48.5,
                2.5,
                numbers);
    }

    /** A word of two syllables, the first of them much oftener than the last. */
    private static String word(Random random, int words) {
        int n = (int) (words * Math.pow(random.nextDouble(), 4));
        String letters = "bdfklmprtv";
        return ""
                + letters.charAt(n % 10)
                + "aiou".charAt(n / 10 % 4)
                + letters.charAt(n / 40 % 10)
                + "ane";
    }

    private static List<IndexedTerm> draw(IndexLookup lookup, Random random) {
        List<IndexedTerm> terms = new ArrayList<>();
        Map<String, Integer> of = codes.get(random.nextInt(STREETS));
        List<String> beside = List.copyOf(of.keySet());
        for (int n = random.nextInt(4); n >= 0; n--) {
            String token =
                    random.nextInt(6) == 0
                            ? tokens.get(random.nextInt(tokens.size()))
                            : beside.get(random.nextInt(beside.size()));
            lookup.findTerm(token).filter(term -> !terms.contains(term)).ifPresent(terms::add);
        }
        return terms;
    }

    private static int[] holding(List<IndexedTerm> terms) {
        BitSet left = new BitSet(STREETS);
        left.set(0, STREETS);
        terms.forEach(term -> left.and(holders.get(term.text())));
        return left.stream().toArray();
    }

    private static double sum(int document, List<IndexedTerm> terms) {
        double sum = 0;
        for (IndexedTerm term :
                terms.stream()
                        .sorted(Comparator.comparingInt(IndexedTerm::documentCount))
                        .toList()) {
            sum +=
                    TokenWeight.weight(
                            codes.get(document).get(term.text()), places[document].importance());
        }
        return sum;
    }

    private static int[] best(List<IndexedTerm> terms, int limit) {
        record Weighed(int document, double sum) {}
        return IntStream.of(holding(terms))
                .mapToObj(document -> new Weighed(document, sum(document, terms)))
                .sorted(
                        Comparator.comparingDouble((Weighed one) -> -one.sum())
                                .thenComparingDouble(one -> -places[one.document()].importance())
                                .thenComparingInt(Weighed::document))
                .limit(limit)
                .mapToInt(Weighed::document)
                .toArray();
    }

    @Test
    void tokensAreDenseUnpackedAndRare() throws IOException {
        IndexLookup lookup = snapshot.newLookup();
        PostingsBitsetCache unpacked = new PostingsBitsetCache(snapshot.tokenPostings());
        assertThat(tokens).hasSizeGreaterThan(200);
        assertThat(
                        tokens.stream()
                                .map(token -> lookup.findTerm(token).orElseThrow().documentCount()))
                .anyMatch(documents -> BitsetPostings.isDense(documents, STREETS))
                .anyMatch(
                        documents ->
                                documents > unpacked.frequencyThreshold()
                                        && !BitsetPostings.isDense(documents, STREETS))
                .anyMatch(documents -> documents <= unpacked.frequencyThreshold());
    }

    @Test
    void theBestThatHoldAllWords() throws IOException {
        IndexLookup lookup = snapshot.newLookup();
        Random random = new Random(5);
        int found = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            List<IndexedTerm> terms = draw(lookup, random);
            int limit = 1 + random.nextInt(40);
            int[] expected = IntStream.of(best(terms, limit)).sorted().toArray();
            assertThat(lookup.intersect(terms, limit)).as("%s", terms).containsExactly(expected);
            found += expected.length > 0 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(QUESTIONS / 2);
    }

    @Test
    void thosePostingsThatOthersHold() throws IOException {
        IndexLookup lookup = snapshot.newLookup();
        Random random = new Random(6);
        TokenPostingsIterator cursor = new TokenPostingsIterator(snapshot.tokenPostings());
        int longest = 0;
        for (IndexedTerm term : termsWithPostings(lookup)) {
            longest = Math.max(longest, term.documentCount());
            long[][] words = {{}, bits(random), bits(random)};
            BitSet held = BitSet.valueOf(words[1]);
            if (random.nextBoolean()) {
                held.and(BitSet.valueOf(words[2]));
            } else {
                words = new long[][] {{}, words[1]};
            }
            held.and(holders.get(term.text()));
            cursor.reset(term);
            int document = cursor.advanceToIntersection(0, words, words.length);
            int expected = held.nextSetBit(0);
            while (expected >= 0) {
                assertThat(document).as("%s", term).isEqualTo(expected);
                int from = document + 1 + (random.nextBoolean() ? random.nextInt(400) : 0);
                document = cursor.advanceToIntersection(from, words, words.length);
                expected = held.nextSetBit(from);
            }
            assertThat(document).isEqualTo(DocIdSetIterator.NO_MORE_DOCS);
        }
        assertThat(longest).as("more than are asked for at once").isGreaterThan(40);
    }

    @Test
    void thosePostingsWhoseNamesDoNotHoldAllWords() throws IOException {
        IndexLookup lookup = snapshot.newLookup();
        Random random = new Random(7);
        TokenPostingsIterator cursor = new TokenPostingsIterator(snapshot.tokenPostings());
        int found = 0;
        int leftOut = 0;
        for (IndexedTerm term : termsWithPostings(lookup)) {
            long[][] words = {{}, bits(random), bits(random)};
            long[][] named = {{}, words[1].clone(), words[2].clone()};
            for (int i = 0; i < named[1].length; i++) {
                named[1][i] &= random.nextLong() | random.nextLong();
                named[2][i] &= random.nextLong() | random.nextLong();
            }
            BitSet held = BitSet.valueOf(words[1]);
            held.and(BitSet.valueOf(words[2]));
            held.and(holders.get(term.text()));
            BitSet byName = BitSet.valueOf(named[1]);
            byName.and(BitSet.valueOf(named[2]));
            byName.and(held);
            cursor.reset(term);
            int document = 0;
            while (document < STREETS) {
                int end = Math.min(STREETS, document + 1 + random.nextInt(STREETS));
                int code = codes.get(random.nextInt(STREETS)).getOrDefault(term.text(), 8);
                BitSet elsewhere = (BitSet) held.clone();
                byName.stream()
                        .filter(one -> codes.get(one).get(term.text()) == code)
                        .forEach(elsewhere::clear);
                int reached =
                        cursor.advanceOutsideName(document, end, words, named, words.length, code);
                int expected = elsewhere.nextSetBit(document);
                assertThat(reached)
                        .as("%s from %d to %d", term, document, end)
                        .isEqualTo(expected < 0 ? end : Math.min(expected, end));
                leftOut += held.nextSetBit(document) == reached ? 0 : 1;
                found += reached < end ? 1 : 0;
                document = reached + (reached < end ? 1 : 0);
                if (random.nextInt(4) == 0 && document < STREETS) {
                    int any = held.nextSetBit(document);
                    assertThat(cursor.advanceToIntersection(document, words, words.length))
                            .isEqualTo(any < 0 ? DocIdSetIterator.NO_MORE_DOCS : any);
                    document = any < 0 ? STREETS : any + 1;
                }
            }
        }
        assertThat(found).isGreaterThan(500);
        assertThat(leftOut).isGreaterThan(500);
    }

    /** All terms but the dense ones, which have bits. */
    private static List<IndexedTerm> termsWithPostings(IndexLookup lookup) {
        return tokens.stream()
                .map(token -> lookup.findTerm(token).orElseThrow())
                .filter(term -> !BitsetPostings.isDense(term.documentCount(), STREETS))
                .toList();
    }

    /** A bit for each document, half of them set, or seven in eight. */
    private static long[] bits(Random random) {
        boolean most = random.nextBoolean();
        return random.longs((STREETS + 63) / 64)
                .map(word -> most ? word | random.nextLong() | random.nextLong() : word)
                .toArray();
    }

    @Test
    void theHeaviestOfAWord() throws IOException {
        IndexLookup lookup = snapshot.newLookup();
        for (String token : tokens) {
            IndexedTerm term = lookup.findTerm(token).orElseThrow();
            assertThat(lookup.topDocuments(term, 60))
                    .as(token)
                    .containsExactly(best(List.of(term), 60));
        }
        IndexedTerm street = lookup.findTerm(TEXT.tokens("rue").getFirst()).orElseThrow();
        assertThat(lookup.topDocuments(street, ChampionLists.MAX_PER_TERM))
                .containsExactly(best(List.of(street), ChampionLists.MAX_PER_TERM));
        assertThat(lookup.topDocuments(street, 600)).containsExactly(best(List.of(street), 600));
    }

    @Test
    void whatHoldsWords() throws IOException {
        IndexLookup lookup = snapshot.newLookup();
        Random random = new Random(7);
        for (int i = 0; i < QUESTIONS; i++) {
            List<IndexedTerm> terms = draw(lookup, random);
            int document = random.nextInt(STREETS);
            assertThat(lookup.containsAll(document, terms))
                    .isEqualTo(IntStream.of(holding(terms)).anyMatch(one -> one == document));
            if (terms.size() > 1) {
                assertThat(lookup.cooccur(terms.getFirst(), terms.get(1)))
                        .isEqualTo(holding(terms.subList(0, 2)).length > 0);
            }
        }
    }

    @Test
    void whatStandsBesideWords() throws IOException {
        IndexLookup lookup = snapshot.newLookup();
        Random random = new Random(11);
        int asked = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            List<IndexedTerm> terms = draw(lookup, random);
            int candidates = random.nextInt(8);
            int[] documents = holding(terms);
            List<IndexedTerm> paired =
                    terms.stream()
                            .distinct()
                            .filter(term -> TermCooccurrence.hasRow(term.documentCount(), STREETS))
                            .toList();
            boolean few =
                    documents.length
                            <= CooccurringTerms.maxDocuments(candidates, !paired.isEmpty());
            Optional<CooccurringTerms> companions = lookup.cooccurringTerms(terms, candidates);
            assertThat(companions.isPresent())
                    .isEqualTo(candidates > 1 && (few || !paired.isEmpty()));
            if (companions.isPresent()) {
                Set<String> beside = few ? besideAll(documents) : besideEach(paired);
                int from = random.nextInt(tokens.size());
                int to = from + random.nextInt(tokens.size() - from + 1);
                assertThat(companions.get().ordinalsBetween(from, to))
                        .containsExactly(
                                IntStream.range(from, to)
                                        .filter(number -> beside.contains(tokens.get(number)))
                                        .toArray());
                int number = random.nextInt(tokens.size());
                assertThat(companions.get().contains(number))
                        .isEqualTo(beside.contains(tokens.get(number)));
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(QUESTIONS / 4);
        assertThat(lookup.cooccurringTerms(List.of(), 5)).isEmpty();
    }

    private Set<String> besideAll(int[] documents) {
        Set<String> beside = new TreeSet<>();
        for (int document : documents) {
            beside.addAll(codes.get(document).keySet());
        }
        return beside;
    }

    /** What stands beside each of the words, be it in different documents. */
    private Set<String> besideEach(List<IndexedTerm> terms) {
        Set<String> beside = new TreeSet<>(tokens);
        for (IndexedTerm term : terms) {
            beside.retainAll(besideAll(holding(List.of(term))));
        }
        return beside;
    }

    @Test
    void whichRareWordsGoTogether() throws IOException {
        IndexLookup lookup = snapshot.newLookup();
        List<IndexedTerm> rare =
                tokens.stream()
                        .map(token -> lookup.findTerm(token).orElseThrow())
                        .filter(term -> !TermCooccurrence.hasRow(term.documentCount(), STREETS))
                        .toList();
        int together = 0;
        for (IndexedTerm one : rare) {
            for (IndexedTerm other : rare) {
                boolean expected = holding(List.of(one, other)).length > 0;
                assertThat(lookup.cooccur(one, other)).isEqualTo(expected);
                together += expected && one != other ? 1 : 0;
            }
        }
        assertThat(together)
                .isGreaterThanOrEqualTo(2 * 8)
                .isLessThan(rare.size() * rare.size() / 2);
    }

    @Test
    void tellsOfEveryDocument() throws IOException {
        IndexLookup lookup = snapshot.newLookup();
        Random random = new Random(17);
        for (String token : tokens) {
            IndexedTerm term = lookup.findTerm(token).orElseThrow();
            int[] all = holders.get(token).stream().toArray();
            List<Integer> told = new ArrayList<>();
            lookup.forEachDocument(term, told::add);
            assertThat(told).as(token).containsExactlyElementsOf(boxed(all));

            int[] some = random.ints(40, 0, STREETS).sorted().distinct().toArray();
            told.clear();
            lookup.forEachDocument(term, some, some.length, told::add);
            assertThat(told)
                    .as(token)
                    .containsExactlyElementsOf(
                            boxed(IntStream.of(some).filter(holders.get(token)::get).toArray()));
        }
    }

    private static List<Integer> boxed(int[] documents) {
        return IntStream.of(documents).boxed().toList();
    }

    @Test
    void whatHoldsWordsInSomePostcodes() throws IOException {
        IndexLookup lookup = snapshot.newLookup();
        Random random = new Random(19);
        int found = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            Set<String> postcodes = Set.of("10000", String.valueOf(10_001 + random.nextInt(19)));
            DocumentSet streets = lookup.documentsMatching("type", List.of("street"));
            DocumentSet set =
                    lookup.documentsMatching("postcode", List.copyOf(postcodes))
                            .intersection(streets);
            List<IndexedTerm> terms = draw(lookup, random);
            int[] expected =
                    IntStream.of(holding(terms))
                            .filter(document -> postcodes.contains(postcode(document)))
                            .toArray();
            List<LookupKey> keys = new ArrayList<>(terms);
            keys.add(set);
            assertThat(lookup.intersect(keys, STREETS)).containsExactly(expected);
            if (expected.length > 0) {
                int[] first = lookup.intersect(keys, 1);
                assertThat(first).hasSize(1);
                assertThat(expected).contains(first);
            }
            assertThat(set.contains(i)).isEqualTo(postcodes.contains(postcode(i)));
            found += expected.length > 0 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(QUESTIONS / 10);
        assertThat(lookup.documentsMatching("postcode", List.of("99999")).documentCount()).isZero();
    }

    private static String postcode(int document) {
        return places[document].attributes().text("postcode");
    }

    /** Lucene promises ascending order only; see {@link PlaceDocValues}. */
    @Test
    void recordsInAnyOrder() throws IOException {
        IndexLookup lookup = snapshot.newLookup();
        Random random = new Random(13);
        for (int i = 0; i < QUESTIONS; i++) {
            int document = random.nextInt(STREETS);
            assertThat(lookup.storedPlaces().place(document)).isEqualTo(places[document]);
            assertThat(lookup.rankingRecord(document).latitude()).isEqualTo(48.5);
            assertThat(lookup.importance(document)).isEqualTo(places[document].importance());
        }
    }

    @Test
    void boundsAreTheLargestImportancesOfSixtyFour() throws IOException {
        IndexLookup lookup = snapshot.newLookup();
        double[] most = new double[(STREETS - 1) / 64 + 1];
        for (int document = 0; document < STREETS; document++) {
            most[document / 64] = Math.max(most[document / 64], lookup.importance(document));
        }
        for (int document = 0; document < STREETS; document++) {
            assertThat(snapshot.blockMaxImportance().maxImportance(document))
                    .isEqualTo(most[document / 64]);
        }
    }
}
