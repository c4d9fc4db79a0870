package io.odonym.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.IndexedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The page in Chromium, on the data that comes along: mvn -Pbrowser verify. */
@Tag("browser")
@EnabledIf(value = "io.odonym.http.page.Browser#isInstalled", disabledReason = Browser.MISSING)
class DemoPageBrowserTest {

    @TempDir private static Path folder;
    private static IndexedServer server;
    private static String address;
    private Browser browser;

    @BeforeAll
    static void start() throws Exception {
        server = IndexedServer.start(Path.of("index-data"), folder.resolve("index"), Map.of());
        address = "http://127.0.0.1:" + server.port() + "/";
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void open() {
        browser = Browser.start("fr", folder);
        browser.open(address);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private void searchFor(String query) {
        browser.type(query);
        browser.press(Keys.ENTER);
        browser.one("#results .result");
    }

    private String attribute(String selector, String name) {
        String value = browser.one(selector).getDomAttribute(name);
        return value == null ? "" : value;
    }

    private String query() {
        String value = browser.one("#query").getDomProperty("value");
        return value == null ? "" : value;
    }

    @Test
    void suggestsWhileOneTypesAndChoosesByKeyboard() {
        browser.type("34 avenue de l'op");
        browser.shows("#suggestions", "34 Avenue de l'Opéra 75002 Paris");
        assertThat(attribute("#query", "aria-expanded")).isEqualTo("true");
        browser.until("it is told aloud", () -> browser.one("#live").getText().contains("fl"));

        browser.press(Keys.ARROW_DOWN);
        assertThat(attribute("#query", "aria-activedescendant")).isEqualTo("suggestion-0");
        assertThat(attribute("#suggestion-0", "aria-selected")).isEqualTo("true");
        browser.press(Keys.ARROW_UP);
        assertThat(attribute("#query", "aria-activedescendant")).isEmpty();
        browser.press(Keys.ARROW_DOWN, Keys.ENTER);

        browser.shows("#results .selected", "34 Avenue de l'Opéra 75002 Paris");
        assertThat(query()).isEqualTo("34 Avenue de l'Opéra 75002 Paris");
        assertThat(browser.one("#suggestions").isDisplayed()).isFalse();
        assertThat(browser.all(".pin.selected")).hasSize(1);
        assertThat(attribute(".pin", "title")).isEqualTo("34 Avenue de l'Opéra 75002 Paris");
        browser.askedOnly(address);
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void escapeHidesTheSuggestionsThenEmptiesTheField() {
        browser.type("marseil");
        browser.one("#suggestion-0");
        browser.press(Keys.ESCAPE);
        assertThat(browser.one("#suggestions").isDisplayed()).isFalse();
        assertThat(query()).isEqualTo("marseil");
        browser.press(Keys.ESCAPE);
        assertThat(query()).isEmpty();
    }

    @Test
    void dropsSuggestionsThatComeTooLate() {
        browser.driver.executeScript(
                """
                const ask = window.fetch;
                window.late = 'under way';
                window.fetch = async (address) => {
                  const answer = await ask(address);
                  if (!address.includes('q=mars')) return answer;
                  await new Promise((done) => setTimeout(done, 1000));
                  setTimeout(() => { window.late = 'come'; }, 200);
                  return answer;
                };
                """);
        browser.type("mars");
        browser.until("it was asked", () -> asked("q=mars"));
        browser.type("bordeaux");
        browser.shows("#suggestions", "Bordeaux");
        browser.until(
                "the late one is there",
                () -> "come".equals(browser.driver.executeScript("return window.late")));

        assertThat(browser.one("#suggestions").getText())
                .contains("Bordeaux")
                .doesNotContain("Mars");
    }

    private boolean asked(String part) {
        Object found =
                browser.driver.executeScript(
                        "return performance.getEntriesByType('resource')"
                                + ".some((entry) => entry.name.includes(arguments[0]))",
                        part);
        return Boolean.TRUE.equals(found);
    }

    @Test
    void listsResultsAndExplainsThem() {
        searchFor("avenue daumenil");
        assertThat(browser.all("#results .result")).hasSizeGreaterThan(1);
        assertThat(browser.all(".pin")).hasSameSizeAs(browser.all("#results .result"));

        browser.one("#results li:nth-child(2) .result").click();
        assertThat(attribute("#results li:nth-child(2) .result", "aria-expanded"))
                .isEqualTo("true");
        browser.one("#results .explanation summary").click();
        browser.shows("#results .explanation", "Ressemblance du texte");
        browser.shows("#results .explanation", "prononciation");
        assertThat(browser.all("#results meter")).hasSize(2);
    }

    @Test
    void saysWhatIsAtAPointOfTheMap() {
        searchFor("rue de la paix 75002");
        browser.until("the map came near", () -> url().contains("zoom=16"));
        new Actions(browser.driver).moveToElement(browser.one("#map"), 40, 40).click().perform();

        browser.until("the point is in the address", () -> url().contains("point_lat="));
        browser.shows("#results h2", "Adresses près de");
        browser.shows("#results .selected dl", "Distance");
        assertThat(browser.all(".dot")).hasSize(1);
        assertThat(query()).isEmpty();

        browser.driver.navigate().back();
        browser.shows("#results h2", "rue de la paix 75002");
        assertThat(browser.all(".dot")).isEmpty();
    }

    @Test
    void aLinkShowsTheSameAgain() {
        searchFor("34 avenue de l'opera paris");
        browser.until("the map came near", () -> url().matches(".*zoom=1\\d"));
        String shared = url();

        browser.open(shared);
        browser.shows("#results .selected", "34 Avenue de l'Opéra 75002 Paris");
        assertThat(query()).isEqualTo("34 avenue de l'opera paris");
        assertThat(url()).isEqualTo(shared);
        assertThat(browser.all(".pin.selected")).hasSize(1);
    }

    private String url() {
        String url = browser.driver.getCurrentUrl();
        return url == null ? "" : url;
    }

    @Test
    void speaksFrenchAndEnglish() {
        assertThat(attribute("html", "lang")).isEqualTo("fr");
        assertThat(browser.one("#search button").getText()).isEqualTo("Rechercher");
        searchFor("marseille");

        browser.one("[data-language=en]").click();
        assertThat(attribute("html", "lang")).isEqualTo("en");
        assertThat(browser.one("#search button").getText()).isEqualTo("Search");
        assertThat(browser.one("#results h2").getText()).contains("Results for “marseille”");

        browser.open(address);
        assertThat(browser.one("#search button").getText()).isEqualTo("Search");
    }

    @Test
    void tellsWhatTheServerRefuses() {
        browser.type("zzzzzzqqqq");
        browser.press(Keys.ENTER);
        browser.shows("#message", "Aucune adresse trouvée.");
    }

    @Test
    void showsTheDocumentation() {
        browser.driver.get(address + "docs");
        browser.one("#description .swagger-ui");
        browser.askedOnly(address);
        assertThat(browser.console()).noneMatch(line -> line.contains("Content Security Policy"));
    }

    @Test
    void geocodesAFileThatIsDropped() throws Exception {
        browser.driver.executeScript(
                """
                const transfer = new DataTransfer();
                transfer.items.add(new File(
                    ['id;adresse;ville;note\\n1;34 avenue de l’Opéra;Paris;"a;b"\\n'], 'liste.csv'));
                document.body.dispatchEvent(
                    new DragEvent('drop', { dataTransfer: transfer, bubbles: true }));
                """);
        browser.shows(".preview", "34 avenue de l’Opéra Paris");
        assertThat(browser.all(".columns input:checked"))
                .extracting(box -> box.getDomAttribute("value"))
                .containsExactly("adresse", "ville");
        assertThat(browser.one("[name=delimiter]").getDomProperty("value")).isEqualTo(";");

        browser.one("#csv button[type=submit]").click();
        browser.until("an outcome", () -> browser.one("#csv-outcome").isDisplayed());
        Assumptions.assumeTrue(
                hasCsv(), "/search/csv answers 404: only choosing columns and sending was tested");
        browser.one("#csv-outcome a[download]").click();
        browser.until("the file is there", () -> downloaded().size() == 1);
        assertThat(Files.readString(downloaded().getFirst()))
                .contains("34 Avenue de l'Opéra 75002 Paris");
    }

    private static boolean hasCsv() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(address + "search/csv"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 404;
        }
    }

    /** The files that are whole: a browser keeps the name with an empty file while it writes. */
    private static List<Path> downloaded() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .filter(file -> file.toFile().length() > 0)
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
