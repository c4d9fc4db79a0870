package io.odonym.improve.rules;

import io.odonym.improve.query.HouseNumberText;
import io.odonym.improve.query.ImprovementRule;
import io.odonym.improve.query.NumberWords;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.roles.RoleToken;
import io.odonym.improve.roles.TokenRole;
import io.odonym.text.TextAnalysis;

import java.util.ArrayList;
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

    private static final int MAX_DIGITS = 4;
    private static final int MAX_SUFFIX_LENGTH = 9;

    /** Folded words that introduce a house number. */
    private static final Set<String> NUMBER_SIGNS =
            Set.of("n", "no", "num", "numero", "nr", "ndeg", "nodeg");

    /** Articles before a date in a street name such as "rue du 8 mai". */
    private static final Set<String> DATE_ARTICLES = Set.of("du", "des", "le", "les");

    /** Articles between a street type and a number that is part of the name: "rue du 151 R.I.". */
    private static final Set<String> NAME_ARTICLES = Set.of("du", "des");

    /** Single letters that are more often an elided article than a suffix: "12 l impasse". */
    private static final String ELISIONS = "dljsntm";

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
            int spelledEnd = addSpelledNumber(query, i);
            if (spelledEnd > i) {
                i = spelledEnd - 1;
                continue;
            }
            String text = query.term(i).text();
            int digits = HouseNumberText.countLeadingDigits(text);
            if (digits > 0
                    && query.mayBeHouseNumber(i)
                    && text.length() <= digits + MAX_SUFFIX_LENGTH
                    && (digits <= MAX_DIGITS
                            || digits == MAX_DIGITS + 1 && startsAddress(query, i))) {
                addNumber(query, i, digits == text.length());
            }
        }
    }

    /** Returns whether a term starts the address and precedes a street type. */
    private static boolean startsAddress(RelaxedQuery query, int i) {
        return i == query.addressStart() && isStreetType(query, i + 1);
    }

    private static boolean isStreetType(RelaxedQuery query, int i) {
        return i < query.termCount() && query.term(i).isStreetType();
    }

    private static void addNumber(RelaxedQuery query, int i, boolean withoutSuffix) {
        String text = query.term(i).text();
        int end = i + 1;
        if (query.token(i).numbers().isEmpty()
                && withoutSuffix
                && end < query.termCount()
                && query.mayBeHouseNumber(end)
                && isSuffix(query, end)) {
            text += query.term(end++).text();
        }
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
        RoleToken token = query.token(i);
        if (token.numbers().isEmpty()) {
            query.addHouseNumber(terms, text, text, cost, !first);
            return;
        }
        double rankCost = 0;
        for (String number : token.numbers()) {
            query.addHouseNumber(terms, number, token.asked(), cost + rankCost, true);
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

    /**
     * Adds a number that is written in words before a street type, at the start of the query or
     * after punctuation or a unit: "vingt et un rue de la Paix".
     *
     * @return the index after the number; the given index if there is none
     */
    private static int addSpelledNumber(RelaxedQuery query, int i) {
        boolean start =
                i == 0
                        || query.role(i - 1) == TokenRole.UNIT
                        || !query.token(i).before().isBlank()
                                && query.token(i).before().indexOf('-') < 0;
        if (!start || query.term(i).startsWithDigit()) {
            return i;
        }
        List<String> words = new ArrayList<>();
        for (int k = i; k < query.termCount(); k++) {
            words.add(query.term(k).text());
        }
        NumberWords.Compound number = NumberWords.parseCompound(words);
        int end = i + number.wordCount();
        if (end == i
                || number.value() < 1
                || !isStreetType(query, end)
                || !mayBeHouseNumber(query, i, end)) {
            return i;
        }
        long terms = TermMask.range(i, end);
        if (query.certainHouseNumber() == 0) {
            query.setCertainHouseNumber(terms);
        }
        String text = Integer.toString(number.value());
        query.addHouseNumber(terms, text, text, SPELLED_COST, true);
        return end;
    }

    private static boolean mayBeHouseNumber(RelaxedQuery query, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!query.mayBeHouseNumber(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSuffix(RelaxedQuery query, int i) {
        String text = query.term(i).text();
        // "r" and "q" are suffixes too, but in "12 r de la paix" the letter is the abbreviation of
        // "rue".
        if (!TextAnalysis.isNumberSuffix(text)
                || text.length() == 1
                        && query.term(i).isStreetType()
                        && !isStreetType(query, i + 1)) {
            return false;
        }
        return text.length() > 1
                || i + 1 == query.termCount()
                || isStreetType(query, i + 1)
                || query.isPostcode(i + 1)
                || !ELISIONS.contains(text);
    }
}
