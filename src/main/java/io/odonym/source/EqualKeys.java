package io.odonym.source;

import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;
import io.odonym.model.KeyListInterner;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the house numbers of a street the same keys. The index stores the attributes of such house
 * numbers in columns, which take less space.
 */
final class EqualKeys {

    private static final String POSTCODE = "postcode";

    /** The keys whose absence differs from null: the value of the street is then used. */
    private static final Set<String> INHERITED = Set.of("x", "y");

    private EqualKeys() {}

    /**
     * Returns house numbers with the same keys. The values of the additional keys are null, except
     * for the postcode, which is that of the street.
     *
     * @param postcode the displayed postcode of the street
     */
    static List<HouseNumber> of(
            List<HouseNumber> numbers, String postcode, KeyListInterner keyLists) {
        Set<String> union = new LinkedHashSet<>();
        boolean equal = true;
        for (HouseNumber number : numbers) {
            List<String> keys = number.attributes().keys();
            equal &= keys == numbers.getFirst().attributes().keys();
            union.addAll(keys);
        }
        if (equal) {
            return numbers;
        }
        List<String> keys = keyLists.intern(List.copyOf(union));
        List<HouseNumber> result = new ArrayList<>(numbers.size());
        for (HouseNumber number : numbers) {
            List<Object> values = new ArrayList<>(keys.size());
            for (String key : keys) {
                Optional<Object> value = number.attributes().get(key);
                if (value.isEmpty() && INHERITED.contains(key)) {
                    return numbers;
                }
                values.add(value.orElse(key.equals(POSTCODE) ? postcode : JsonNull.NULL));
            }
            result.add(new HouseNumber(number.number(), new JsonObject(keys, values)));
        }
        return result;
    }
}
