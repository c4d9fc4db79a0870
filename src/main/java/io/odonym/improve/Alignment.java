package io.odonym.improve;

import io.odonym.index.RankRecord;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What it costs to take a query for a place: each word of the query is paired with a word of the
 * place's name, city or postcode, the cheapest pairs first; what is left over on either side is
 * added.
 *
 * <p>The house number is judged apart, by {@link Numbers}: its words are among those left over.
 * Reused from place to place by one thread at a time; after {@link #align} it speaks of the last.
 */
final class Alignment {

    /** What a word of the query that nothing is said of costs, where it is left out. */
    static final double DROPPED = 2.4;

    private static final double SAME_SOUND = 0.02;

    /** Spelt otherwise in more than a letter: "gaie" for "gay". */
    private static final double FAR_SAME_SOUND = 0.25;

    private static final double UNFINISHED = 0.05;
    private static final double THREE_EDITS = 3.1;
    private static final double LIGHT_WORD = 0.5;

    /** A word that the index has often is seldom another one misspelt. */
    private static final double REAL_WORD = 0.5;

    private static final int FREQUENT = 3;
    private static final int LONG_WORD = 9;
    private static final double TYPE_TOO_MANY = 0.4;
    private static final double SMALL_CITY_WORD = 0.05;
    private static final double CITY_WORD = 0.4;
    private static final double NO_CITY_BUT_POSTCODE = 0.35;
    private static final double NO_CITY = 0.3;
    private static final double NO_CITY_AND_WORDS_LEFT = 1.0;
    private static final double MOST_BEFORE = 0.5;
    private static final int DEPARTMENT_DIGITS = 2;
    private static final int MOST_TARGETS = 60;
    private static final Form[] NO_FORMS = {};

    private static final float NEVER = Float.POSITIVE_INFINITY;

    /** A word of the query, or some, taken for a word of the place, or some. */
    private record Pair(double cost, long words, long targets, int reason) {}

    private final List<Pair> pairs = new ArrayList<>();
    private final List<Pair> chosen = new ArrayList<>();
    private final Form[] targets = new Form[MOST_TARGETS];
    private Attempt attempt;
    private int nameWords;
    private int allWords;
    private Form postcode;

    // What the cheapest of a place's names and cities came to.
    private double cost;
    private long matched;
    private int improvements;
    private String corrected = "";

    /** Starts on a query. */
    void start(Attempt query) {
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
    void align(RankRecord place, Form[][] names, long number, boolean describe) {
        cost = Double.POSITIVE_INFINITY;
        postcode = postcode(place);
        for (int name = 0; name < place.names(); name++) {
            for (int city = 0; city < place.cities(); city++) {
                alignOne(
                        names[name],
                        place.joins(name, city)
                                ? attempt.forms().ofCity(place.city(city))
                                : NO_FORMS,
                        number,
                        describe);
            }
        }
    }

    private Form postcode(RankRecord place) {
        return attempt.forms()
                .word(
                        place.bytes(),
                        place.postcodeStart(),
                        place.postcodeStart() + place.postcodeLength());
    }

    private void alignOne(Form[] name, Form[] city, long number, boolean describe) {
        nameWords = Math.min(name.length, MOST_TARGETS / 2);
        allWords = Math.min(nameWords + city.length, MOST_TARGETS);
        System.arraycopy(name, 0, targets, 0, nameWords);
        System.arraycopy(city, 0, targets, nameWords, allWords - nameWords);
        pair(number);
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
                used |= bit(pair.reason());
                chosen.add(pair);
            }
        }
        words &= ~number;
        Left left = new Left(words | number, taken, used);
        sum += left.postcodes() + left.place() + left.words();
        if (sum < cost) {
            cost = sum;
            matched = left.words;
            improvements = left.used;
            if (describe) {
                corrected = describe(left);
            }
        }
    }

    private static int bit(int reason) {
        return reason == Improvements.NONE ? 0 : 1 << reason;
    }

    /** All pairs that are possible, the cheapest first. */
    private void pair(long number) {
        pairs.clear();
        for (int t = 0; t < allWords; t++) {
            Form target = targets[t];
            target.open(attempt.number(), attempt.size());
            for (int i = 0; i < attempt.size(); i++) {
                if ((number >>> i & 1) == 0) {
                    if (Float.isNaN(target.cost(i))) {
                        compare(target, i);
                    }
                    if (target.cost(i) < NEVER) {
                        pairs.add(new Pair(target.cost(i), 1L << i, 1L << t, target.reason(i)));
                    }
                }
            }
        }
        for (Reading reading : attempt.readingsOfSeveral()) {
            for (int t = 0; t < allWords; t++) {
                if (targets[t].raw.equals(reading.word())) {
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
                pairJoined(i);
            }
        }
        pairs.sort((one, other) -> Double.compare(one.cost(), other.cost()));
    }

    /** One word of the query for several of the place that follow each other. */
    private void pairJoined(int i) {
        String word = attempt.word(i).raw;
        long letters = attempt.word(i).letters;
        int most = MisspeltWords.edits(word.length()) - 1;
        for (int from = 0; from < allWords - 1; from++) {
            int length = targets[from].raw.length();
            long joinedLetters = targets[from].letters;
            for (int to = from + 1; to < allWords && length < word.length(); to++) {
                length += targets[to].raw.length();
                joinedLetters |= targets[to].letters;
                if (Math.abs(length - word.length()) > most
                        || differ(letters, joinedLetters, most)) {
                    continue;
                }
                int edits = Edits.between(word, joined(from, to), most);
                if (edits <= most) {
                    pairs.add(
                            new Pair(
                                    JoinedWords.COST
                                            + (edits == 0
                                                    ? 0
                                                    : MisspeltWords.cost(edits, word.length())),
                                    1L << i,
                                    NumberPosition.bits(from, to + 1),
                                    Improvements.JOINED_WORDS));
                }
            }
        }
    }

    private String joined(int from, int to) {
        StringBuilder joined = new StringBuilder();
        for (int t = from; t <= to; t++) {
            joined.append(targets[t].raw);
        }
        return joined.toString();
    }

    /**
     * Whether words of these letters are further apart than so many edits: an edit changes two
     * letters of those that either has alone, at most.
     */
    private static boolean differ(long letters, long others, int edits) {
        return Long.bitCount(letters ^ others) > 2 * edits;
    }

    private void compare(Form target, int i) {
        Form word = attempt.word(i);
        if (word.raw.equals(target.raw)) {
            target.set(i, 0, Improvements.NONE);
        } else if (word.meaning.equals(target.meaning)) {
            target.set(i, (float) SAME_SOUND, Improvements.NONE);
        } else if (word.sound.equals(target.sound) && word.digits == target.digits) {
            boolean near = Edits.between(word.raw, target.raw, 1) <= 1;
            target.set(i, (float) (near ? SAME_SOUND : FAR_SAME_SOUND), Improvements.NONE);
        } else if (word.value >= 0 && word.value == target.value) {
            target.set(i, (float) SpelledNumbers.COST, Improvements.SPELLED_NUMBERS);
        } else if (attempt.isUnfinished(i) && target.raw.startsWith(word.raw)) {
            target.set(i, (float) UNFINISHED, Improvements.NONE);
        } else if (word.digits || target.digits || word.type && target.type) {
            target.set(i, NEVER, Improvements.NONE);
        } else if (word.ear.length() > 2 && word.ear.equals(target.ear)) {
            target.set(i, (float) Homophones.COST, Improvements.HOMOPHONES);
        } else {
            compareLetters(target, i, word);
        }
    }

    private void compareLetters(Form target, int i, Form word) {
        int length = word.raw.length();
        boolean light = target.type || target.small;
        int most =
                length == 2 || light && length > 2
                        ? 1
                        : length >= LONG_WORD ? 3 : MisspeltWords.edits(length);
        float least = NEVER;
        int reason = Improvements.NONE;
        if (most > 0 && !word.small) {
            int edits =
                    differ(word.letters, target.letters, most)
                            ? most + 1
                            : Edits.between(word.raw, target.raw, most);
            if (edits <= most) {
                least =
                        (float)
                                (light
                                        ? LIGHT_WORD
                                        : (edits > 2
                                                        ? THREE_EDITS
                                                        : MisspeltWords.cost(edits, length))
                                                + (attempt.documents(i) > FREQUENT
                                                        ? REAL_WORD
                                                        : 0));
                reason = Improvements.MISSPELT_WORDS;
            }
        }
        if (!word.small && length < target.raw.length() && target.raw.startsWith(word.raw)) {
            float shortened = (float) Abbreviations.cost(length, attempt.isKnown(i));
            if (shortened < least) {
                least = shortened;
                reason = Improvements.ABBREVIATIONS;
            }
        }
        target.set(i, least, reason);
    }

    /** What is left over when the pairs are chosen. */
    private final class Left {

        private long words;
        private final long taken;
        private int used;
        private boolean postcodeMatched;
        private boolean postcodeGiven;

        Left(long words, long taken, int used) {
            this.words = words;
            this.taken = taken;
            this.used = used;
        }

        private boolean isFree(int i) {
            return (words >>> i & 1) == 0;
        }

        private boolean isOpen(int target) {
            return (taken >>> target & 1) == 0;
        }

        double postcodes() {
            double sum = 0;
            for (int i = 0; i < attempt.size(); i++) {
                if (!isFree(i) || !attempt.isPlace(i)) {
                    continue;
                }
                String wanted = attempt.word(i).raw;
                postcodeGiven = true;
                if (wanted.length() == DEPARTMENT_DIGITS) {
                    if (postcode.raw.startsWith(wanted)) {
                        words |= 1L << i;
                    }
                    continue;
                }
                words |= 1L << i;
                if (wanted.equals(postcode.raw)) {
                    postcodeMatched = true;
                    continue;
                }
                used |= bit(Improvements.POSTCODE_AND_CITY);
                boolean sameDepartment =
                        postcode.raw.length() >= DEPARTMENT_DIGITS
                                && wanted.startsWith(postcode.raw.substring(0, DEPARTMENT_DIGITS));
                boolean near = Edits.between(wanted, postcode.raw, 1) == 1;
                sum +=
                        near && (!sameDepartment || wanted.length() < postcode.raw.length())
                                ? PostcodeAndCity.MISSPELT
                                : sameDepartment
                                        ? PostcodeAndCity.SAME_DEPARTMENT
                                        : wanted.length() < postcode.raw.length()
                                                ? attempt.dropCost(i)
                                                : PostcodeAndCity.OTHER_DEPARTMENT;
            }
            return sum;
        }

        /** The words of name and city that nothing in the query stands for. */
        double place() {
            double sum = 0;
            for (int t = 0; t < nameWords; t++) {
                if (isOpen(t)) {
                    sum += missing(t);
                }
            }
            int content = 0;
            int missing = 0;
            double cityCost = 0;
            for (int t = nameWords; t < allWords; t++) {
                boolean small = targets[t].small;
                content += small ? 0 : 1;
                if (isOpen(t)) {
                    missing += small ? 0 : 1;
                    cityCost += small ? SMALL_CITY_WORD : CITY_WORD;
                }
            }
            if (content > 0 && missing == content) {
                for (Attempt.PostalCity city : attempt.postalCities()) {
                    if ((city.words() & words) == 0 && city.postcodes().contains(postcode.raw)) {
                        words |= city.words();
                        used |= bit(Improvements.POSTCODE_AND_CITY);
                        return sum + PostcodeAndCity.NEIGHBOUR;
                    }
                }
                return sum
                        + (postcodeMatched
                                ? NO_CITY_BUT_POSTCODE
                                : contentLeft() ? NO_CITY_AND_WORDS_LEFT : NO_CITY);
            }
            return sum + cityCost;
        }

        private boolean contentLeft() {
            for (int i = 0; i < attempt.size(); i++) {
                Form word = attempt.word(i);
                if (isFree(i) && attempt.isPlainWord(i) && !word.small && !word.type) {
                    return true;
                }
            }
            return postcodeGiven;
        }

        private double missing(int t) {
            Form target = targets[t];
            if (target.small) {
                return MissingWords.SMALL_WORD;
            }
            if (t == 0 && target.type && nameWords > 1) {
                used |= bit(Improvements.STREET_TYPE);
                for (int i = 0; i < attempt.size(); i++) {
                    if (isFree(i) && attempt.word(i).type) {
                        words |= 1L << i;
                        return StreetType.OTHER;
                    }
                }
                return StreetType.MISSING;
            }
            used |= bit(Improvements.MISSING_WORDS);
            return MissingWords.WORD;
        }

        /** The words of the query that stand for nothing, those of house numbers aside. */
        double words() {
            double sum = 0;
            double before = 0;
            boolean typePaired = false;
            for (int i = 0; i < attempt.size(); i++) {
                typePaired |= attempt.word(i).type && !isFree(i);
            }
            for (int i = 0; i < attempt.size(); i++) {
                if (isFree(i) && (attempt.numberWords() >>> i & 1) == 0) {
                    Form word = attempt.word(i);
                    double dropped =
                            word.type && !typePaired && !ExtraWords.isExtra(word.raw)
                                    ? Math.min(TYPE_TOO_MANY, attempt.dropCost(i))
                                    : attempt.dropCost(i);
                    if (i < attempt.before()) {
                        before += dropped;
                    } else {
                        sum += dropped;
                    }
                    if (!word.small) {
                        used |= bit(Improvements.EXTRA_WORDS);
                    }
                }
            }
            return sum + Math.min(before, MOST_BEFORE);
        }
    }

    /**
     * The query with the place's words for those that are paired; what was left out is left out.
     */
    private String describe(Left left) {
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
            for (int t = 0; t < allWords; t++) {
                if ((pair.targets() >>> t & 1) != 0) {
                    text.append(text.isEmpty() ? "" : " ").append(targets[t].raw);
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
