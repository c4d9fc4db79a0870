package io.odonym.geocode;

import io.odonym.index.IndexLookup;
import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.model.Attributes;
import io.odonym.rank.ScoredCandidate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds a place by its identifier, or a house number by its own, which the BAN builds from the
 * street's: "75056_1234_00003_bis" is a number of "75056_1234".
 */
final class IdentifierSearch {

    private static final char SEPARATOR = '_';

    private final IndexLookup lookup;
    private final FeatureBuilder features;

    IdentifierSearch(IndexLookup lookup, FeatureBuilder features) {
        this.lookup = lookup;
        this.features = features;
    }

    Optional<Feature> find(String id, boolean withHouseNumbers) {
        Optional<Integer> place = lookup.findDocument(id);
        if (place.isPresent()) {
            Feature feature = write(place.get(), StoredPlaceReader.NO_NUMBER);
            return Optional.of(withHouseNumbers ? withNumbers(feature, place.get()) : feature);
        }
        for (int end = id.lastIndexOf(SEPARATOR);
                end > 0;
                end = id.lastIndexOf(SEPARATOR, end - 1)) {
            Optional<Integer> street = lookup.findDocument(id.substring(0, end));
            if (street.isPresent()) {
                Optional<Feature> number = number(street.get(), id);
                if (number.isPresent()) {
                    return number;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Feature> number(int document, String id) {
        StoredPlaceReader storedPlaces = lookup.storedPlaces();
        Attributes place = storedPlaces.attributes(document);
        HouseNumbers houseNumbers = storedPlaces.houseNumbers(document);
        for (int i : houseNumbers.visibleOrdinals()) {
            if (houseNumbers.attributes(i, place.text("id")).text("id").equals(id)) {
                return Optional.of(write(document, i));
            }
        }
        return Optional.empty();
    }

    private Feature write(int document, int number) {
        Feature feature = features.write(new ScoredCandidate(document, number, 0, 0, 0, 0), false);
        List<String> keys = new ArrayList<>(feature.properties().keys());
        List<Object> values = new ArrayList<>(feature.properties().values());
        int score = keys.indexOf("score");
        keys.remove(score);
        values.remove(score);
        return new Feature(feature.longitude(), feature.latitude(), new Attributes(keys, values));
    }

    private Feature withNumbers(Feature feature, int document) {
        StoredPlaceReader storedPlaces = lookup.storedPlaces();
        Attributes place = storedPlaces.attributes(document);
        List<String> numbers = new ArrayList<>();
        List<Object> known = new ArrayList<>();
        HouseNumbers houseNumbers = storedPlaces.houseNumbers(document);
        for (int i : houseNumbers.visibleOrdinals()) {
            String number = houseNumbers.text(i);
            if (!numbers.contains(number)) {
                numbers.add(number);
                known.add(houseNumbers.attributes(i, place.text("id")));
            }
        }
        Attributes all =
                new Attributes(List.of("housenumbers"), List.of(new Attributes(numbers, known)));
        return new Feature(
                feature.longitude(), feature.latitude(), feature.properties().overriddenBy(all));
    }
}
