package io.odonym.geocode;

import io.odonym.index.IndexLookup;
import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.store.IndexSchema;
import io.odonym.model.IdentifierCode;
import io.odonym.model.JsonObject;
import io.odonym.model.PlaceDetails;
import io.odonym.rank.ScoredCandidate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds a place or a house number by its identifier. In the BAN, the identifier of a house number
 * starts with the identifier of its street: "75056_1234_00003_bis" is a house number of
 * "75056_1234". A place or a house number may have other identifiers: its UUID in the BAN and the
 * interoperability key of a Base Adresse Locale.
 *
 * <p>Not thread-safe.
 */
final class IdentifierSearch {

    private static final char SEPARATOR = '_';

    private final IndexLookup lookup;
    private final FeatureBuilder features;

    IdentifierSearch(IndexLookup lookup, FeatureBuilder features) {
        this.lookup = lookup;
        this.features = features;
    }

    /** Finds a feature by its identifier; see {@link Geocoder#findById}. */
    Optional<Feature> find(String id, boolean withHouseNumbers) {
        Optional<Integer> place = lookup.findDocument(id);
        if (place.isPresent()) {
            Feature feature = withoutScore(place.get(), StoredPlaceReader.NO_NUMBER);
            return Optional.of(withHouseNumbers ? withNumbers(feature, place.get()) : feature);
        }
        for (int end = id.lastIndexOf(SEPARATOR);
                end > 0;
                end = id.lastIndexOf(SEPARATOR, end - 1)) {
            Optional<Integer> street = lookup.findDocument(id.substring(0, end));
            if (street.isPresent()) {
                Optional<Feature> number = findNumber(street.get(), id);
                if (number.isPresent()) {
                    return number;
                }
            }
        }
        return findByOtherIdentifier(id, withHouseNumbers);
    }

    /** Finds a place or a house number by its UUID in the BAN or by its interoperability key. */
    private Optional<Feature> findByOtherIdentifier(String id, boolean withHouseNumbers) {
        List<String> codes = List.of(IdentifierCode.of(id));
        StoredPlaceReader storedPlaces = lookup.storedPlaces();
        for (int document :
                lookup.documentsMatching(IndexSchema.IDENTIFIER_FILTER, codes).toArray()) {
            JsonObject place = storedPlaces.attributes(document);
            if (hasIdentifier(place, id)) {
                Feature feature = withoutScore(document, StoredPlaceReader.NO_NUMBER);
                return Optional.of(withHouseNumbers ? withNumbers(feature, document) : feature);
            }
            HouseNumbers houseNumbers = storedPlaces.houseNumbers(document);
            for (int i = 0; i < houseNumbers.size(); i++) {
                if (hasIdentifier(houseNumbers.attributes(i, place.text("id")), id)) {
                    return Optional.of(withoutScore(document, i));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean hasIdentifier(JsonObject attributes, String id) {
        for (String key : PlaceDetails.IDENTIFIER_KEYS) {
            if (attributes.text(key).equalsIgnoreCase(id)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Feature> findNumber(int document, String id) {
        StoredPlaceReader storedPlaces = lookup.storedPlaces();
        JsonObject place = storedPlaces.attributes(document);
        HouseNumbers houseNumbers = storedPlaces.houseNumbers(document);
        // A search cannot find hidden house numbers, but they have identifiers of their own.
        for (int i = 0; i < houseNumbers.size(); i++) {
            if (houseNumbers.attributes(i, place.text("id")).text("id").equals(id)) {
                return Optional.of(withoutScore(document, i));
            }
        }
        return Optional.empty();
    }

    private Feature withoutScore(int document, int number) {
        Feature feature = features.build(new ScoredCandidate(document, number, 0, 0, 0, 0), false);
        List<String> keys = new ArrayList<>(feature.properties().keys());
        List<Object> values = new ArrayList<>(feature.properties().values());
        int score = keys.indexOf("score");
        keys.remove(score);
        values.remove(score);
        return feature.withProperties(new JsonObject(keys, values));
    }

    private Feature withNumbers(Feature feature, int document) {
        StoredPlaceReader storedPlaces = lookup.storedPlaces();
        JsonObject place = storedPlaces.attributes(document);
        HouseNumbers houseNumbers = storedPlaces.houseNumbers(document);
        List<String> numbers = new ArrayList<>();
        List<Object> attributes = new ArrayList<>();
        for (int i : houseNumbers.visibleOrdinals()) {
            String number = houseNumbers.text(i);
            if (!numbers.contains(number)) {
                numbers.add(number);
                attributes.add(withoutDetails(houseNumbers.attributes(i, place.text("id"))));
            }
        }
        JsonObject property =
                new JsonObject(
                        List.of("housenumbers"), List.of(new JsonObject(numbers, attributes)));
        return feature.withProperties(feature.properties().overriddenBy(property));
    }

    private static JsonObject withoutDetails(JsonObject number) {
        if (number.keys().stream().noneMatch(PlaceDetails::isStoredKey)) {
            return number;
        }
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < number.keys().size(); i++) {
            if (!PlaceDetails.isStoredKey(number.keys().get(i))) {
                keys.add(number.keys().get(i));
                values.add(number.values().get(i));
            }
        }
        return new JsonObject(keys, values);
    }
}
