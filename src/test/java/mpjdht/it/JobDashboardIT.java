package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mpjdht.page.Browser;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard of a real job, in a browser. */
class JobDashboardIT {
    @TempDir
    private Path folder;

    @BeforeAll
    static void requireBrowser() {
        Assumptions.assumeTrue(Browser.isThere(), Browser.MISSING);
    }

    @Test
    void showsWhatTheJobDoesAndHasItChange() throws IOException {
        Path token = folder.resolve("token");
        Files.writeString(token, "0123456789abcdef\n");
        String[] options = {
            "--http", "0", "--nodes", "4", "--replicas", "2", "--allow-faults", "--token-file", token.toString()
        };
        try (Job.Running job = Job.script("serve", options).start();
                Browser browser = new Browser()) {
            browser.open("http://127.0.0.1:" + Served.port(job, "HTTP") + "/");
            browser.await("document.getElementById('token-dialog').open");
            browser.element("token").sendKeys("0123456789abcdef\n");
            browser.awaitRing(4);
            browser.element("key").sendKeys("lighthouse");
            browser.element("value").sendKeys("lit since 1789");
            browser.button("key-form", "put").click();
            browser.await("document.getElementById('key-said').textContent.startsWith('stored')");
            browser.element("add-rank").sendKeys("3");
            browser.element("add-id").sendKeys("12345");
            browser.button("add-form", "").click();
            browser.awaitRing(5);
            browser.await("document.getElementById('history').textContent.includes('ADD 3 12345')");
            browser.await("document.getElementById('connections').textContent.includes('by http')");
            assertThat(browser.complaints()).allMatch(line -> line.contains("401"));
            Served.terminate(job);
        }
    }
}
