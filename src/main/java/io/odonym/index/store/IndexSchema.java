package io.odonym.index.store;

import java.util.List;

/** The names of the index's fields and files, and which keys of a place are searched. */
public final class IndexSchema {

    /** Raised whenever the layout of any file changes; an index of another version is refused. */
    public static final int FORMAT_VERSION = 6;

    public static final String TOKEN = "token";
    public static final String FILTER = "filter";
    public static final String CELL = "cell";
    public static final String ID = "id";
    public static final String RECORD = "record";
    public static final String IMPORTANCE = "importance";
    public static final String NAME_TOKENS = "name_tokens";

    public static final String DICTIONARY_FILE = "dictionary";
    public static final String TABLES_FILE = "tables";
    public static final String DOCUMENTS_FILE = "documents";
    public static final String IDENTIFIERS_FILE = "identifiers";
    public static final String FILTERS_FILE = "filters";
    public static final String PAIRS_FILE = "pairs";
    public static final String HEAVIEST_FILE = "heaviest";
    public static final String WORDS_FILE = "words";

    /**
     * The keys whose values are indexed: addok 1.3.2's FIELDS and the BAN's EXTRA_FIELDS, in that
     * order.
     */
    public static final List<String> SEARCHED_KEYS =
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
    public static final List<String> FILTER_KEYS = List.of("type", "citycode", "postcode");

    /**
     * The type under which places with house numbers can also be filtered (addok 1.3.2,
     * FiltersIndexer).
     */
    public static final String HOUSE_NUMBER_TYPE = "housenumber";

    private IndexSchema() {}

    /** The term of a filter value. */
    public static String filterTerm(String name, String value) {
        return name + "=" + value;
    }
}
