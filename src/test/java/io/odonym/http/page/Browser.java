package io.odonym.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Chromium without a window, that can reach nothing but this machine. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Why the tests of the page are skipped where they are. */
    static final String MISSING =
            "no chromium and chromedriver in PATH (Debian: chromium, chromium-driver)";

    private static final Optional<Path> CHROMIUM =
            program("chromium", "chromium-browser", "google-chrome");
    private static final Optional<Path> CHROMEDRIVER = program("chromedriver");

    /** It warns of every version of Chromium that it has no extras for, none of which we use. */
    private static final Logger EXTRAS =
            Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    static {
        EXTRAS.setLevel(Level.OFF);
    }

    final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Whether there is one; says so where there is not. */
    static boolean isInstalled() {
        boolean installed = CHROMIUM.isPresent() && CHROMEDRIVER.isPresent();
        if (!installed) {
            System.getLogger(Browser.class.getName())
                    .log(System.Logger.Level.WARNING, "the page is not tested: " + MISSING);
        }
        return installed;
    }

    /** Starts it. */
    static Browser start(String language, Path downloads) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.orElseThrow().toString());
        options.addArguments(
                "--headless=new",
                // Containers run as root, which the sandbox refuses; it only meets our own page.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--window-size=1280,800",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
        options.setExperimentalOption(
                "prefs",
                Map.of(
                        "intl.accept_languages",
                        language,
                        "download.default_directory",
                        downloads.toString()));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return new Browser(
                new ChromeDriver(
                        new ChromeDriverService.Builder()
                                .usingDriverExecutable(CHROMEDRIVER.orElseThrow().toFile())
                                .build(),
                        options));
    }

    private static Optional<Path> program(String... names) {
        return Arrays.stream(names)
                .flatMap(
                        name ->
                                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens an address and waits until the page has started. */
    void open(String address) {
        driver.get(address);
        until("the page starts", () -> !all("body[data-ready]").isEmpty());
    }

    WebElement one(String selector) {
        until(selector, () -> !all(selector).isEmpty());
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Presses keys wherever the focus is. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Empties the field of the query and types. */
    void type(String query) {
        WebElement field = one("#query");
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), query);
    }

    /** Waits until an element's text contains this. */
    void shows(String selector, String text) {
        until(selector + " shows " + text, () -> one(selector).getText().contains(text));
    }

    /** Waits until something is so. */
    void until(String what, Supplier<Boolean> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (condition.get()) {
                    return;
                }
                Thread.sleep(50);
            } catch (org.openqa.selenium.StaleElementReferenceException e) {
                // The page drew it anew meanwhile.
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("waited in vain: " + what + "; the page says " + console());
    }

    /** What the page complained of, which includes whatever the Content-Security-Policy refused. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Every address that the page asked for. */
    void askedOnly(String address) {
        @SuppressWarnings("unchecked")
        List<String> asked =
                (List<String>)
                        driver.executeScript(
                                "return performance.getEntriesByType('resource')"
                                        + ".map((entry) => entry.name)");
        assertThat(asked).isNotEmpty().allMatch(each -> each.startsWith(address));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
