package io.odonym.improve;

import io.odonym.index.places.RankingRecord;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What it costs to take a query for a place: each word of the query is paired with a word of the
 * place's name, city or postcode, the cheapest pairs first; what is left over on either side is
 * added.
 *
 * <p>The house number is judged apart, by {@link HouseNumberChooser}: its words are among those
 * left over. Reused from place to place by one thread at a time; after {@link #align} it speaks of
 * the last.
 */
final class QueryAlignment {

    private static final WordForm[] NO_FORMS = {};

    /** A word of the query, or some, taken for a word of the place, or some. */
    private record Pair(double cost, long words, long targets, int reason) {}

    private final List<Pair> pairs = new ArrayList<>();
    private final List<Pair> chosen = new ArrayList<>();
    private final WordForm[] targets = new WordForm[PlaceWords.MOST];
    private RelaxedQuery attempt;

    // What the cheapest of a place's names and cities came to.
    private double cost;
    private long matched;
    private int improvements;
    private String corrected = "";

    /** Starts on a query. */
    void start(RelaxedQuery query) {
        attempt = query;
    }

    /** What everything but the house number costs, with no word of it left over. */
    double cost() {
        return cost;
    }

    /** The words of the query that stand for something of the place. */
    long matched() {
        return matched;
    }

    /** Which improvements it took, a bit for each. */
    int improvements() {
        return improvements;
    }

    /** The query as it was read: the place's words for those that are paired. */
    String corrected() {
        return corrected;
    }

    /**
     * Aligns the query with a place.
     *
     * @param number the words of the house number, which may not stand for anything else
     */
    void align(RankingRecord place, WordForm[][] names, long number, boolean describe) {
        cost = Double.POSITIVE_INFINITY;
        WordForm postcode = postcode(place);
        for (int name = 0; name < place.names(); name++) {
            for (int city = 0; city < place.cities(); city++) {
                WordForm[] cityWords =
                        place.joins(name, city)
                                ? attempt.forms().ofCity(place.city(city))
                                : NO_FORMS;
                alignOne(
                        PlaceWords.of(names[name], cityWords, postcode, targets), number, describe);
            }
        }
    }

    private WordForm postcode(RankingRecord place) {
        return attempt.forms()
                .word(
                        place.bytes(),
                        place.postcodeStart(),
                        place.postcodeStart() + place.postcodeLength());
    }

    private void alignOne(PlaceWords place, long number, boolean describe) {
        pair(place, number);
        long words = number;
        long taken = 0;
        double sum = 0;
        int used = 0;
        chosen.clear();
        for (Pair pair : pairs) {
            if ((pair.words() & words) == 0 && (pair.targets() & taken) == 0) {
                words |= pair.words();
                taken |= pair.targets();
                sum += pair.cost();
                used |= Improvements.bit(pair.reason());
                chosen.add(pair);
            }
        }
        words &= ~number;
        UnmatchedTermCost left = new UnmatchedTermCost(attempt, place, words | number, taken, used);
        sum += left.cost();
        if (sum < cost) {
            cost = sum;
            matched = left.words();
            improvements = left.used();
            if (describe) {
                corrected = describe(place);
            }
        }
    }

    /** All pairs that are possible, the cheapest first. */
    private void pair(PlaceWords place, long number) {
        pairs.clear();
        for (int t = 0; t < place.size(); t++) {
            WordForm target = place.word(t);
            target.open(attempt.number(), attempt.size());
            for (int i = 0; i < attempt.size(); i++) {
                if ((number >>> i & 1) == 0) {
                    if (Float.isNaN(target.cost(i))) {
                        WordSubstitutionCost.compare(attempt, target, i);
                    }
                    if (target.cost(i) < WordSubstitutionCost.NEVER) {
                        pairs.add(new Pair(target.cost(i), 1L << i, 1L << t, target.reason(i)));
                    }
                }
            }
        }
        for (TermAlternative reading : attempt.readingsOfSeveral()) {
            for (int t = 0; t < place.size(); t++) {
                if (place.word(t).raw.equals(reading.word())) {
                    pairs.add(
                            new Pair(
                                    reading.cost(),
                                    reading.words(),
                                    1L << t,
                                    reading.improvement()));
                }
            }
        }
        for (int i = 0; i < attempt.size(); i++) {
            if ((attempt.joined() >>> i & 1) != 0) {
                pairJoined(place, i);
            }
        }
        pairs.sort((one, other) -> Double.compare(one.cost(), other.cost()));
    }

    /** One word of the query for several of the place that follow each other. */
    private void pairJoined(PlaceWords place, int i) {
        String word = attempt.word(i).raw;
        long letters = attempt.word(i).letters;
        int most = MisspeltWordRule.edits(word.length()) - 1;
        for (int from = 0; from < place.size() - 1; from++) {
            int length = place.word(from).raw.length();
            long joinedLetters = place.word(from).letters;
            for (int to = from + 1; to < place.size() && length < word.length(); to++) {
                length += place.word(to).raw.length();
                joinedLetters |= place.word(to).letters;
                if (Math.abs(length - word.length()) > most
                        || WordSubstitutionCost.differ(letters, joinedLetters, most)) {
                    continue;
                }
                int edits = EditDistance.between(word, place.joined(from, to), most);
                if (edits <= most) {
                    pairs.add(
                            new Pair(
                                    JoinedWordRule.COST
                                            + (edits == 0
                                                    ? 0
                                                    : MisspeltWordRule.cost(edits, word.length())),
                                    1L << i,
                                    HouseNumberPositionRule.bits(from, to + 1),
                                    Improvements.JOINED_WORDS));
                }
            }
        }
    }

    /**
     * The query with the place's words for those that are paired; what was left out is left out.
     */
    private String describe(PlaceWords place) {
        String[] texts = new String[attempt.size()];
        Arrays.fill(texts, "");
        for (int i = 0; i < texts.length; i++) {
            if (attempt.isPlace(i) || attempt.word(i).type || attempt.word(i).small) {
                texts[i] = attempt.word(i).raw;
            }
        }
        for (Pair pair : chosen) {
            int first = Long.numberOfTrailingZeros(pair.words());
            StringBuilder text = new StringBuilder();
            for (int t = 0; t < place.size(); t++) {
                if ((pair.targets() >>> t & 1) != 0) {
                    text.append(text.isEmpty() ? "" : " ").append(place.word(t).raw);
                }
            }
            for (int i = 0; i < texts.length; i++) {
                if ((pair.words() >>> i & 1) != 0) {
                    texts[i] = i == first ? text.toString() : "";
                }
            }
        }
        StringBuilder whole = new StringBuilder();
        for (String text : texts) {
            if (!text.isEmpty()) {
                whole.append(whole.isEmpty() ? "" : " ").append(text);
            }
        }
        return whole.toString();
    }
}
