package io.odonym.index;

import io.odonym.index.build.IndexBuilder;
import io.odonym.index.build.PlaceTokenWeigher;
import io.odonym.index.postings.TokenFieldPostings;
import io.odonym.index.postings.TokenWeightCode;
import io.odonym.index.store.DataDate;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.topk.BlockMaxImportance;
import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;
import io.odonym.model.Place;
import io.odonym.source.Places;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * An index of randomly generated streets, with a brute-force implementation of its lookups. Terms
 * of all representations occur: dense terms, frequent terms and rare terms.
 */
public final class GeneratedIndex implements Closeable {

    /** The number of documents. */
    public static final int DOCUMENTS = 3_200;

    /** One street in this many has a word that occurs in no other street. */
    private static final int UNIQUE_WORD_INTERVAL = DOCUMENTS / 8;

    private final AddressIndex index;
    private final Place[] places = new Place[DOCUMENTS];
    private final List<Map<String, Integer>> weightCodes = new ArrayList<>();
    private final List<String> terms;
    private final Map<String, BitSet> documentsByTerm = new HashMap<>();

    private GeneratedIndex(AddressIndex index, Map<String, Place> placesById) throws IOException {
        this.index = index;
        IndexLookup lookup = index.newLookup();
        PlaceTokenWeigher weights = new PlaceTokenWeigher(IndexFixture.TEXT);
        Set<String> sortedTerms = new TreeSet<>();
        for (int document = 0; document < DOCUMENTS; document++) {
            places[document] = placesById.get(lookup.storedPlaces().id(document));
            weightCodes.add(weights.weigh(places[document]).weightCodes());
            for (String term : weightCodes.getLast().keySet()) {
                documentsByTerm.computeIfAbsent(term, _ -> new BitSet(DOCUMENTS)).set(document);
                sortedTerms.add(term);
            }
        }
        terms = List.copyOf(sortedTerms);
    }

    /** Builds and opens the index. The places are the same on every call. */
    public static GeneratedIndex create(Path directory) throws IOException {
        Random random = new Random(3);
        Map<String, Place> placesById = new HashMap<>();
        try (IndexBuilder builder = IndexBuilder.create(directory, IndexFixture.TEXT)) {
            for (int i = 0; i < DOCUMENTS; i++) {
                Place place = street(i, random);
                placesById.put("s" + i, place);
                builder.add(place);
            }
            builder.publish(List.of("generated"), DataDate.UNKNOWN, Instant.EPOCH, 0);
        }
        return new GeneratedIndex(AddressIndex.open(directory, IndexFixture.TEXT), placesById);
    }

    private static Place street(int i, Random random) {
        StringBuilder name = new StringBuilder(random.nextInt(3) == 0 ? "chemin" : "rue");
        if (random.nextBoolean()) {
            name.append(" de");
        }
        for (int words = random.nextInt(4); words >= 0; words--) {
            name.append(' ').append(word(random, 400));
        }
        if (i % UNIQUE_WORD_INTERVAL == 0) {
            char unique = "bdfklmrt".charAt(i / UNIQUE_WORD_INTERVAL);
            name.append(" vil" + unique + "onk dur" + unique + "ask");
        }
        List<HouseNumber> numbers = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            numbers.add(
                    new HouseNumber(
                            String.valueOf(10 - n),
                            new JsonObject(List.of("lat", "lon"), List.of(48.0 + n, 2.0 + n))));
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

    /**
     * Returns a random word out of a number of words, with a skewed distribution: the first words
     * are much more frequent than the last ones.
     */
    private static String word(Random random, int words) {
        int n = (int) (words * Math.pow(random.nextDouble(), 4));
        String letters = "bdfklmprtv";
        return ""
                + letters.charAt(n % 10)
                + "aiou".charAt(n / 10 % 4)
                + letters.charAt(n / 40 % 10)
                + "ane";
    }

    /** Returns a new lookup in the index. */
    public IndexLookup newLookup() throws IOException {
        return index.newLookup();
    }

    /** Returns the token postings of the index. */
    public TokenFieldPostings tokenFieldPostings() {
        return index.tokenFieldPostings();
    }

    /** Returns the block maxima of the importance. */
    public BlockMaxImportance blockMaxImportance() {
        return index.blockMaxImportance();
    }

    /** Returns the place of a document. */
    public Place place(int document) {
        return places[document];
    }

    /** Returns the code of the weight of each term of a document. */
    public Map<String, Integer> weightCodes(int document) {
        return weightCodes.get(document);
    }

    /** Returns all terms in the order of the dictionary. */
    public List<String> terms() {
        return terms;
    }

    /** Returns the documents that contain a term. */
    public BitSet documentsContaining(String term) {
        return documentsByTerm.get(term);
    }

    /** Draws one to four terms, most of them from the same document. */
    public List<IndexedTerm> drawTerms(IndexLookup lookup, Random random) {
        List<IndexedTerm> drawn = new ArrayList<>();
        Map<String, Integer> document = weightCodes.get(random.nextInt(DOCUMENTS));
        List<String> documentTerms = List.copyOf(document.keySet());
        for (int n = random.nextInt(4); n >= 0; n--) {
            String token =
                    random.nextInt(6) == 0
                            ? terms.get(random.nextInt(terms.size()))
                            : documentTerms.get(random.nextInt(documentTerms.size()));
            lookup.findTerm(token).filter(term -> !drawn.contains(term)).ifPresent(drawn::add);
        }
        return drawn;
    }

    /** Returns the documents that contain all terms, in ascending order. */
    public int[] documentsContainingAll(List<IndexedTerm> terms) {
        BitSet remaining = new BitSet(DOCUMENTS);
        remaining.set(0, DOCUMENTS);
        terms.forEach(term -> remaining.and(documentsByTerm.get(term.text())));
        return remaining.stream().toArray();
    }

    private double sum(int document, List<IndexedTerm> terms) {
        double sum = 0;
        for (IndexedTerm term :
                terms.stream()
                        .sorted(Comparator.comparingInt(IndexedTerm::documentCount))
                        .toList()) {
            sum +=
                    TokenWeightCode.weight(
                            weightCodes.get(document).get(term.text()),
                            places[document].importance());
        }
        return sum;
    }

    /** Returns the documents that contain all terms, with the highest sums of weights first. */
    public int[] topDocuments(List<IndexedTerm> terms, int limit) {
        record Weighed(int document, double sum) {}
        return IntStream.of(documentsContainingAll(terms))
                .mapToObj(document -> new Weighed(document, sum(document, terms)))
                .sorted(
                        Comparator.comparingDouble((Weighed one) -> -one.sum())
                                .thenComparingDouble(one -> -places[one.document()].importance())
                                .thenComparingInt(Weighed::document))
                .limit(limit)
                .mapToInt(Weighed::document)
                .toArray();
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
