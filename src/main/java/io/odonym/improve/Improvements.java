package io.odonym.improve;

import java.util.List;
import java.util.stream.Stream;

/** The improvements in the order in which they run, as addok's collectors are listed. */
public final class Improvements {

    /** All of them. */
    public static final List<Improvement> ALL =
            List.of(
                    new HouseNumberPositionRule(),
                    new ExtraWordRule(),
                    new SpelledNumberRule(),
                    new SplitWordRule(),
                    new JoinedWordRule(),
                    new HomophoneRule(),
                    new MisspeltWordRule(),
                    new AbbreviationRule(),
                    new PostcodeAndCityRule(),
                    new StreetTypeRule(),
                    new MissingWordRule(),
                    new NearCentreRule(),
                    new UnknownHouseNumberRule());

    /** The look-up of the places that hold the words in any reading; it follows all of them. */
    static final String GATHER = "gather_readings";

    /** The pairing of the query with each of these places; it is last. */
    static final String ALIGN = "align";

    /** The names of all that runs in a search that is improved, in order. */
    public static List<String> names() {
        return Stream.concat(ALL.stream().map(Improvement::name), Stream.of(GATHER, ALIGN))
                .toList();
    }

    /** In {@link QueryAlignment}: as addok reads it. */
    static final int NONE = -1;

    static final int NUMBER_POSITION = 0;
    static final int EXTRA_WORDS = 1;
    static final int SPELLED_NUMBERS = 2;
    static final int SPLIT_WORDS = 3;
    static final int JOINED_WORDS = 4;
    static final int HOMOPHONES = 5;
    static final int MISSPELT_WORDS = 6;
    static final int ABBREVIATIONS = 7;
    static final int POSTCODE_AND_CITY = 8;
    static final int STREET_TYPE = 9;
    static final int MISSING_WORDS = 10;
    static final int NEAR_CENTRE = 11;
    static final int UNKNOWN_NUMBER = 12;

    private Improvements() {}

    /** An improvement's bit in a set of them; none for {@link #NONE}. */
    static int bit(int improvement) {
        return improvement == NONE ? 0 : 1 << improvement;
    }
}
