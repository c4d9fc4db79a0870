package io.odonym.improve.roles;

import io.odonym.improve.tokens.RoleToken;
import io.odonym.improve.tokens.RoleTokenizer;
import io.odonym.improve.tokens.TokenRole;
import io.odonym.text.TextAnalysis;

import java.util.List;

/**
 * One way to read a query: its tokens with their roles.
 *
 * @param tokens the tokens, in the order of the query
 * @param departments the folded codes of the departments that the query names
 */
public record QueryReading(List<RoleToken> tokens, List<String> departments) {

    private static final List<RoleRecognizer> RULES =
            List.of(
                    new SpreadsheetDecimalRecognizer(),
                    new TelephoneRecognizer(),
                    new PostOfficeBoxRecognizer(),
                    new CedexRecognizer(),
                    new BusinessReferenceRecognizer(),
                    new CountryRecognizer(),
                    new SplitPostcodeRecognizer(),
                    new UnitRecognizer(),
                    new NoHouseNumberRecognizer(),
                    new SpelledHouseNumberRecognizer(),
                    new HouseNumberRangeRecognizer(),
                    new ArrondissementRecognizer(),
                    new DepartmentRecognizer(),
                    new PostcodeLeadingZeroRecognizer(),
                    new NumberInNameRecognizer());

    /** The rules that assign a role to all remaining tokens. They run once for each reading. */
    private static final List<RoleRecognizer> REMAINING_RULES =
            List.of(
                    new PostcodeRecognizer(),
                    new HouseNumberRecognizer(),
                    new SuffixRecognizer(),
                    new CityRecognizer(),
                    new StreetTypeRecognizer(),
                    new NameRecognizer());

    private static final int POSTCODE_DIGITS = 5;

    /** Copies both lists. */
    public QueryReading {
        tokens = List.copyOf(tokens);
        departments = List.copyOf(departments);
    }

    /**
     * Reads a query.
     *
     * @param query the query as the user wrote it
     * @param gazetteer looks up cities and postcodes of the index
     */
    public static QueryReadings readAll(String query, Gazetteer gazetteer) {
        RoleAssignment tokens = new RoleAssignment(RoleTokenizer.tokenize(query), gazetteer);
        dropHamletWords(tokens);
        for (RoleRecognizer rule : RULES) {
            rule.apply(tokens);
        }
        return new QueryReadings(
                of(tokens.tokens(), tokens),
                IntersectionSplitter.find(tokens)
                        .map(
                                streets ->
                                        new QueryReadings.Corner(
                                                of(streets.first(), tokens),
                                                of(streets.second(), tokens),
                                                streets.inCity(),
                                                streets.numbered())));
    }

    /**
     * Reads a query.
     *
     * @return one reading; two if the query names the corner of two streets in a known city
     */
    public static List<QueryReading> read(String query, Gazetteer gazetteer) {
        return readAll(query, gazetteer).addresses();
    }

    /** Assigns roles to the tokens that do not have one yet, and returns the reading. */
    private static QueryReading of(List<RoleToken> tokens, RoleAssignment query) {
        RoleAssignment reading = new RoleAssignment(tokens, query.gazetteer());
        for (RoleRecognizer rule : REMAINING_RULES) {
            rule.apply(reading);
        }
        return new QueryReading(
                reading.tokens().stream().map(QueryReading::withoutLeadingZeros).toList(),
                query.departments());
    }

    /** Drops "lieu dit" at the start if more text follows. */
    private static void dropHamletWords(RoleAssignment tokens) {
        if (tokens.text(0).equals("lieu") && tokens.text(1).equals("dit") && tokens.size() > 2) {
            tokens.tokens().subList(0, 2).clear();
        } else if (tokens.text(0).equals("lieudit") && tokens.size() > 1) {
            tokens.tokens().removeFirst();
        }
    }

    private static RoleToken withoutLeadingZeros(RoleToken token) {
        String text = TextAnalysis.withoutLeadingZeros(token.text());
        return text.equals(token.text())
                ? token
                : new RoleToken(text, token.before(), token.role(), token.numbers(), token.asked());
    }

    /** Returns the tokens that may match a word or a number of a place. */
    public List<RoleToken> searched() {
        return tokens.stream().filter(token -> token.role().isSearched()).toList();
    }

    /** Returns whether the query is an arrondissement, such as "lyon 2". */
    public boolean isArrondissement() {
        return !tokens.isEmpty()
                && tokens.getLast().role() == TokenRole.NAME_NUMBER
                && tokens.getLast().text().equals("arrondissement");
    }

    /** Returns whether a folded word is the name of a month. */
    public static boolean isMonth(String word) {
        return NumberInNameRecognizer.isMonth(word);
    }

    /** Returns whether a postcode belongs to the department with the given folded code. */
    public static boolean isInDepartment(String postcode, String department) {
        return RoleAssignment.isInDepartment(postcode, department);
    }

    /**
     * Returns the number of searched tokens before the first house number that precedes a street
     * type; 0 if there is no such number or if a postcode precedes it.
     */
    public int countTokensBeforeAddress() {
        String text = String.join(" ", searched().stream().map(RoleToken::text).toList());
        int skipped = text.length() - TextAnalysis.fromHouseNumber(text).length();
        int count = (int) text.substring(0, skipped).chars().filter(c -> c == ' ').count();
        boolean postcode =
                searched().subList(0, count).stream()
                        .anyMatch(
                                token ->
                                        token.isNumber()
                                                && token.text().length() == POSTCODE_DIGITS
                                                && token.role() != TokenRole.UNIT);
        return postcode ? 0 : count;
    }
}
