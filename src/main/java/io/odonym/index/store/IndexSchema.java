package io.odonym.index.store;

import io.odonym.model.PlaceDetails;

import java.util.List;
import java.util.Map;

/**
 * The names of the Lucene fields and of the index files, and the place attributes that are indexed.
 */
public final class IndexSchema {

    /**
     * The version of the index format. It increases whenever the layout of any file changes; an
     * index with a different format version is rejected.
     */
    public static final int FORMAT_VERSION = 6;

    /**
     * The Lucene field that contains the search tokens of a place. The postings store the weights
     * of the tokens.
     */
    public static final String TOKEN_FIELD = "token";

    /** The Lucene field that contains the filter terms of a place; see {@link #filterTerm}. */
    public static final String FILTER_FIELD = "filter";

    /** The Lucene field that contains the geohash cells of a place and of its house numbers. */
    public static final String CELL_FIELD = "cell";

    /** The Lucene field that contains the identifier of a place. */
    public static final String ID_FIELD = "id";

    /**
     * The Lucene field (binary doc values) that contains the ranking record, house numbers and
     * attributes of a place.
     */
    public static final String RECORD_FIELD = "record";

    /** The Lucene field (numeric doc values) that contains the importance of a place. */
    public static final String IMPORTANCE_FIELD = "importance";

    /**
     * The Lucene field (numeric doc values) that contains the number of tokens in the shortest name
     * of a place.
     */
    public static final String NAME_TOKENS_FIELD = "name_tokens";

    public static final String TERM_DICTIONARY_FILE = "dictionary";
    public static final String VALUE_DICTIONARIES_FILE = "tables";
    public static final String FORWARD_INDEX_FILE = "documents";
    public static final String BAN_IDENTIFIERS_FILE = "identifiers";
    public static final String FILTER_BITSETS_FILE = "filters";
    public static final String TERM_COOCCURRENCE_FILE = "pairs";
    public static final String CHAMPION_LISTS_FILE = "heaviest";
    public static final String WORD_TRIE_FILE = "words";

    /** The files that an index contains in addition to Lucene's files. */
    public static final List<String> SIDE_FILES =
            List.of(
                    TERM_DICTIONARY_FILE,
                    VALUE_DICTIONARIES_FILE,
                    FORWARD_INDEX_FILE,
                    BAN_IDENTIFIERS_FILE,
                    FILTER_BITSETS_FILE,
                    TERM_COOCCURRENCE_FILE,
                    CHAMPION_LISTS_FILE,
                    WORD_TRIE_FILE);

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

    /**
     * The attributes that a request can use as filters: FILTERS of the BAN's addok configuration.
     */
    public static final List<String> FILTER_KEYS = List.of("type", "citycode", "postcode");

    /**
     * The filters that select house numbers by their details, with the details that contain the
     * values. A place passes if it, or any of its house numbers, has one of the values.
     */
    public static final Map<String, String> DETAIL_FILTERS =
            Map.of("certified", PlaceDetails.CERTIFIED, "parcel", PlaceDetails.PARCELS);

    /**
     * A filter by department, which the index derives from the municipality codes. Its values are
     * codes such as "75", "2A" and "974".
     */
    public static final String DEPARTMENT_FILTER = "depcode";

    /**
     * A filter by area. Its values are {@link #METROPOLITAN}, {@link #OVERSEAS}, codes of
     * departments, and postcodes.
     */
    public static final String TERRITORY_FILTER = "territory";

    /** The value of {@link #TERRITORY_FILTER} for the departments in Europe. */
    public static final String METROPOLITAN = "METROPOLE";

    /** The value of {@link #TERRITORY_FILTER} for the departments and collectivities overseas. */
    public static final String OVERSEAS = "DOMTOM";

    /**
     * The name of a filter that requests cannot use. Its values are the codes of the other
     * identifiers of a place and of its house numbers: the BAN's UUID and the interoperability key;
     * see {@link io.odonym.model.IdentifierCode}.
     */
    public static final String IDENTIFIER_FILTER = "identifier";

    /**
     * An additional value of the {@code type} filter, which matches every place that has house
     * numbers (FiltersIndexer of addok 1.3.2).
     */
    public static final String HOUSE_NUMBER_TYPE = "housenumber";

    private IndexSchema() {}

    /**
     * Returns the term in {@link #FILTER_FIELD} for the name and value of a filter: {@code
     * name=value}.
     */
    public static String filterTerm(String name, String value) {
        return name + "=" + value;
    }
}
