package io.odonym.rank;

import io.odonym.collect.Bucket;
import io.odonym.collect.CloseMatchCounter;
import io.odonym.index.IndexLookup;
import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.RankingRecord;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.model.JsonObject;
import io.odonym.model.Place;
import io.odonym.text.AsciiFolding;
import io.odonym.text.FoldedAlphabet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Scores the candidates of a search and returns the best ones.
 *
 * <p>Candidates with the same score are ordered by descending importance, then by identifier, so
 * that a request returns the same results on every machine. An instance is reused across searches.
 * Not thread-safe.
 */
public final class CandidateRanker implements CloseMatchCounter {

    private static final byte[] NO_LETTERS = {};
    private static final long NO_CODE = -1;
    private static final int INITIAL_CAPACITY = 128;

    /**
     * The number of candidates in a batch. The records of a batch are prefetched together. After a
     * batch is scored, the upper bounds of the next candidates are compared with the best scores.
     */
    private static final int BATCH_SIZE = 8;

    private final IndexLookup lookup;
    private final LabelSimilarity labelSimilarity = new LabelSimilarity();

    /** The documents that have a score in {@link #results}. */
    private final Bucket scored = new Bucket();

    private final TopScores topScores = new TopScores();
    private final int[] batch = new int[BATCH_SIZE];
    private HouseNumberResultPolicy policy = new HouseNumberResultPolicy(true, false);
    private Optional<RequestedHouseNumber> requested = Optional.empty();
    private boolean hasCenter;
    private double centerLatitude;
    private double centerLongitude;

    /** The code of the house number text whose letters are stored in {@link #lastLetters}. */
    private long lastCode = NO_CODE;

    private byte[] lastLetters = NO_LETTERS;
    private ScoredCandidate[] results = new ScoredCandidate[INITIAL_CAPACITY];
    private int size;
    private int cream;

