package io.odonym.index;

import java.util.List;

/** The names of the index's fields and files, and which keys of a place are searched. */
final class Schema {

    /** Raised whenever the layout of any file changes; an index of another version is refused. */
    static final int FORMAT_VERSION = 6;

    static final String TOKEN = "token";
    static final String FILTER = "filter";
    static final String CELL = "cell";
    static final String ID = "id";
    static final String RECORD = "record";
    static final String IMPORTANCE = "importance";
    static final String NAME_TOKENS = "name_tokens";

    static final String DICTIONARY_FILE = "dictionary";
    static final String TABLES_FILE = "tables";
    static final String DOCUMENTS_FILE = "documents";
    static final String IDENTIFIERS_FILE = "identifiers";
    static final String FILTERS_FILE = "filters";
    static final String PAIRS_FILE = "pairs";
    static final String HEAVIEST_FILE = "heaviest";
    static final String WORDS_FILE = "words";

    /**
     * The keys whose values are indexed: addok 1.3.2's FIELDS and the BAN's EXTRA_FIELDS, in that
     * order.
     */
    static final List<String> SEARCHED_KEYS =
            List.of(
                    "name",
                    "street",
                    "postcode",
                    "city",
                    "context",
                    "citycode",
                    "oldcitycode",
                    "oldcity",
                    "district");

    /** The keys that a request may filter by: the BAN's FILTERS. */
    static final List<String> FILTER_KEYS = List.of("type", "citycode", "postcode");

    /**
     * The type under which places with house numbers can also be filtered (addok 1.3.2,
     * FiltersIndexer).
     */
    static final String HOUSE_NUMBER_TYPE = "housenumber";

    private Schema() {}

    /** The term of a filter value. */
    static String filterTerm(String name, String value) {
        return name + "=" + value;
    }
}
