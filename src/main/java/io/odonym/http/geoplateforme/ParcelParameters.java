package io.odonym.http.geoplateforme;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The parameters that describe a cadastral parcel. Stateless. */
final class ParcelParameters {

    static final String DEPARTMENT = "departmentcode";
    static final String MUNICIPALITY = "municipalitycode";
    static final String DISTRICT = "districtcode";

    /** The syntax of each parameter. */
    private static final Map<String, Pattern> SYNTAX =
            Map.of(
                    DEPARTMENT,
                    Pattern.compile("0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-5]|97"),
                    MUNICIPALITY,
                    Pattern.compile("[0-9]{2,3}"),
                    "oldmunicipalitycode",
                    Pattern.compile("[0-9]{3}"),
                    DISTRICT,
                    Pattern.compile("[0-9]{3}"),
                    "section",
                    Pattern.compile("[0-9]{1,2}|[A-Z]{1,2}|0[A-Z]"),
                    "number",
                    Pattern.compile("[0-9]{1,4}"),
                    "sheet",
                    Pattern.compile("[0-9]{1,2}"));

    /** The names of the parameters. */
    static final Set<String> NAMES = SYNTAX.keySet();

    private ParcelParameters() {}

    /** Checks the syntax of all parameters, and gathers their faults. */
    static void read(ParameterReader parameters) {
        NAMES.stream()
                .sorted()
                .forEach(
                        name ->
                                parameters.text(
                                        name,
                                        value -> SYNTAX.get(name).matcher(value).matches(),
                                        "not valid"));
    }

    /** Returns whether a request has any of the parameters. */
    static boolean areIn(ParameterReader parameters) {
        return NAMES.stream().anyMatch(parameters::has);
    }
}
