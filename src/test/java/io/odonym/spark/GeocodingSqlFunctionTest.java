package io.odonym.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The SQL functions return the results of the server. */
class GeocodingSqlFunctionTest {

    @TempDir private static Path folder;
    private static JobFixture fixture;

    @BeforeAll
    static void createFixture() throws Exception {
        fixture = JobFixture.create(folder);
    }

    @Test
    void searchesAndReverseGeocodes() throws IOException {
        try (SparkSession session = fixture.session()) {
            session.sql(
                            "SELECT * FROM VALUES (1, '1 rue saint honoré', 75001), (2, 'rue saint"
                                    + " honore', 59000), (3, 'nowhere', NULL) AS t(n, q, cp)")
                    .createOrReplaceTempView("t");
            List<Row> rows =
                    session.sql(
                                    "SELECT r.result_id, r.result_score, r.latitude,"
                                            + " r.result_status FROM (SELECT n, odonym_search(q,"
                                            + " map('postcode', cp)) r FROM t) ORDER BY n")
                            .collectAsList();
            assertThat(rows.stream().map(row -> row.getString(0)))
                    .containsExactly("75101_8635_00001", "59350_1", null);
            assertThat(rows.getFirst().getDouble(1)).isBetween(0.9, 1.0);
            assertThat(rows.getFirst().getDouble(2)).isEqualTo(48.8601);
            assertThat(rows.get(2).getString(3)).isEqualTo("not-found");

            assertThat(
                            session
                                    .sql(
                                            "SELECT x.result_id FROM (SELECT"
                                                    + " explode(odonym_search_all(q, map('limit',"
                                                    + " '2'))) x FROM t WHERE n = 2)")
                                    .collectAsList()
                                    .stream()
                                    .map(row -> row.getString(0)))
                    .containsExactly("75101_8635", "59350_1");
            assertThat(
                            session.sql(
                                            "SELECT odonym_reverse(48.86011, 2.34411).result_label,"
                                                    + " odonym_search(NULL)")
                                    .first()
                                    .toString())
                    .isEqualTo("[1 Rue Saint-Honoré 75001 Paris,null]");
        }
    }
}
