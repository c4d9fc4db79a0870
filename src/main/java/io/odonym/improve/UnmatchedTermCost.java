package io.odonym.improve;

/**
 * What is left over of a query and a place when the words of one that stand for words of the other
 * are paired, and what that costs.
 *
 * <p>What is left of one side may account for what is left of the other: a kind of street for
 * another, the city that a postcode delivers to for the place's own. {@link #cost} is asked once.
 */
final class UnmatchedTermCost {

    private static final double TYPE_TOO_MANY = 0.4;
    private static final double SMALL_CITY_WORD = 0.05;
    private static final double CITY_WORD = 0.4;
    private static final double NO_CITY_BUT_POSTCODE = 0.35;
    private static final double NO_CITY = 0.3;
    private static final double NO_CITY_AND_WORDS_LEFT = 1.0;
    private static final double MOST_BEFORE = 0.5;
    private static final int DEPARTMENT_DIGITS = 2;

    private final RelaxedQuery attempt;
    private final PlaceWords place;
    private long words;
    private final long taken;
    private int used;
    private boolean postcodeMatched;
    private boolean postcodeGiven;

    /**
     * Of a query and a place.
     *
     * @param words the words of the query that stand for something, a bit for each
     * @param taken the words of the place that something stands for, a bit for each
     * @param used the improvements that this took, a bit for each
     */
    UnmatchedTermCost(RelaxedQuery attempt, PlaceWords place, long words, long taken, int used) {
        this.attempt = attempt;
        this.place = place;
        this.words = words;
        this.taken = taken;
        this.used = used;
    }

    /** What all that is left over costs. */
    double cost() {
        return postcodes() + missingOfPlace() + extraWords();
    }

    /** The words of the query that stand for something, now that the cost is known. */
    long words() {
        return words;
    }

    /** The improvements that it took, now that the cost is known. */
    int used() {
        return used;
    }

    private boolean isFree(int i) {
        return (words >>> i & 1) == 0;
    }

    private boolean isOpen(int target) {
        return (taken >>> target & 1) == 0;
    }

    /** The postcodes of the query, beside that of the place. */
    private double postcodes() {
        String postcode = place.postcode().raw;
        double sum = 0;
        for (int i = 0; i < attempt.size(); i++) {
            if (!isFree(i) || !attempt.isPlace(i)) {
                continue;
            }
            String wanted = attempt.word(i).raw;
            postcodeGiven = true;
            if (wanted.length() == DEPARTMENT_DIGITS) {
                if (postcode.startsWith(wanted)) {
                    words |= 1L << i;
                }
                continue;
            }
            words |= 1L << i;
            if (wanted.equals(postcode)) {
                postcodeMatched = true;
                continue;
            }
            used |= Improvements.bit(Improvements.POSTCODE_AND_CITY);
            boolean sameDepartment =
                    postcode.length() >= DEPARTMENT_DIGITS
                            && wanted.startsWith(postcode.substring(0, DEPARTMENT_DIGITS));
            boolean near = EditDistance.between(wanted, postcode, 1) == 1;
            sum +=
                    near && (!sameDepartment || wanted.length() < postcode.length())
                            ? PostcodeAndCityRule.MISSPELT
                            : sameDepartment
                                    ? PostcodeAndCityRule.SAME_DEPARTMENT
                                    : wanted.length() < postcode.length()
                                            ? attempt.dropCost(i)
                                            : PostcodeAndCityRule.OTHER_DEPARTMENT;
        }
        return sum;
    }

    /** The words of name and city that nothing in the query stands for. */
    private double missingOfPlace() {
        double sum = 0;
        for (int t = 0; t < place.ofName(); t++) {
            if (isOpen(t)) {
                sum += missing(t);
            }
        }
        int content = 0;
        int missing = 0;
        double cityCost = 0;
        for (int t = place.ofName(); t < place.size(); t++) {
            boolean small = place.word(t).small;
            content += small ? 0 : 1;
            if (isOpen(t)) {
                missing += small ? 0 : 1;
                cityCost += small ? SMALL_CITY_WORD : CITY_WORD;
            }
        }
        if (content > 0 && missing == content) {
            for (RelaxedQuery.PostalCity city : attempt.postalCities()) {
                if ((city.words() & words) == 0
                        && city.postcodes().contains(place.postcode().raw)) {
                    words |= city.words();
                    used |= Improvements.bit(Improvements.POSTCODE_AND_CITY);
                    return sum + PostcodeAndCityRule.NEIGHBOUR;
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
            WordForm word = attempt.word(i);
            if (isFree(i) && attempt.isPlainWord(i) && !word.small && !word.type) {
                return true;
            }
        }
        return postcodeGiven;
    }

    private double missing(int t) {
        WordForm target = place.word(t);
        if (target.small) {
            return MissingWordRule.SMALL_WORD;
        }
        if (t == 0 && target.type && place.ofName() > 1) {
            used |= Improvements.bit(Improvements.STREET_TYPE);
            for (int i = 0; i < attempt.size(); i++) {
                if (isFree(i) && attempt.word(i).type) {
                    words |= 1L << i;
                    return StreetTypeRule.OTHER;
                }
            }
            return StreetTypeRule.MISSING;
        }
        used |= Improvements.bit(Improvements.MISSING_WORDS);
        return MissingWordRule.WORD;
    }

    /** The words of the query that stand for nothing, those of house numbers aside. */
    private double extraWords() {
        double sum = 0;
        double before = 0;
        boolean typePaired = false;
        for (int i = 0; i < attempt.size(); i++) {
            typePaired |= attempt.word(i).type && !isFree(i);
        }
        for (int i = 0; i < attempt.size(); i++) {
            if (isFree(i) && (attempt.numberWords() >>> i & 1) == 0) {
                WordForm word = attempt.word(i);
                double dropped =
                        word.type && !typePaired && !ExtraWordRule.isExtra(word.raw)
                                ? Math.min(TYPE_TOO_MANY, attempt.dropCost(i))
                                : attempt.dropCost(i);
                if (i < attempt.before()) {
                    before += dropped;
                } else {
                    sum += dropped;
                }
                if (!word.small) {
                    used |= Improvements.bit(Improvements.EXTRA_WORDS);
                }
            }
        }
        return sum + Math.min(before, MOST_BEFORE);
    }
}
