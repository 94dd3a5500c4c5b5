package mpjdht.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openqa.selenium.Keys;

/** Makes the pictures of the dashboard for the documents: {@code scripts/pictures}. */
final class Pictures {
    private static final int SECONDS = 120;
    private static final int WIDE = 1200;
    private static final int TALL = 860;
    private static final int REPLAY_TALL = 790;

    private final Path folder;
    private final Browser browser;

    private Pictures(Path folder, Browser browser) {
        this.folder = folder;
        this.browser = browser;
    }

    /**
     * Makes all of them.
     *
     * @param arguments the folder of the pictures, and a page of a run
     */
    public static void main(String[] arguments) throws IOException {
        if (!Browser.isThere()) {
            System.err.println("pictures: " + Browser.MISSING);
            System.exit(3);
        }
        try (Browser browser = new Browser()) {
            Pictures pictures = new Pictures(Path.of(arguments[0]), browser);
            pictures.ring("dashboard-light", "light", 18);
            pictures.ring("dashboard-dark", "dark", 1000);
            pictures.phone();
            pictures.replay(Path.of(arguments[1]));
        }
    }

    private StandIn server(int nodes) {
        StandIn server = new StandIn(nodes);
        for (int second = 0; second < SECONDS; second++) {
            server.telling("figures", StandInFigures.at(second));
        }
        return server.telling("change", change("ADD 5 500", "\"op\":\"ADD\",\"rank\":5,\"id\":500,\"keys_moved\":1204"))
                .telling("change", change("CRASH RANK 4", "\"op\":\"CRASH\",\"rank\":4,\"nodes\":[1,2,3]"));
    }

    private static String change(String command, String result) {
        return "{\"time_ms\":1767229200000,\"command\":\"" + command + "\",\"result\":{" + result + "}}";
    }

    private void ring(String name, String scheme, int nodes) throws IOException {
        try (StandIn server = server(nodes)) {
            browser.prefer(scheme, true);
            browser.size(WIDE, TALL, false);
            open(server, nodes);
            browser.element("key").sendKeys("lighthouse");
            browser.button("key-form", "explain").click();
            browser.await("mpjdht.way");
            save(name);
        }
    }

    private void phone() throws IOException {
        try (StandIn server = server(18)) {
            browser.prefer("light", true);
            browser.size(360, 740, true);
            open(server, 18);
            browser.element("ring").sendKeys(Keys.HOME, Keys.ARROW_RIGHT);
            browser.run("window.scrollTo(0, 0)");
            save("dashboard-phone");
        }
    }

    private void open(StandIn server, int nodes) {
        browser.open(server.url()).awaitRing(nodes);
        browser.await("document.getElementById('verbs').childElementCount > 0"
                + " && document.getElementById('history').childElementCount === 2");
    }

    private void replay(Path page) throws IOException {
        browser.prefer("dark", true);
        browser.size(WIDE, REPLAY_TALL, false);
        browser.open(page.toUri().toString());
        browser.await("window.mpjdht && document.getElementById('base').dataset.drawn > 0");
        browser.run("mpjdht.seek(12400000)");
        browser.run("window.scrollTo(0, 0)");
        save("replay");
    }

    /** When what was drawn has come to the screen. */
    private void save(String name) throws IOException {
        browser.run(
                "window.settled = false;"
                        + " requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => { settled = true; }, 300)))");
        browser.await("window.settled");
        Path file = folder.resolve(name + ".png");
        Files.write(file, browser.picture());
        System.out.println(file);
    }
}
