package io.odonym.rank;

import io.odonym.collect.Bucket;
import io.odonym.collect.CandidateScorer;
import io.odonym.index.IndexLookup;
import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.RankingRecord;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.model.Attributes;
import io.odonym.model.Place;
import io.odonym.text.AsciiFolding;
import io.odonym.text.FoldedAlphabet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The candidates ranked so far in one search, and the best of them.
 *
 * <p>Ties by importance, then by identifier, so that the same request gives the same page on every
 * machine. Reused from search to search by one thread at a time.
 */
public final class CandidateRanker implements CandidateScorer {

    private static final byte[] NO_NUMBER = {};
    private static final long NO_CODE = -1;

    /** So many candidates are looked at before it is asked whether the next ones still matter. */
    private static final int AT_ONCE = 8;

    private final IndexLookup lookup;
    private final LabelSimilarity similarity = new LabelSimilarity();
    private final Bucket ranked = new Bucket();
    private final TopScores bestScores = new TopScores();
    private final int[] batch = new int[AT_ONCE];
    private HouseNumberPolicy rule = new HouseNumberPolicy(true, false);
    private Optional<RequestedHouseNumber> wanted = Optional.empty();
    private boolean centered;
    private double centerLatitude;
    private double centerLongitude;
    private long lastCode = NO_CODE;
    private byte[] lastLetters = NO_NUMBER;
    private ScoredCandidate[] results = new ScoredCandidate[128];
    private int size;
    private int cream;

    /** Over one thread's cursors. */
    public CandidateRanker(IndexLookup lookup) {
        this.lookup = lookup;
    }

    /** Starts on a query, without a centre. */
    public void start(
            String folded,
            boolean autocomplete,
            Optional<RequestedHouseNumber> number,
            HouseNumberPolicy numberRule) {
        similarity.start(folded, autocomplete);
        wanted = number;
        rule = numberRule;
        centered = false;
        Arrays.fill(results, 0, size, null);
        size = 0;
        cream = 0;
        ranked.clear();
    }

    /** Ranks by nearness too. Degrees WGS84. */
    public void setCenter(double latitude, double longitude) {
        centered = true;
        centerLatitude = latitude;
        centerLongitude = longitude;
    }

    @Override
    public int countCream(Bucket bucket) {
        rankAll(bucket);
        return cream;
    }

    /** Ranks the candidates that are not ranked yet. */
    public void rankAll(Bucket bucket) {
        int[] documents = new int[bucket.size()];
        int n = 0;
        for (int i = 0; i < documents.length; i++) {
            if (size == 0 || !ranked.contains(bucket.document(i))) {
                documents[n++] = bucket.document(i);
            }
        }
        Arrays.sort(documents, 0, n);
        lookup.prefetch(documents, n);
        for (int i = 0; i < n; i++) {
            rank(documents[i]);
        }
    }

    /**
     * Ranks the candidates that are not ranked yet, but for some that cannot be among the best.
     *
     * <p>The most important come first. A place scores no more than its importance and the best of
     * likenesses allow, and while a query is typed, one whose names are longer than the query is
     * never its equal: as soon as enough places begin with the query, most of the less important
     * ones need not be looked at. Nothing is read of them but two numbers.
     *
     * @param limit how many best are asked for afterwards
     */
    public void rankBest(Bucket bucket, int limit) {
        if (bucket.size() <= limit + AT_ONCE) {
            rankAll(bucket);
            return;
        }
        long[] order = mostImportantFirst(bucket);
        bestScores.start(limit);
        for (int i = 0; i < size; i++) {
            bestScores.enter(results[i].score());
        }
        int next = 0;
        while (next < order.length) {
            int n = 0;
            while (n < AT_ONCE && next < order.length) {
                int document = (int) order[next++];
                if (!bestScores.excludes(most(document)) && !ranked.contains(document)) {
                    batch[n++] = document;
                }
            }
            lookup.prefetch(batch, n);
            for (int i = 0; i < n; i++) {
                int before = size;
                rank(batch[i]);
                if (size > before) {
                    bestScores.enter(results[before].score());
                }
            }
        }
    }

