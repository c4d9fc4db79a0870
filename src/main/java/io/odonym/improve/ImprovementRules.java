package io.odonym.improve;

import io.odonym.improve.query.ImprovementRule;
import io.odonym.improve.query.MultiWordMatchRule;
import io.odonym.improve.query.WordSubstitutionRule;
import io.odonym.improve.rules.ExtraWordRule;
import io.odonym.improve.rules.HomophoneRule;
import io.odonym.improve.rules.HouseNumberAnywhereRule;
import io.odonym.improve.rules.IntersectionRule;
import io.odonym.improve.rules.MissingNameWordRule;
import io.odonym.improve.rules.MissingSpaceRule;
import io.odonym.improve.rules.MisspeltWordRule;
import io.odonym.improve.rules.ProximityBoostRule;
import io.odonym.improve.rules.SpaceInWordRule;
import io.odonym.improve.rules.SpelledNumberRule;
import io.odonym.improve.rules.StreetTypeRule;
import io.odonym.improve.rules.TruncatedWordRule;
import io.odonym.improve.rules.UnknownHouseNumberRule;
import io.odonym.improve.rules.WrongPostcodeOrCityRule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The list of improvements, in the order in which they run. */
public final class ImprovementRules {

    static final ImprovementRule HOUSE_NUMBER_POSITION = new HouseNumberAnywhereRule();
    static final ImprovementRule EXTRA_WORD = new ExtraWordRule();
    static final ImprovementRule POSTCODE_AND_CITY = new WrongPostcodeOrCityRule();
    static final ImprovementRule STREET_TYPE = new StreetTypeRule();
    static final ImprovementRule MISSING_WORD = new MissingNameWordRule();
    static final ImprovementRule NEAR_CENTRE = new ProximityBoostRule();
    static final ImprovementRule UNKNOWN_HOUSE_NUMBER = new UnknownHouseNumberRule();
    static final ImprovementRule INTERSECTION = new IntersectionRule();

    /**
     * The improvements that classify the terms of the query. They run even if the first result of
     * the plain search turns out to be good enough.
     */
    static final List<ImprovementRule> CLASSIFYING = List.of(HOUSE_NUMBER_POSITION, EXTRA_WORD);

    /**
     * The improvements that run only if the first result of the plain search is not good enough.
     */
    static final List<ImprovementRule> RELAXING =
            List.of(
                    new SpelledNumberRule(),
                    new SpaceInWordRule(),
                    new MissingSpaceRule(),
                    new HomophoneRule(),
                    new MisspeltWordRule(),
                    new TruncatedWordRule(),
                    POSTCODE_AND_CITY,
                    STREET_TYPE,
                    MISSING_WORD,
                    NEAR_CENTRE,
                    UNKNOWN_HOUSE_NUMBER,
                    INTERSECTION);

    /** All improvements. */
    public static final List<ImprovementRule> ALL =
            Stream.concat(CLASSIFYING.stream(), RELAXING.stream()).toList();

    /** The improvements that match one query term with one different word of a place. */
    static final List<WordSubstitutionRule> WORD_SUBSTITUTIONS =
            instancesOf(WordSubstitutionRule.class);

    /** The improvements that match one query term with several words of a place. */
    static final List<MultiWordMatchRule> MULTI_WORD_MATCHERS =
            instancesOf(MultiWordMatchRule.class);

    /** The name of the phase that assigns a role to each token. This phase is the first one. */
    static final String ROLES_PHASE = "roles";

    /** The name of the phase that retrieves candidates. This phase follows the improvements. */
    static final String RETRIEVAL_PHASE = "gather_readings";

    /**
     * The name of the phase that aligns the query with each candidate. This phase is the last one.
     */
    static final String ALIGNMENT_PHASE = "align";

    private ImprovementRules() {}

    private static <T extends ImprovementRule> List<T> instancesOf(Class<T> type) {
        return ALL.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Returns the names of all phases of the relaxed search, in order. */
    public static List<String> phaseNames() {
        List<String> names = new ArrayList<>();
        names.add(ROLES_PHASE);
        ALL.forEach(improvement -> names.add(improvement.name()));
        names.add(RETRIEVAL_PHASE);
        names.add(ALIGNMENT_PHASE);
        return List.copyOf(names);
    }
}
