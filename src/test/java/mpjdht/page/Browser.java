package mpjdht.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, as Debian has it, driven by its own driver; nothing is fetched for it. */
public final class Browser implements AutoCloseable {
    /** Why tests are skipped where there is none. */
    public static final String MISSING =
            "there is no chromium or no chromedriver on the path; right is apt-get install chromium chromium-driver";

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String WATCH = "window.tasks = []; new PerformanceObserver(list => {"
            + " for (const task of list.getEntries()) tasks.push([Math.round(task.startTime), Math.round(task.duration)]);"
            + "}).observe({ type: 'longtask', buffered: true });";

    private final ChromeDriver driver;

    /** A browser that has been nowhere. */
    public Browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(find("chromium").orElseThrow().toFile());
        options.addArguments("--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars");
        if (System.getProperty("user.name").equals("root")) {
            options.addArguments("--no-sandbox");
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(find("chromedriver").orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        this.driver = new ChromeDriver(service, options);
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
    }

    /** Whether Chromium and its driver are on the path. */
    public static boolean isThere() {
        return find("chromium").isPresent() && find("chromedriver").isPresent();
    }

    private static Optional<Path> find(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Goes to a page, with nothing remembered of others. */
    public Browser open(String url) {
        driver.get(url);
        return this;
    }

    /** A window of another size. */
    public void size(int width, int height, boolean mobile) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
    }

    /** What the system prefers: its colours, and whether things move. */
    public void prefer(String scheme, boolean still) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of(
                                        "name",
                                        "prefers-reduced-motion",
                                        "value",
                                        still ? "reduce" : "no-preference"))));
    }

    WebElement find(By by) {
        return driver.findElement(by);
    }

    /** What has that id. */
    public WebElement element(String id) {
        return find(By.id(id));
    }

    /** The button of a form with that value; with any when it is empty. */
    public WebElement button(String form, String value) {
        return find(By.cssSelector("#" + form + " button" + (value.isEmpty() ? "" : "[value=" + value + "]")));
    }

    /** What stands in what has that id. */
    public String text(String id) {
        return element(id).getText();
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    /** A number on the page. */
    public double number(String expression) {
        return ((Number) run("return " + expression)).doubleValue();
    }

    boolean is(String expression) {
        return Boolean.TRUE.equals(run("return Boolean(" + expression + ")"));
    }

    /** Waits until something is so on the page. */
    public void await(String expression) {
        await(() -> is(expression), expression);
    }

    void await(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not so after " + LONGEST + ": " + what + "; " + complaints());
            }
        }
    }

    /** Waits for a ring of so many nodes, drawn to the end. */
    public void awaitRing(int nodes) {
        await("window.mpjdht && mpjdht.nodes === " + nodes + " && document.getElementById('base').dataset.drawn === '"
                + nodes + "'");
    }

    /** What the console has of errors and of what the page was not allowed; answers that were no success are told by the page. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("Failed to load resource"))
                .toList();
    }

    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
