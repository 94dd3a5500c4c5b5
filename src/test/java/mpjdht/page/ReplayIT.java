package mpjdht.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mpjdht.node.chord.ChordRules;
import mpjdht.sim.chord.DrawnPlan;
import mpjdht.sim.chord.RingPicture;
import mpjdht.sim.chord.RingPlan;
import mpjdht.sim.chord.SimulatedRing;
import mpjdht.sim.record.RunRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** A run of the simulator in the page, opened as a file. */
class ReplayIT {
    private static final int SEED = 10;
    private static final long BETWEEN_MICROS = 500_000;

    private static Browser browser;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openBrowser() {
        Assumptions.assumeTrue(Browser.isThere(), Browser.MISSING);
        browser = new Browser();
        browser.prefer("light", true);
        browser.size(1360, 1000, false);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    private static String ids(RingPicture picture) {
        return IntStream.range(0, picture.size())
                .mapToObj(i -> Long.toUnsignedString(picture.node(i).self().id()))
                .collect(Collectors.joining(","));
    }

    @Test
    void showsTheRingOfEveryTimeAsTheSimulatorHadIt() throws IOException {
        RingPlan plan = DrawnPlan.of(SEED);
        SimulatedRing ring = new SimulatedRing(plan, new ChordRules());
        RunRecord record = ring.keepRecord();
        Map<Long, String> seen = new TreeMap<>();
        for (long micros = BETWEEN_MICROS; micros < plan.runMicros(); micros += BETWEEN_MICROS) {
            long at = micros;
            ring.simulation().at(at, at, () -> seen.put(at - 1, ids(ring.picture())));
        }
        ring.run();
        long end = ring.simulation().nowMicros();
        Map<String, Object> run = record.json(end, "0");
        Path file = folder.resolve("run.html");
        Files.writeString(file, Page.load().withReplay(JSON.std.asString(run)));

        browser.open(file.toUri().toString());
        browser.await("window.mpjdht && document.getElementById('base').dataset.drawn > 0");
        seen.forEach((micros, ids) -> assertThat(browser.run("mpjdht.seek(" + micros + "); return mpjdht.ids().join()"))
                .isEqualTo(ids));
        List<Long> backwards =
                new TreeMap<>(seen).descendingMap().keySet().stream().toList();
        backwards.forEach(micros -> assertThat(browser.run("mpjdht.seek(" + micros + "); return mpjdht.ids().join()"))
                .isEqualTo(seen.get(micros)));
        assertThat(seen.values().stream().distinct().count()).isGreaterThan(2);

        browser.element("slider").sendKeys(Keys.END);
        browser.await("mpjdht.now === " + end);
        assertThat(browser.run("return mpjdht.ids().join()")).isEqualTo(ids(ring.picture()));
        browser.element("slider").sendKeys(Keys.HOME, Keys.ARROW_RIGHT);
        browser.await("mpjdht.now === " + end / 200.0);
        browser.element("forth").click();
        browser.await("document.getElementById('history').childElementCount > 0");
        browser.element("slider").sendKeys(Keys.END);
        browser.find(By.cssSelector("#requests button")).click();
        browser.await("mpjdht.way.length > 0");
        assertThat(browser.element("key-form").isDisplayed()).isFalse();
        assertThat(browser.complaints()).isEmpty();
    }
}
