package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mpjdht.Campaign;
import mpjdht.page.Browser;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laboratory's experiments by its command, and its report in Chromium. */
class LaboratoryIT {
    private static final String SOME = "load-balance,virtual-nodes,path-length,example";
    private static final Duration LONGEST = Duration.ofSeconds(55);

    /** What a reader waits for after the build at most. */
    private static final Duration LONGEST_OF_ALL = Duration.ofMinutes(2);

    /** Images that were not drawn, and drawings without a size. */
    private static final String NOT_DRAWN =
            "[...document.querySelectorAll('img')].filter(i => !i.complete || !i.naturalWidth"
                    + " || !i.getBoundingClientRect().height).length"
                    + " + [...document.querySelectorAll('figure svg')].filter(s => !s.getBoundingClientRect().height).length";

    private static final String REQUESTS =
            "performance.getEntriesByType('resource').filter(e => !e.name.startsWith('data:')).length";

    @TempDir
    private Path folder;

    private Job.Result quick(Path to, Duration longest, String... more) {
        List<String> arguments = new ArrayList<>(List.of("all", "--quick", "--seed", "7", "--out", to.toString()));
        arguments.addAll(List.of(more));
        return Job.script("experiment", arguments.toArray(String[]::new))
                .deadline(longest)
                .run();
    }

    @Test
    void itsReportShowsEveryPictureAndAsksNobodyForAnything() throws IOException {
        Assumptions.assumeTrue(Browser.isThere(), Browser.MISSING);
        Job.Result result = quick(folder, LONGEST, "--only", SOME);
        assertThat(result.exitCode()).as(result.err()).isZero();

        showsEverything(folder);
    }

    private static void showsEverything(Path folder) throws IOException {
        long pictures;
        try (Stream<Path> files = Files.walk(folder)) {
            pictures = files.filter(file -> file.toString().endsWith(".svg")).count();
        }
        try (Browser browser = new Browser()) {
            for (String colours : List.of("light", "dark")) {
                browser.prefer(colours, true);
                browser.open(folder.resolve("report.html").toUri().toString());
                browser.await("document.readyState === 'complete'");

                assertThat(browser.number("document.querySelectorAll('figure').length"))
                        .isEqualTo((double) pictures)
                        .isPositive();
                assertThat(browser.number(NOT_DRAWN)).isZero();
                assertThat(browser.number(REQUESTS)).isZero();
            }
            browser.size(390, 844, true);
            assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pastry", "all --only pastry", "all --seed x"})
    void saysWhatIsWrong(String line) {
        Job.Result result = Job.script("experiment", line.split(" ", -1)).run();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).startsWith("experiment: ");
    }

    @Test
    void saysBeforeTheFirstExperimentWhenFilesCannotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        Job.Result result = quick(file, LONGEST, "--only", "example");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("--out " + file + ": cannot be written: ")
                .contains("; right is a folder that you may write to")
                .doesNotContain("longest-arc");
    }

    @Campaign
    @Test
    void allOfItTakesLessThanTwoMinutes() throws IOException {
        Job.Result result = quick(folder, LONGEST_OF_ALL);

        assertThat(result.exitCode()).as(result.err()).isZero();
        showsEverything(folder);
    }
}
