package io.odonym.index.store;

import java.util.List;

/**
 * The names of the Lucene fields and of the index files, and the place attributes that are indexed.
 */
public final class IndexSchema {

    /**
     * The version of the index format. It increases whenever the layout of any file changes; an
     * index of another format version is rejected.
     */
    public static final int FORMAT_VERSION = 6;

    /** Lucene field of the search tokens of a place, with their weights as postings. */
    public static final String TOKEN_FIELD = "token";

    /** Lucene field of the filter terms of a place; see {@link #filterTerm}. */
    public static final String FILTER_FIELD = "filter";

    /** Lucene field of the geohash cells in which a place or one of its house numbers lies. */
    public static final String CELL_FIELD = "cell";

    /** Lucene field of the identifier of a place. */
    public static final String ID_FIELD = "id";

    /** Binary doc values: the ranking record, house numbers and attributes of a place. */
    public static final String RECORD_FIELD = "record";

    /** Numeric doc values: the importance of a place. */
    public static final String IMPORTANCE_FIELD = "importance";

    /** Numeric doc values: the smallest number of tokens in a name of a place. */
    public static final String NAME_TOKENS_FIELD = "name_tokens";

    public static final String TERM_DICTIONARY_FILE = "dictionary";
    public static final String VALUE_DICTIONARIES_FILE = "tables";
    public static final String FORWARD_INDEX_FILE = "documents";
    public static final String BAN_IDENTIFIERS_FILE = "identifiers";
    public static final String FILTER_BITSETS_FILE = "filters";
    public static final String TERM_COOCCURRENCE_FILE = "pairs";
    public static final String CHAMPION_LISTS_FILE = "heaviest";
    public static final String WORD_TRIE_FILE = "words";

    /**
     * The attributes whose values are indexed, in indexing order: FIELDS of addok 1.3.2 followed by
     * EXTRA_FIELDS of the BAN's addok configuration.
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

    /** The attributes a request can filter by: FILTERS of the BAN's addok configuration. */
    public static final List<String> FILTER_KEYS = List.of("type", "citycode", "postcode");

    /**
     * The additional value of the {@code type} filter that matches every place with house numbers
     * (FiltersIndexer of addok 1.3.2).
     */
    public static final String HOUSE_NUMBER_TYPE = "housenumber";

    private IndexSchema() {}

    /** Returns the term of {@link #FILTER_FIELD} for a filter and its value: {@code name=value}. */
    public static String filterTerm(String name, String value) {
        return name + "=" + value;
    }
}
