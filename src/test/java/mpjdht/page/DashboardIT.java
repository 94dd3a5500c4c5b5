package mpjdht.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mpjdht.page.StandInRing.Node;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The dashboard in a browser, before a server that only answers as a job would. */
class DashboardIT {
    private static final int FIRST_PAINT_MILLIS = 1000;
    private static final int LONGEST_TASK_MILLIS = 100;
    private static final int LOADS = 5;

    private static Browser browser;

    @BeforeAll
    static void openBrowser() {
        Assumptions.assumeTrue(Browser.isThere(), Browser.MISSING);
        browser = new Browser();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void begin() {
        browser.prefer("light", true);
        browser.size(1360, 1000, false);
    }

    @AfterEach
    void end() {
        assertThat(browser.complaints()).isEmpty();
    }

    private static String ids(List<Node> nodes) {
        return nodes.stream().map(node -> StandInRing.id(node.id())).collect(Collectors.joining(","));
    }

    private String shownIds() {
        return String.valueOf(browser.run("return mpjdht.ids().join()"));
    }

    @Test
    void paintsWithinASecondWithAThousandNodes() {
        try (StandIn server = new StandIn(1000)) {
            double best = Double.MAX_VALUE;
            for (int load = 0; load < LOADS; load++) {
                browser.open(server.url()).awaitRing(1000);
                best = Math.min(
                        best, browser.number("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
            }
            assertThat(best).isLessThan(FIRST_PAINT_MILLIS);
            assertThat(shownIds()).isEqualTo(ids(server.ring().nodes()));
            assertThat(browser.text("nodes-count")).isEqualTo("1,000 nodes on 6 ranks");
            assertThat(browser.element("rows").findElements(By.cssSelector("[role=row]")))
                    .as("only rows that can be seen are there")
                    .hasSizeBetween(9, 20);
        }
    }

    /** The least of some loads, for others use this machine as well: what the page does itself, it does each time. */
    @Test
    void doesNotFreezeWithTenThousandNodes() {
        try (StandIn server = new StandIn(10_000)) {
            browser.open(server.url()).awaitRing(10_000);
            double least = Double.MAX_VALUE;
            for (int load = 0; load < LOADS; load++) {
                browser.run("tasks.length = 0");
                String before = String.valueOf(browser.run("return mpjdht.ids()[0]"));
                server.ring().remove(Long.parseUnsignedLong(before));
                server.tell("ring", server.ring().json());
                browser.awaitRing(10_000 - load - 1);
                browser.element("ring").sendKeys(Keys.END, Keys.HOME, Keys.ARROW_LEFT);
                browser.find(By.cssSelector("[data-sort=keys]")).click();
                browser.await("document.querySelector('[data-sort=keys]').parentElement.ariaSort");
                least = Math.min(least, browser.number("Math.max(0, ...tasks.map(task => task[1]))"));
            }
            assertThat(least).isLessThan(LONGEST_TASK_MILLIS);
        }
    }

    @Test
    void drawsTheWayOfAKeyHopByHop() throws InterruptedException {
        try (StandIn server = new StandIn(40)) {
            browser.prefer("light", false);
            browser.open(server.url()).awaitRing(40);
            browser.element("key").sendKeys("lighthouse");
            browser.button("key-form", "explain").click();
            assertThat(server.nextAsked()).isEqualTo("GET /explain/lighthouse");
            List<Node> path = server.ring().path(StandIn.position("lighthouse"));
            browser.await("document.getElementById('ring').dataset.drawnHops === '" + path.size() + "'");
            assertThat(browser.run("return mpjdht.way.join()")).isEqualTo(ids(path));
            assertThat(browser.element("way-hops").findElements(By.tagName("li")))
                    .hasSize(path.size());
            assertThat(browser.text("way-copies")).contains("first", "middle", "last", "★ leads");
            assertThat(browser.text("key-said")).startsWith(path.size() + " hops to position");
            browser.element("way-close").click();
            browser.await("!mpjdht.way && document.getElementById('way').hidden");
        }
    }

    @Test
    void putsGetsAndDeletesAKeyOfAnyCharacters() throws InterruptedException {
        try (StandIn server = new StandIn(3)) {
            browser.open(server.url()).awaitRing(3);
            browser.element("key").sendKeys("a/b ü?");
            browser.element("value").sendKeys("<b>lit</b>");
            browser.button("key-form", "put").click();
            assertThat(server.nextAsked()).isEqualTo("PUT /keys/a%2Fb%20%C3%BC%3F <b>lit</b>");
            browser.await("document.getElementById('key-said').textContent.startsWith('stored')");
            browser.element("key").sendKeys(Keys.ENTER);
            assertThat(server.nextAsked()).isEqualTo("GET /keys/a%2Fb%20%C3%BC%3F");
            browser.await("document.getElementById('key-said').textContent.startsWith('<b>lit</b>')");
            browser.button("key-form", "delete").click();
            browser.await("document.getElementById('key-said').textContent.startsWith('deleted')");
            browser.button("key-form", "get").click();
            browser.await("document.getElementById('key-said').textContent.includes('is not there')");
        }
    }

    @Test
    void asksForMembersAndShowsWhatChanges() throws InterruptedException {
        try (StandIn server = new StandIn(5)) {
            browser.open(server.url()).awaitRing(5);
            browser.element("add-rank").sendKeys("3");
            browser.element("add-id").sendKeys("18446744073709551001");
            browser.button("add-form", "").click();
            assertThat(server.nextAsked()).isEqualTo("POST /nodes {\"rank\":3,\"id\":\"18446744073709551001\"}");
            browser.awaitRing(6);
            assertThat(shownIds()).endsWith("18446744073709551001");
            assertThat(browser.text("history")).contains("ADD 3 18446744073709551001", "12 keys moved");
            browser.element("remove-id").sendKeys("18446744073709551001");
            browser.button("remove-form", "").click();
            assertThat(server.nextAsked()).isEqualTo("DELETE /nodes/18446744073709551001");
            browser.awaitRing(5);
            browser.element("remove-id").clear();
            browser.element("remove-id").sendKeys("7");
            browser.button("remove-form", "").click();
            browser.await("document.getElementById('members-said').textContent === 'id 7 is not on the circle'");
        }
    }

    @Test
    void playsFaultsWhereTheyAreAllowed() throws InterruptedException {
        try (StandIn server = new StandIn(12)) {
            browser.open(server.url()).awaitRing(12);
            browser.element("fault-rank").sendKeys("4");
            browser.button("fault-form", "CRASH").click();
            assertThat(server.nextAsked()).isEqualTo("POST /faults CRASH RANK 4");
            browser.await("document.querySelector('[data-rank=\"4\"]').classList.contains('down')");
            browser.button("fault-form", "RECOVER").click();
            assertThat(server.nextAsked()).isEqualTo("POST /faults RECOVER RANK 4");
            browser.await("!document.querySelector('[data-rank=\"4\"]').classList.contains('down')");
            browser.button("fault-form", "PAUSE").click();
            assertThat(server.nextAsked()).isEqualTo("POST /faults PAUSE RANK 4 500");
            browser.await("document.getElementById('faults-said').textContent.startsWith('PAUSE RANK 4 500')");
            browser.element("sides").sendKeys("2 | 0,1,7");
            browser.button("cut-form", "PARTITION").click();
            assertThat(server.nextAsked()).isEqualTo("POST /faults PARTITION 2 | 0,1,7");
            browser.element("heal").click();
            assertThat(server.nextAsked()).isEqualTo("POST /faults HEAL");
            browser.await("document.getElementById('history').textContent.includes('HEAL')");
        }
    }

    @Test
    void hidesFaultsWhereTheyAreNotAllowed() {
        try (StandIn server = new StandIn(12).withoutFaults()) {
            browser.open(server.url()).awaitRing(12);
            assertThat(browser.element("faults").isDisplayed()).isFalse();
            assertThat(browser.element("key-form").isDisplayed()).isTrue();
        }
    }

    @Test
    void asksForATokenAndKeepsItForTheTab() {
        try (StandIn server = new StandIn(12).withToken("right")) {
            browser.open(server.url());
            browser.await("document.getElementById('token-dialog').open");
            browser.element("token").sendKeys("wrong", Keys.ENTER);
            browser.await("document.getElementById('token-said').textContent === 'This token was refused.'"
                    + " && document.getElementById('token-dialog').open");
            browser.element("token").sendKeys("right", Keys.ENTER);
            browser.awaitRing(12);
            browser.open(server.url()).awaitRing(12);
            assertThat(browser.is("document.getElementById('token-dialog').open"))
                    .isFalse();
            assertThat(browser.is("Object.values(localStorage).includes('right')"))
                    .isFalse();
        }
    }

    @Test
    void isLightOrDarkAsTheSystemOrTheUserSays() {
        try (StandIn server = new StandIn(12)) {
            String ground = "getComputedStyle(document.documentElement).backgroundColor";
            browser.open(server.url()).awaitRing(12);
            assertThat(browser.run("return " + ground)).isEqualTo("rgb(245, 244, 240)");
            browser.prefer("dark", true);
            browser.await(ground + " === 'rgb(13, 17, 21)'");
            browser.element("theme").click();
            assertThat(browser.run("return " + ground)).isEqualTo("rgb(245, 244, 240)");
            browser.prefer("light", true);
            browser.element("theme").click();
            browser.open(server.url()).awaitRing(12);
            assertThat(browser.run("return " + ground))
                    .as("kept for the next visit")
                    .isEqualTo("rgb(13, 17, 21)");
        }
    }

    @Test
    void isWalkedByKeyboardOnTheRingAndInTheTable() throws InterruptedException {
        try (StandIn server = new StandIn(30)) {
            browser.open(server.url()).awaitRing(30);
            List<Node> nodes = server.ring().nodes();
            IntStream steps = IntStream.of(0, 1, 2, 1, 0, 29);
            CharSequence[] keys = {
                Keys.HOME, Keys.ARROW_RIGHT, Keys.ARROW_DOWN, Keys.ARROW_LEFT, Keys.ARROW_UP, Keys.ARROW_LEFT
            };
            int[] places = steps.toArray();
            for (int i = 0; i < places.length; i++) {
                browser.element("ring").sendKeys(keys[i]);
                assertThat(browser.run("return mpjdht.chosen"))
                        .isEqualTo(StandInRing.id(nodes.get(places[i]).id()));
            }
            assertThat(browser.run("return document.getElementById('spoken').textContent"))
                    .isEqualTo("node " + StandInRing.id(nodes.get(29).id()) + ", rank "
                            + nodes.get(29).rank() + ", "
                            + String.format("%,d", nodes.get(29).keys())
                            + " keys, 30 of 30");
            browser.element("ring").sendKeys(Keys.ENTER);
            assertThat(server.nextAsked())
                    .isEqualTo("GET /nodes/" + StandInRing.id(nodes.get(29).id()));
            browser.await("document.getElementById('node').textContent.includes('fingers')");
            browser.element("rows").sendKeys(Keys.ARROW_UP);
            assertThat(browser.run("return mpjdht.chosen"))
                    .isEqualTo(StandInRing.id(nodes.get(28).id()));
            assertThat(browser.is("document.getElementById(document.getElementById('rows')"
                            + ".getAttribute('aria-activedescendant')).ariaSelected === 'true'"))
                    .isTrue();
            browser.element("ring").sendKeys(Keys.ESCAPE);
            assertThat(browser.is("mpjdht.chosen === null")).isTrue();
            assertThat(browser.run("return [...document.querySelectorAll('input, button, select, textarea')]"
                            + ".filter(each => each.tabIndex < 0 || !(each.labels && each.labels.length"
                            + " || each.ariaLabel || each.textContent.trim())).map(each => each.id).join()"))
                    .as("what has no name or cannot be reached")
                    .isEqualTo("");
        }
    }

    @Test
    void fitsAPhone() {
        try (StandIn server = new StandIn(200).telling("figures", StandInFigures.at(0))) {
            browser.size(360, 740, true);
            browser.open(server.url()).awaitRing(200);
            browser.await("document.getElementById('verbs').childElementCount > 0");
            assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(360);
        }
    }

    @Test
    void showsFiguresAsTheyCome() {
        try (StandIn server = new StandIn(6)) {
            browser.open(server.url()).awaitRing(6);
            server.tell("figures", StandInFigures.at(0));
            browser.await("document.getElementById('verbs').textContent.startsWith('GETresp')");
            assertThat(browser.text("connections"))
                    .isEqualTo("1 connection by http · 8 connections by resp · 3 waiting");
            assertThat(browser.text("rate-now")).endsWith(" k");
        }
    }
}
