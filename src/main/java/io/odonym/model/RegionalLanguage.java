package io.odonym.model;

import java.util.List;
import java.util.Set;

/**
 * The languages in which the BAN publishes names besides French. The codes are those of the BAN
 * (package ban-team/shared-data 1.4.3, langues-regionales.json). They end the names of its columns,
 * as in {@code toponyme_bre}.
 */
public final class RegionalLanguage {

    /** The detail that contains the name of a street, before its language code. */
    public static final String NAME_PREFIX = "name_";

    /** The detail that contains the name of a municipality, before its language code. */
    public static final String CITY_PREFIX = "city_";

    /** The codes of all languages, in the order of the BAN's list. */
    public static final List<String> CODES =
            List.of(
                    "fra",
                    "bre",
                    "eus",
                    "gsw",
                    "cos",
                    "gcr",
                    "gcf",
                    "rcf",
                    "swb",
                    "oci",
                    "cat",
                    "pcd",
                    "oc-provenc",
                    "oc-nicard",
                    "vls",
                    "fr-gallo",
                    "aji",
                    "dhv",
                    "nen",
                    "pri",
                    "ty",
                    "mrq",
                    "pmt",
                    "mrv",
                    "frp");

    private static final Set<String> CODE_SET = Set.copyOf(CODES);

    private RegionalLanguage() {}

    /** Returns whether a detail is a name in one of the languages, such as "name_bre". */
    public static boolean isDetail(String name) {
        return (name.startsWith(NAME_PREFIX) || name.startsWith(CITY_PREFIX))
                && CODE_SET.contains(name.substring(NAME_PREFIX.length()));
    }
}
