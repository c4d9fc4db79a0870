package io.odonym.source;

import io.odonym.model.PlaceDetails;

import java.util.Arrays;
import java.util.List;

/**
 * What a row says besides the address itself; see {@link PlaceDetails}.
 *
 * @param cityBanId the identifier of the municipality in the BAN; "" if unknown
 * @param streetBanId the identifier of the street in the BAN; "" if unknown
 * @param certified "1" if the municipality has certified the address, "0" if not; "" if unknown
 * @param parcels the identifiers of the cadastral parcels
 * @param positionType what the position marks; "" if unknown
 * @param source who has provided the address; "" if unknown
 * @param interoperabilityKey the interoperability key; "" if unknown
 * @param regionalNames the names in regional languages
 */
record RowDetails(
        String cityBanId,
        String streetBanId,
        String certified,
        List<String> parcels,
        String positionType,
        String source,
        String interoperabilityKey,
        RegionalNames regionalNames) {

    /** Splits the cell of a column of parcels, in which they are separated by "|". */
    static List<String> parcels(String cell) {
        return Arrays.stream(cell.split("\\|"))
                .map(String::strip)
                .filter(parcel -> !parcel.isEmpty())
                .toList();
    }

    /** Adds the details of a house number to its attributes. */
    void putNumber(JsonObjectBuilder number, String updated) {
        if (certified.equals("1") || certified.equals("0")) {
            put(number, PlaceDetails.CERTIFIED, certified.equals("1"));
        }
        if (!parcels.isEmpty()) {
            put(number, PlaceDetails.PARCELS, parcels);
        }
        put(number, PlaceDetails.POSITION_TYPE, positionType);
        put(number, PlaceDetails.SOURCE, source);
        put(number, PlaceDetails.INTEROPERABILITY_KEY, interoperabilityKey);
        put(number, PlaceDetails.UPDATED, updated);
    }

    /** Adds the details of a street to its attributes. */
    void putStreet(JsonObjectBuilder street) {
        put(street, PlaceDetails.CITY_BAN_ID, cityBanId);
    }

    private static void put(JsonObjectBuilder target, String name, Object value) {
        target.put(PlaceDetails.storedKey(name), value);
    }
}
