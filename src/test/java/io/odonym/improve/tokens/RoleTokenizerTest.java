package io.odonym.improve.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTokenizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    12rue haute; 12 rue haute
                    12bis rue haute; 12bis rue haute
                    12av foch; 12 av foch
                    75011paris; 75011 paris
                    n°12 rue haute; n 12 rue haute
                    n12 rue haute; n 12 rue haute
                    no 12; no 12
                    rn12; rn 12
                    r.d.12 gap; rd 12 gap
                    n.d. de lourdes; nd de lourdes
                    n. d. de lourdes; nd de lourdes
                    b.p. 12; bp 12
                    z.a.c. des pins; zac des pins
                    j.f. kennedy; j f kennedy
                    n d; n d
                    Église Saint-Éloi; eglise saint eloi
                    """)
    void splitsAQueryIntoWords(String query, String words) {
        assertThat(
                        String.join(
                                " ",
                                RoleTokenizer.tokenize(query).stream()
                                        .map(RoleToken::text)
                                        .toList()))
                .isEqualTo(words);
    }
}
