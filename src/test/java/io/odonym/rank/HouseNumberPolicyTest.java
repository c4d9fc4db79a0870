package io.odonym.rank;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

class HouseNumberPolicyTest {

    @Test
    void allowsHouseNumbersWithoutATypeFilter() {
        assertThat(HouseNumberPolicy.of(Map.of("postcode", List.of("80000"))))
                .isEqualTo(new HouseNumberPolicy(true, false));
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

        assertThat(HouseNumberPolicy.of(Map.of("type", values)))
                .isEqualTo(new HouseNumberPolicy(allowed, required));
    }
}
