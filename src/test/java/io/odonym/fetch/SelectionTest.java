package io.odonym.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

class SelectionTest {

    private static final URI BAN = URI.create("https://ban.example/latest/");
    private static final URI BAL = URI.create("https://bal.example/communes");

    private static Selection selection(ExportFormat format, String... codes) {
        return new Selection(Arrays.stream(codes).map(Area::parse).toList(), format);
    }

    @ParameterizedTest
    @CsvSource({
        "france, FRANCE, france",
        "France, FRANCE, france",
        "01, DEPARTMENT, 01",
        "2a, DEPARTMENT, 2A",
        "95, DEPARTMENT, 95",
        "974, DEPARTMENT, 974",
        "988, DEPARTMENT, 988",
        "35238, MUNICIPALITY, 35238",
        "2A004, MUNICIPALITY, 2A004",
        "97411, MUNICIPALITY, 97411"
    })
    void readsAreas(String text, Area.Kind kind, String code) {
        assertThat(Area.parse(text)).isEqualTo(new Area(kind, code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "0", "00", "20", "96", "97", "970", "979", "1", "999", "96001", "3523", "../x"
            })
    void rejectsOtherCodes(String text) {
        assertThatThrownBy(() -> Area.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + text + "\" is neither");
    }

    @Test
    void namesTheFilesOfTheBan() {
        assertThat(selection(ExportFormat.ADDOK, "france").files(BAN, BAL))
                .containsExactly(
                        new RemoteFile(
                                "adresses-addok-france.ndjson.gz",
                                URI.create(BAN + "addok/adresses-addok-france.ndjson.gz")));
        assertThat(selection(ExportFormat.CSV, "france").files(BAN, BAL))
                .extracting(RemoteFile::name)
                .containsExactly("adresses-france.csv.gz", "lieux-dits-beta-france.csv.gz");
        List<RemoteFile> files = selection(ExportFormat.CSV, "35", "56001").files(BAN, BAL);
        assertThat(files)
                .extracting(file -> file.url().toString())
                .containsExactly(
                        BAN + "csv/adresses-35.csv.gz",
                        BAN + "csv/lieux-dits-35-beta.csv.gz",
                        BAL + "/56001/download/csv-bal/adresses");
        assertThat(files.getLast().name()).isEqualTo("bal-56001.csv");
    }

    @Test
    void rejectsAreasThatContainEachOther() {
        assertThatThrownBy(() -> selection(ExportFormat.ADDOK, "35", "35238"))
                .hasMessage("35 already contains 35238");
        assertThatThrownBy(() -> selection(ExportFormat.ADDOK, "35", "france"))
                .hasMessage("france already contains 35");
        assertThatThrownBy(() -> selection(ExportFormat.ADDOK, "35", "35"))
                .hasMessage("35 is selected twice");
        assertThatThrownBy(() -> selection(ExportFormat.ADDOK)).hasMessage("no area is selected");
    }

    @Test
    void isStoredAsOneLine() {
        Selection selection = selection(ExportFormat.CSV, "35", "2A004");
        assertThat(selection.text()).isEqualTo("csv 35 2A004");
        assertThat(Selection.parse(selection.text() + "\n")).contains(selection);
        assertThat(Selection.parse("damaged")).isEmpty();
    }
}
