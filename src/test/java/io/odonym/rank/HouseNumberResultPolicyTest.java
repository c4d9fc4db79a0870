package io.odonym.rank;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

class HouseNumberResultPolicyTest {

    @Test
    void allowsHouseNumbersWithoutATypeFilter() {
        assertThat(HouseNumberResultPolicy.of(Map.of("citycode", List.of("80021"))))
                .isEqualTo(new HouseNumberResultPolicy(true, false));
        assertThat(HouseNumberResultPolicy.of(Map.of("postcode", List.of("80000"))))
                .isEqualTo(
                        new HouseNumberResultPolicy(
                                true,
                                false,
                                new HouseNumberFilter(List.of("80000"), List.of(), List.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "'', false, false",
        "street, false, false",
        "housenumber, true, true",
        "street housenumber, true, false"
    })
    void dependsOnTheTypeFilter(String types, boolean allowed, boolean required) {
        List<String> values = Arrays.stream(types.split(" ")).filter(t -> !t.isEmpty()).toList();

        assertThat(HouseNumberResultPolicy.of(Map.of("type", values)))
                .isEqualTo(new HouseNumberResultPolicy(allowed, required));
    }
}
