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

/** A headless Chromium that can only connect to the local machine. */
final class Browser implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The reason why the browser tests are skipped. */
    static final String MISSING =
            "no chromium and chromedriver in PATH (Debian: chromium, chromium-driver)";

    private static final Optional<Path> CHROMIUM =
            program("chromium", "chromium-browser", "google-chrome");
    private static final Optional<Path> CHROMEDRIVER = program("chromedriver");

    /**
     * Selenium's logger for the DevTools protocol, which warns about new versions of Chromium. The
     * tests do not use that protocol.
     */
    private static final Logger DEV_TOOLS =
            Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    static {
        DEV_TOOLS.setLevel(Level.OFF);
    }

    final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Returns whether Chromium and its driver are installed; logs a warning if not. */
    static boolean isInstalled() {
        boolean installed = CHROMIUM.isPresent() && CHROMEDRIVER.isPresent();
        if (!installed) {
            System.getLogger(Browser.class.getName())
                    .log(System.Logger.Level.WARNING, "browser tests skipped: " + MISSING);
        }
        return installed;
    }

    /**
     * Starts a browser.
     *
     * @param language the preferred language of the user
     * @param downloads the folder for downloaded files
     */
    static Browser start(String language, Path downloads) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.orElseThrow().toString());
        options.addArguments(
                "--headless=new",
                // The sandbox does not work as root, which containers run as. Only local pages are
                // loaded.
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

    /** Opens a URL and waits until the page has initialized. */
    void open(String address) {
        driver.get(address);
        until("the page has initialized", () -> !all("body[data-ready]").isEmpty());
    }

    /** Waits for an element and returns it. */
    WebElement one(String selector) {
        until(selector, () -> !all(selector).isEmpty());
        return driver.findElement(By.cssSelector(selector));
    }

    /** Returns all current elements; does not wait. */
    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Sends keys to the focused element. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Replaces the text of the query field. */
    void type(String query) {
        WebElement field = one("#query");
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), query);
    }

    /** Waits until the text of an element contains a text. */
    void shows(String selector, String text) {
        until(selector + " shows " + text, () -> one(selector).getText().contains(text));
    }

    /**
     * Waits until a condition holds.
     *
     * @param what describes the condition in the error message
     */
    void until(String what, Supplier<Boolean> condition) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (condition.get()) {
                    return;
                }
                Thread.sleep(50);
            } catch (org.openqa.selenium.StaleElementReferenceException e) {
                // The page has replaced the element; the condition is evaluated again.
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("timed out: " + what + "; console: " + console());
    }

    /** Returns the warnings and errors of the console, including violations of the CSP. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Asserts that the page loaded resources only from URLs with a prefix. */
    void assertOnlyRequested(String prefix) {
        @SuppressWarnings("unchecked")
        List<String> urls =
                (List<String>)
                        driver.executeScript(
                                "return performance.getEntriesByType('resource')"
                                        + ".map((entry) => entry.name)");
        assertThat(urls).isNotEmpty().allMatch(url -> url.startsWith(prefix));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