    /**
     * Creates a ranker that reads places from an index lookup. Both must be used by the same
     * thread.
     */
    public CandidateRanker(IndexLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * Starts a search without a centre and discards the candidates of the previous search.
     *
     * @param folded the query, folded to ASCII
     * @param autocomplete whether the query may be incomplete
     * @param houseNumber the house number in the query
     * @param houseNumberResultPolicy whether results may or must be house numbers
     */
    public void start(
            String folded,
            boolean autocomplete,
            Optional<RequestedHouseNumber> houseNumber,
            HouseNumberResultPolicy houseNumberResultPolicy) {
        labelSimilarity.start(folded, autocomplete);
        requested = houseNumber;
        policy = houseNumberResultPolicy;
        hasCenter = false;
        Arrays.fill(results, 0, size, null);
        size = 0;
        cream = 0;
        scored.clear();
    }

    /**
     * Sets the centre of the search, in degrees WGS84. Scores then depend on the distance from it.
     */
    public void setCenter(double latitude, double longitude) {
        hasCenter = true;
        centerLatitude = latitude;
        centerLongitude = longitude;
    }

    @Override
    public int countCream(Bucket bucket) {
        rankAll(bucket);
        return cream;
    }

    /** Scores the candidates that have no score yet. */
    public void rankAll(Bucket bucket) {
        int[] documents = new int[bucket.size()];
        int count = 0;
        for (int i = 0; i < documents.length; i++) {
            if (size == 0 || !scored.contains(bucket.document(i))) {
                documents[count++] = bucket.document(i);
            }
        }
        Arrays.sort(documents, 0, count);
        lookup.prefetch(documents, count);
        for (int i = 0; i < count; i++) {
            rank(documents[i]);
        }
    }

    /**
     * Scores the candidates that have no score yet, except those that cannot be among the best.
     *
     * <p>Candidates are visited by descending importance. A candidate's importance and the length
     * of its shortest name define an upper bound on its score. If enough candidates have scores
     * above this bound, the candidate is skipped without reading its record.
     *
     * @param limit the limit of the next call to {@link #best}
     */
    public void rankBest(Bucket bucket, int limit) {
        if (bucket.size() <= limit + BATCH_SIZE) {
            rankAll(bucket);
            return;
        }
        long[] order = byDescendingImportance(bucket);
        topScores.start(limit);
        for (int i = 0; i < size; i++) {
            topScores.add(results[i].score());
        }
        int next = 0;
        while (next < order.length) {
            int count = 0;
            while (count < BATCH_SIZE && next < order.length) {
                int document = (int) order[next++];
                if (!topScores.excludes(maxScore(document)) && !scored.contains(document)) {
                    batch[count++] = document;
                }
            }
            lookup.prefetch(batch, count);
            for (int i = 0; i < count; i++) {
                int before = size;
                rank(batch[i]);
                if (size > before) {
                    topScores.add(results[before].score());
                }
            }
        }
    }

    /**
     * Returns one sort key per candidate in descending order of importance. The low 32 bits contain
     * the document number.
     */
    private long[] byDescendingImportance(Bucket bucket) {
        long[] order = new long[bucket.size()];
        for (int i = 0; i < order.length; i++) {
            int document = bucket.document(i);
            int importance = Float.floatToIntBits((float) lookup.importance(document));
            order[i] = (long) ~importance << Integer.SIZE | document;
        }
        Arrays.sort(order);
        return order;
    }

    /** Returns an upper bound on a candidate's score. */
    private double maxScore(int document) {
        int nameLength = lookup.shortestNameLength(document);
        if (nameLength == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double similarity = labelSimilarity.upperBound(nameLength);
        double importance = lookup.importance(document);
        return hasCenter
                ? ScoreFormula.score(importance, similarity, GeoDistance.MAX_PROXIMITY)
                : ScoreFormula.score(importance, similarity);
    }

    private void rank(int document) {
        StoredPlaceReader storedPlaces = lookup.storedPlaces();
        int number = StoredPlaceReader.NO_NUMBER;
        if (policy.allowed() && requested.isPresent()) {
            RequestedHouseNumber wanted = requested.get();
            number =
                    storedPlaces
                            .houseNumbers(document)
                            .find(wanted.number(), wanted.suffix(), wanted.key());
        }
        if (number != StoredPlaceReader.NO_NUMBER
                && !policy.filter().accepts(storedPlaces, document, number)) {
            number = StoredPlaceReader.NO_NUMBER;
        }
        if (number == StoredPlaceReader.NO_NUMBER && policy.required()) {
            return;
        }
        boolean found = number != StoredPlaceReader.NO_NUMBER;
        RankingRecord place = lookup.rankingRecord(document);
        double importance = lookup.importance(document);
        if (found && storedPlaces.houseNumbers(document).overridesRanking(number)) {
            JsonObject street = storedPlaces.attributes(document);
            JsonObject overridden =
                    street.overriddenBy(
                            storedPlaces
                                    .houseNumbers(document)
                                    .attributes(number, street.text("id")));
            place = RankingRecord.of(new Place(overridden, List.of()));
            importance = new Place(overridden, List.of()).importance();
        }
        byte[] letters = found ? letters(storedPlaces.houseNumbers(document), number) : NO_LETTERS;
        double similarity = labelSimilarity.maxSimilarity(place, letters);
        double kilometres = 0;
        double score;
        if (hasCenter) {
            kilometres =
                    found
                            ? GeoDistance.kilometres(
                                    storedPlaces.houseNumbers(document).latitude(number),
                                    storedPlaces.houseNumbers(document).longitude(number),
                                    centerLatitude,
                                    centerLongitude)
                            : GeoDistance.kilometres(
                                    place.latitude(),
                                    place.longitude(),
                                    centerLatitude,
                                    centerLongitude);
            score = ScoreFormula.score(importance, similarity, GeoDistance.proximity(kilometres));
        } else {
            score = ScoreFormula.score(importance, similarity);
        }
        add(new ScoredCandidate(document, number, score, similarity, importance, kilometres));
        if (similarity >= LabelSimilarity.MATCH_THRESHOLD) {
            cream++;
        }
    }

    /**
     * Returns the folded letters of a house number. Caches the last result, because most candidates
     * of a search have the same house number.
     */
    private byte[] letters(HouseNumbers houseNumbers, int number) {
        long code = houseNumbers.textCode(number);
        if (code != lastCode) {
            lastLetters = FoldedAlphabet.codes(AsciiFolding.fold(houseNumbers.text(number)));
            lastCode = code;
        }
        return lastLetters;
    }

    private void add(ScoredCandidate result) {
        if (size == results.length) {
            results = Arrays.copyOf(results, size * 2);
        }
        results[size++] = result;
        scored.add(result.document());
    }

    /**
     * Returns the best candidates, best first. Candidates with a score below {@link
     * ScoreFormula#MIN_SCORE} are left out.
     *
     * @param limit the maximum number of candidates
     */
    public ScoredCandidate[] best(int limit) {
        ScoredCandidate[] best = new ScoredCandidate[Math.min(limit, size)];
        int count = 0;
        for (int i = 0; i < size; i++) {
            ScoredCandidate result = results[i];
            if (result.score() < ScoreFormula.MIN_SCORE
                    || count == best.length && !isBefore(result, best[count - 1])) {
                continue;
            }
            int at = count < best.length ? count++ : count - 1;
            while (at > 0 && isBefore(result, best[at - 1])) {
                best[at] = best[at - 1];
                at--;
            }
            best[at] = result;
        }
        return Arrays.copyOf(best, count);
    }

    private boolean isBefore(ScoredCandidate first, ScoredCandidate second) {
        int order = Double.compare(second.score(), first.score());
        if (order == 0) {
            order = Double.compare(second.importance(), first.importance());
        }
        return order != 0 ? order < 0 : id(first).compareTo(id(second)) < 0;
    }

    private String id(ScoredCandidate result) {
        return lookup.storedPlaces().id(result.document());
    }
}
