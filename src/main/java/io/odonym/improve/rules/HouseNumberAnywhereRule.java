package io.odonym.improve.rules;

import io.odonym.improve.query.HouseNumberText;
import io.odonym.improve.query.ImprovementRule;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.tokens.TokenRole;

import java.util.List;
import java.util.Set;

/**
 * Recognizes a house number at any position of the query: at its end, after the street, after "n°",
 * or before the city. The suffix may be a separate word or have several letters.
 *
 * <p>addok recognizes a house number only at the beginning of the query and before a street type.
 */
public final class HouseNumberAnywhereRule implements ImprovementRule {

    /**
     * The additional cost of a house number if a different number in the query follows a number
     * sign or precedes a street type.
     */
    public static final double NOT_CERTAIN_COST = 2;

    /** Folded words that introduce a house number. */
    private static final Set<String> NUMBER_SIGNS =
            Set.of("n", "no", "num", "numero", "nr", "ndeg", "nodeg");

    /** Articles before a date in a street name such as "rue du 8 mai". */
    private static final Set<String> DATE_ARTICLES = Set.of("du", "des", "le", "les");

    /** Articles between a street type and a number that is part of the name: "rue du 151 R.I.". */
    private static final Set<String> NAME_ARTICLES = Set.of("du", "des");

    private static final double AFTER_DATE_ARTICLE_COST = 1.2;
    private static final double AFTER_EXTRA_WORD_COST = 2;
    private static final double BEFORE_TYPE_OR_LAST_COST = 0.1;
    private static final double ANYWHERE_COST = 0.2;
    private static final double SPELLED_COST = 0.2;

    /** The additional cost of each number of a range that is not the first one. */
    private static final double NEXT_NUMBER_COST = 0.02;

    /** Creates the rule. */
    public HouseNumberAnywhereRule() {}

    @Override
    public String name() {
        return "number_position";
    }

    /** Adds every term that may be the house number. */
    @Override
    public void apply(RelaxedQuery query) {
        for (int i = 0; i < query.termCount(); i++) {
            if (query.mayBeHouseNumber(i)
                    && HouseNumberText.countLeadingDigits(query.term(i).text()) > 0) {
                addNumber(query, i);
            }
        }
    }

    private static boolean isStreetType(RelaxedQuery query, int i) {
        return i < query.termCount() && query.term(i).isStreetType();
    }

    private static void addNumber(RelaxedQuery query, int i) {
        StringBuilder number = new StringBuilder(query.term(i).text());
        int end = i + 1;
        while (end < query.termCount() && query.role(end) == TokenRole.SUFFIX) {
            number.append(query.term(end++).text());
        }
        String text = number.toString();
        String previous = i == 0 ? "" : query.term(i - 1).text();
        boolean announced = NUMBER_SIGNS.contains(previous);
        boolean beforeType = isStreetType(query, end);
        boolean first = i == 0 || i == query.addressStart() && beforeType;
        long terms = TermMask.range(announced ? i - 1 : i, end);
        if (query.certainHouseNumber() == 0
                && (announced
                        || beforeType
                                && !ExtraWordRule.isExtraWord(previous)
                                && !NAME_ARTICLES.contains(previous))) {
            query.setCertainHouseNumber(terms);
        }
        double cost =
                first || announced
                        ? 0
                        : positionCost(previous, beforeType || end == query.termCount());
        List<String> numbers = query.token(i).numbers();
        if (numbers.size() < 2) {
            boolean spelled = !numbers.isEmpty();
            query.addHouseNumber(
                    terms, text, text, spelled ? cost + SPELLED_COST : cost, spelled || !first);
            return;
        }
        double rankCost = 0;
        for (String each : numbers) {
            query.addHouseNumber(terms, each, query.token(i).asked(), cost + rankCost, true);
            rankCost += NEXT_NUMBER_COST;
        }
    }

    private static double positionCost(String previous, boolean beforeTypeOrLast) {
        if (ExtraWordRule.isExtraWord(previous)) {
            return AFTER_EXTRA_WORD_COST;
        }
        if (DATE_ARTICLES.contains(previous)) {
            return AFTER_DATE_ARTICLE_COST;
        }
        return beforeTypeOrLast ? BEFORE_TYPE_OR_LAST_COST : ANYWHERE_COST;
    }
}
