package io.odonym.http.geoplateforme;

import java.util.List;

/** The names of the indexes of the Géoplateforme, and which of them this server has. */
final class SearchIndexes {

    static final String ADDRESS = "address";
    static final String POI = "poi";
    static final String PARCEL = "parcel";

    /** The names of all indexes. */
    static final List<String> NAMES = List.of(ADDRESS, POI, PARCEL);

    /** The indexes that a request searches by default. */
    static final List<String> DEFAULT = List.of(ADDRESS);

    private SearchIndexes() {}

    /**
     * Checks that this server has all indexes of a request.
     *
     * @throws io.odonym.http.exchange.HttpErrorException 400 if it does not have one of them
     */
    static void requireAvailable(String parameter, List<String> indexes) {
        for (String index : indexes) {
            if (!index.equals(ADDRESS)) {
                throw ParameterReader.conflict(
                        parameter
                                + ": '"
                                + index
                                + "' is not available, this server has 'address'");
            }
        }
    }
}
