package io.odonym.improve.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomophoneKeyTest {

    @ParameterizedTest
    @CsvSource({
        "eau, o",
        "au, o",
        "vain, vin",
        "plein, plin",
        "faim, fin",
        "syn, sin",
        "sym, sin",
        "mai, me",
        "reine, rin",
        "may, me",
        "cen, kan",
        "tem, tan",
        "lam, lan",
        "lim, lin",
        "brun, brin",
        "ly, li",
        "pho, fo",
        "scho, cho",
        "quai, ke",
        "coq, kok",
        "khi, chi",
        "tho, to",
        "zo, so",
        "wu, vu",
        "xu, ksu",
        "gi, ji",
        "lot, lo",
        "les, le",
        "le, le",
        "et, et",
        "rue, ru",
    })
    void replacesSpellingsOfTheSameSound(String token, String key) {
        assertThat(HomophoneKey.of(token)).isEqualTo(key);
    }
}
