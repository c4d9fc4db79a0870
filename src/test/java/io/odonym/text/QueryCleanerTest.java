package io.odonym.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules one by one; {@link AddokTextTest} holds them to addok on seven thousand queries. */
class QueryCleanerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    xyz ets batiment b 22 rue des fleurs 59350 lille | 22 rue des fleurs 59350 lille
                    res x 12 b av foch                               | 12 b av foch
                    res x 12bis av foch                              | 12bis av foch
                    la poste 3 rond point de la paix                 | 3 rond point de la paix
                    chez moi 12345 rue de paris                      | chez moi 12345 rue de paris
                    chez moi 12 rue                                  | chez moi 12 rue
                    chez moi 12 abc rue de paris                     | chez moi 12 abc rue de paris
                    a12 rue de paris                                 | a12 rue de paris
                    34 AVENUE de x                                   | 34 AVENUE de x
                    """)
    void extractsTheAddress(String query, String address) {
        assertThat(QueryCleaner.extractAddress(query)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    rue x59350lille                  | rue x 59350 lille
                    bp 12 rue x                      | rue x
                    rue x cs n 1234 paris            | rue x paris
                    rue x tsa no 1234 paris          | rue x paris
                    rue x cidex12 paris              | rue x paris
                    rue x bps 12                     | rue x bps 12
                    rue x 35042 rennes cedex 7       | rue x 35 rennes
                    rue x rennes cedex               | rue x rennes
                    rue x 2e etage paris             | rue x paris
                    12eme etage rue x                | rue x
                    123e etage x                     | 1 x
                    lieu dit les essarts             | les essarts
                    lieux dits les essarts           | les essarts
                    lieudit les essarts              | les essarts
                    lieu dit                         | lieu dit
                    lieu ditx les essarts            | lieu ditx les essarts
                    """)
    void cleans(String query, String clean) {
        assertThat(QueryCleaner.clean(query)).isEqualTo(clean);
    }

    @ParameterizedTest
    @CsvSource({
        "007 rue, 7 rue",
        "0000, 0",
        "01234, 01234",
        "00012, 12",
        "0a1, 0a1",
        "10 20, 10 20",
        "rue 01 02, rue 1 2"
    })
    void removesLeadingZeros(String query, String without) {
        assertThat(QueryCleaner.withoutLeadingZeros(query)).isEqualTo(without);
    }
}