    /** The candidates, each in the lower half of a number. */
    private long[] mostImportantFirst(Bucket bucket) {
        long[] order = new long[bucket.size()];
        for (int i = 0; i < order.length; i++) {
            int document = bucket.document(i);
            int importance = Float.floatToIntBits((float) lookup.importance(document));
            order[i] = (long) ~importance << Integer.SIZE | document;
        }
        Arrays.sort(order);
        return order;
    }

    /** The most that a candidate may score. */
    private double most(int document) {
        int shortestName = lookup.shortestNameLength(document);
        if (shortestName == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double likeness = similarity.upperBound(shortestName);
        double importance = lookup.importance(document);
        return centered
                ? ScoreFormula.score(importance, likeness, GeoDistance.MAX_PROXIMITY)
                : ScoreFormula.score(importance, likeness);
    }

    private void rank(int document) {
        StoredPlaceReader storedPlaces = lookup.storedPlaces();
        int number = StoredPlaceReader.NO_NUMBER;
        if (rule.allowed() && wanted.isPresent()) {
            RequestedHouseNumber house = wanted.get();
            number =
                    storedPlaces
                            .houseNumbers(document)
                            .find(house.number(), house.suffix(), house.key());
        }
        if (number == StoredPlaceReader.NO_NUMBER && rule.required()) {
            return;
        }
        boolean found = number != StoredPlaceReader.NO_NUMBER;
        RankingRecord place = lookup.rankingRecord(document);
        double importance = lookup.importance(document);
        if (found && storedPlaces.houseNumbers(document).overridesRanking(number)) {
            Attributes street = storedPlaces.attributes(document);
            Attributes named =
                    street.overriddenBy(
                            storedPlaces
                                    .houseNumbers(document)
                                    .attributes(number, street.text("id")));
            place = RankingRecord.of(new Place(named, List.of()));
            importance = new Place(named, List.of()).importance();
        }
        byte[] letters = found ? letters(storedPlaces.houseNumbers(document), number) : NO_NUMBER;
        double likeness = similarity.best(place, letters);
        double kilometres = 0;
        double score;
        if (centered) {
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
            score = ScoreFormula.score(importance, likeness, GeoDistance.proximity(kilometres));
        } else {
            score = ScoreFormula.score(importance, likeness);
        }
        keep(new ScoredCandidate(document, number, score, likeness, importance, kilometres));
        if (likeness >= LabelSimilarity.MATCH_THRESHOLD) {
            cream++;
        }
    }

    /** The folded letters of a number; that of the candidate before is mostly written alike. */
    private byte[] letters(HouseNumbers houseNumbers, int number) {
        long code = houseNumbers.textCode(number);
        if (code != lastCode) {
            lastLetters = FoldedAlphabet.codes(AsciiFolding.fold(houseNumbers.text(number)));
            lastCode = code;
        }
        return lastLetters;
    }

    private void keep(ScoredCandidate result) {
        if (size == results.length) {
            results = Arrays.copyOf(results, size * 2);
        }
        results[size++] = result;
        ranked.add(result.document());
    }

    /**
     * The best, best first.
     *
     * @param limit how many at most; of these, those below {@link ScoreFormula#MIN_SCORE} are left
     *     out
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

    private boolean isBefore(ScoredCandidate one, ScoredCandidate other) {
        int order = Double.compare(other.score(), one.score());
        if (order == 0) {
            order = Double.compare(other.importance(), one.importance());
        }
        return order != 0 ? order < 0 : id(one).compareTo(id(other)) < 0;
    }

    private String id(ScoredCandidate result) {
        return lookup.storedPlaces().id(result.document());
    }
}
