package io.odonym.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.GeocodingServer;
import io.odonym.http.IndexedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The demo page in Chromium, over {@code index-data}. Run with {@code mvn -Pbrowser verify}. */
@Tag("browser")
@EnabledIf(value = "io.odonym.http.page.Browser#isInstalled", disabledReason = Browser.MISSING)
class WebPagesBrowserTest {

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
    void suggestsWhileTypingAndSelectsByKeyboard() {
        browser.type("34 avenue de l'op");
        browser.shows("#suggestions", "34 Avenue de l'Opéra 75002 Paris");
        assertThat(attribute("#query", "aria-expanded")).isEqualTo("true");
        browser.until(
                "the announcement to screen readers",
                () -> browser.one("#live").getText().contains("fl"));

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
        browser.assertOnlyRequested(address);
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void escapeHidesTheSuggestionsThenClearsTheField() {
        browser.type("marseil");
        browser.one("#suggestion-0");
        browser.press(Keys.ESCAPE);
        assertThat(browser.one("#suggestions").isDisplayed()).isFalse();
        assertThat(query()).isEqualTo("marseil");
        browser.press(Keys.ESCAPE);
        assertThat(query()).isEmpty();
    }

    @Test
    void discardsSuggestionsOfAnOlderRequest() {
        browser.driver.executeScript(
                """
                const fetchNow = window.fetch;
                window.late = 'in flight';
                window.fetch = async (address) => {
                  const response = await fetchNow(address);
                  if (!address.includes('q=mars')) return response;
                  await new Promise((done) => setTimeout(done, 1000));
                  setTimeout(() => { window.late = 'received'; }, 200);
                  return response;
                };
                """);
        browser.type("mars");
        browser.until("the request was sent", () -> isRequested("q=mars"));
        browser.type("bordeaux");
        browser.shows("#suggestions", "Bordeaux");
        browser.until(
                "the late response was received",
                () -> "received".equals(browser.driver.executeScript("return window.late")));

        assertThat(browser.one("#suggestions").getText())
                .contains("Bordeaux")
                .doesNotContain("Mars");
    }

    private boolean isRequested(String part) {
        Object found =
                browser.driver.executeScript(
                        "return performance.getEntriesByType('resource')"
                                + ".some((entry) => entry.name.includes(arguments[0]))",
                        part);
        return Boolean.TRUE.equals(found);
    }

    @Test
    void listsAndExplainsResults() {
        searchFor("avenue daumenil");
        assertThat(browser.all("#results .result")).hasSizeGreaterThan(1);
        assertThat(browser.all(".pin")).hasSameSizeAs(browser.all("#results .result"));

        browser.one("#results li:nth-child(2) .result").click();
        assertThat(attribute("#results li:nth-child(2) .result", "aria-expanded"))
                .isEqualTo("true");
        browser.one("#results .explanation summary").click();
        browser.shows("#results .explanation", "Similarité du texte");
        browser.shows("#results .explanation", "phonétique");
        browser.shows("#results .explanation", "qui contiennent “");
        assertThat(browser.all("#results meter")).hasSize(2);
    }

    @Test
    void showsTheAddressesNearAPointOfTheMap() {
        searchFor("rue de la paix 75002");
        browser.until("the map has zoomed in", () -> url().contains("zoom=16"));
        new Actions(browser.driver).moveToElement(browser.one("#map"), 40, 40).click().perform();

        browser.until("the URL contains the point", () -> url().contains("point_lat="));
        browser.shows("#results h2", "Adresses près de");
        browser.shows("#results .selected dl", "Distance");
        assertThat(browser.all(".dot")).hasSize(1);
        assertThat(query()).isEmpty();

        browser.driver.navigate().back();
        browser.shows("#results h2", "rue de la paix 75002");
        assertThat(browser.all(".dot")).isEmpty();
    }

    @Test
    void restoresTheStateFromALink() {
        searchFor("34 avenue de l'opera paris");
        browser.until("the map has zoomed in", () -> url().matches(".*zoom=1\\d"));
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
    void supportsFrenchAndEnglish() {
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
    void tellsInWordsWhereAResultContradictsTheQuery() {
        try (GeocodingServer improving = server.startAnother(Map.of("ODONYM_IMPROVE", "true"))) {
            browser.open("http://127.0.0.1:" + improving.port() + "/");
            searchFor("12 rue de rivoli 69002 lyon");
            browser.shows(
                    "#results .selected .details",
                    "Diffère de l’adresse demandée par le code postal et la commune.");

            browser.one("[data-language=en]").click();
            browser.shows(
                    "#results .selected .details",
                    "Differs from the requested address in the postcode and the municipality.");

            searchFor("angle rue de rivoli et rue du temple paris");
            browser.shows("#results .selected dl", "Rue du Temple");
        }
    }

    @Test
    void reportsThatNothingWasFound() {
        browser.type("zzzzzzqqqq");
        browser.press(Keys.ENTER);
        browser.shows("#message", "Aucune adresse trouvée.");
    }

    @Test
    void showsTheApiDocumentation() {
        browser.driver.get(address + "docs");
        browser.one("#description .swagger-ui");
        browser.assertOnlyRequested(address);
        assertThat(browser.console()).noneMatch(line -> line.contains("Content Security Policy"));
    }

    @Test
    void geocodesADroppedFile() throws Exception {
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
        browser.until("the result", () -> browser.one("#csv-outcome").isDisplayed());
        browser.one("#csv-outcome a[download]").click();
        browser.until("the downloaded file", () -> downloaded().size() == 1);
        assertThat(Files.readString(downloaded().getFirst()))
                .contains("34 Avenue de l'Opéra 75002 Paris");
    }

    /** Returns the complete downloads; during a download the browser keeps an empty file. */
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
