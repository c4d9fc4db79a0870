package io.odonym.index.places;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.model.JsonObject;
import io.odonym.model.Place;
import io.odonym.text.FoldedAlphabet;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class RankingRecordTest {

    @Test
    void storesNamesCitiesAndPostcode() {
        Place place =
                new Place(
                        new JsonObject(
                                List.of("type", "name", "city", "postcode", "lat", "lon"),
                                List.of(
                                        "municipality",
                                        List.of("Évry", "Courcouronnes"),
                                        List.of("Courcouronnes", ""),
                                        91000L,
                                        48.1234567,
                                        2.5)),
                        List.of());
        RankingRecord record = RankingRecord.of(place);
        assertThat(record.isMunicipality()).isTrue();
        assertThat(record.latitude()).isEqualTo(48.1234567);
        assertThat(record.longitude()).isEqualTo(2.5);
        assertThat(record.nameCount()).isEqualTo(2);
        assertThat(record.cityCount()).isEqualTo(2);
        assertThat(record.city(0)).isEqualTo(FoldedAlphabet.codes("courcouronnes"));
        assertThat(
                        Arrays.copyOfRange(
                                record.bytes(),
                                record.nameStart(0),
                                record.nameStart(0) + record.nameLength(0)))
                .isEqualTo(FoldedAlphabet.codes("evry"));
        assertThat(
                        Arrays.copyOfRange(
                                record.bytes(),
                                record.postcodeStart(),
                                record.postcodeStart() + record.postcodeLength()))
                .isEqualTo(FoldedAlphabet.codes("91000"));
        assertThat(record.joinsCity(0, 0)).isTrue();
        assertThat(record.joinsCity(1, 0)).as("the name is the city").isFalse();
        assertThat(record.joinsCity(0, 1)).as("there is no city").isFalse();
    }
}
