package io.odonym.http.geoplateforme;

import io.odonym.geoplateforme.GeoplateformeSearch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The filters of a search or reverse search for addresses.
 *
 * @param values the accepted values by filter name; without {@code city}
 * @param city the name of a municipality
 */
record AddressFilters(Map<String, List<String>> values, Optional<String> city) {

    static final String CITYCODE = "citycode";

    /** The types of addresses. */
    static final List<String> TYPES = List.of("housenumber", "street", "locality", "municipality");

    static final String INVALID = "not valid";

    private static final int MAX_POSTCODES = 50;
    private static final int MAX_DEPARTMENTS = 10;
    private static final int MAX_CATEGORIES = 10;
    private static final int MAX_CITY_LENGTH = 50;

    private static final Pattern POSTCODE = Pattern.compile("[0-9]{5}");
    private static final Pattern MUNICIPALITY_CODE = Pattern.compile("[0-9]{5}|[0-9][AB][0-9]{3}");
    private static final Pattern DEPARTMENT =
            Pattern.compile("0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-5]|97[1-8]|98[4-9]");

    AddressFilters {
        values = Map.copyOf(values);
    }

    /** Reads the filters of a request, and gathers their faults. */
    static AddressFilters read(ParameterReader parameters) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        parameters.name("type", TYPES).ifPresent(type -> values.put("type", List.of(type)));
        put(values, "postcode", postcodes(parameters, "postcode"));
        put(values, CITYCODE, municipalityCodes(parameters, CITYCODE));
        put(values, "depcode", departments(parameters));
        Optional<String> city =
                parameters.text(
                        "city",
                        name -> name.length() <= MAX_CITY_LENGTH,
                        "must contain at most " + MAX_CITY_LENGTH + " chars");
        parameters.list("category", MAX_CATEGORIES, _ -> true, INVALID);
        return new AddressFilters(values, city);
    }

    /** Reads a list of postcodes. */
    static List<String> postcodes(ParameterReader parameters, String name) {
        return parameters.list(
                name, MAX_POSTCODES, AddressFilters::isPostcode, "must contain 5 digits");
    }

    /** Reads a list of municipality codes (INSEE). */
    static List<String> municipalityCodes(ParameterReader parameters, String name) {
        return parameters.list(
                name,
                GeoplateformeSearch.MAX_FILTER_VALUES,
                code -> MUNICIPALITY_CODE.matcher(code).matches(),
                INVALID);
    }

    /** Reads the list of department codes. */
    static List<String> departments(ParameterReader parameters) {
        return parameters.list("depcode", MAX_DEPARTMENTS, AddressFilters::isDepartment, INVALID);
    }

    static boolean isPostcode(String text) {
        return POSTCODE.matcher(text).matches();
    }

    static boolean isDepartment(String text) {
        return DEPARTMENT.matcher(text).matches();
    }

    private static void put(Map<String, List<String>> values, String name, List<String> list) {
        if (!list.isEmpty()) {
            values.put(name, list);
        }
    }

    /** Returns a copy that accepts only some municipalities. */
    AddressFilters withMunicipalities(List<String> codes) {
        Map<String, List<String>> restricted = new LinkedHashMap<>(values);
        restricted.put(CITYCODE, codes);
        return new AddressFilters(restricted, Optional.empty());
    }
}
