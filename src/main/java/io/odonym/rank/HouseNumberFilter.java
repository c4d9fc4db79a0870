package io.odonym.rank;

import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.model.JsonObject;
import io.odonym.model.PlaceDetails;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The filters of a request that concern single house numbers. A street passes a filter if any of
 * its house numbers passes. The filter decides which of them may be returned.
 *
 * @param postcodes the accepted postcodes; empty to accept all. Checked only for streets whose
 *     house numbers have postcodes of their own, because addok does not check house numbers.
 * @param certified the accepted values of {@link PlaceDetails#CERTIFIED}; empty to accept all
 * @param parcels the accepted identifiers of parcels; empty to accept all
 */
public record HouseNumberFilter(
        List<String> postcodes, List<String> certified, List<String> parcels) {

    /** Accepts all house numbers. */
    public static final HouseNumberFilter NONE =
            new HouseNumberFilter(List.of(), List.of(), List.of());

    public HouseNumberFilter {
        Objects.requireNonNull(postcodes);
        Objects.requireNonNull(certified);
        Objects.requireNonNull(parcels);
    }

    /**
     * Returns the filter of a request.
     *
     * @param filters the values of each filter, by filter name
     */
    static HouseNumberFilter of(Map<String, List<String>> filters) {
        HouseNumberFilter filter =
                new HouseNumberFilter(
                        filters.getOrDefault("postcode", List.of()),
                        filters.getOrDefault("certified", List.of()),
                        filters.getOrDefault("parcel", List.of()));
        return filter.equals(NONE) ? NONE : filter;
    }

    /**
     * Returns whether a house number may be returned.
     *
     * @param document a place that passes the filters of the request
     * @param ordinal the ordinal of one of its house numbers
     */
    public boolean accepts(StoredPlaceReader places, int document, int ordinal) {
        if (this == NONE) {
            return true;
        }
        HouseNumbers houseNumbers = places.houseNumbers(document);
        boolean ownPostcodes = !postcodes.isEmpty() && houseNumbers.anyOverridesRanking();
        if (!ownPostcodes && certified.isEmpty() && parcels.isEmpty()) {
            return true;
        }
        JsonObject place = places.attributes(document);
        JsonObject number = places.houseNumbers(document).attributes(ordinal, place.text("id"));
        if (ownPostcodes) {
            JsonObject source = number.get("postcode").isPresent() ? number : place;
            if (!postcodes.contains(source.text("postcode"))) {
                return false;
            }
        }
        return hasAny(number, PlaceDetails.CERTIFIED, certified)
                && hasAny(number, PlaceDetails.PARCELS, parcels);
    }

    private static boolean hasAny(JsonObject number, String detail, List<String> accepted) {
        if (accepted.isEmpty()) {
            return true;
        }
        for (Object value : number.list(PlaceDetails.storedKey(detail))) {
            if (accepted.contains(value.toString())) {
                return true;
            }
        }
        return false;
    }
}
