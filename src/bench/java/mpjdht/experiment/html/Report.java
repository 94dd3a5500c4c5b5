package mpjdht.experiment.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import mpjdht.bench.Machine;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Extent;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;

/**
 * The report of a laboratory. What depends on the machine stands between {@link #MEASURED} and {@link #END_OF_MEASURED}; the rest is the same
 * for the same seed, byte for byte.
 */
public final class Report {
    /** Where a part begins that depends on the machine. */
    static final String MEASURED = "<!-- measured -->\n";

    /** Where it ends. */
    static final String END_OF_MEASURED = "<!-- end of measured -->\n";

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private final Extent extent;
    private final long seed;
    private final List<Chapter> chapters;
    private final Html html = new Html();
    private final FindingsView view = new FindingsView(html);

    /** A report of experiments, in the order in which they are shown; those of a subject stand together. */
    public Report(Extent extent, long seed, List<Chapter> chapters) {
        this.extent = extent;
        this.seed = seed;
        this.chapters = List.copyOf(chapters);
    }

    /** The page. */
    public String html() {
        Map<String, List<Chapter>> subjects =
                chapters.stream().collect(Collectors.groupingBy(Chapter::subject, LinkedHashMap::new, Collectors.toList()));
        html.open("html", "lang", "en").open("head");
        html.empty("meta", "charset", "utf-8");
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", "The laboratory of mpj-dht");
        html.empty("link", "rel", "icon", "href", "data:,");
        html.open("style").raw(Style.rules()).close().close();
        html.open("body").element("a", "To the experiments", "class", "skip", "href", "#report");
        html.open("div", "class", "page");
        contents(subjects);
        html.open("main", "id", "report");
        header();
        overview();
        subjects.values().forEach(this::subject);
        machine();
        html.close().close().close().close();
        return html.render();
    }

    private void contents(Map<String, List<Chapter>> subjects) {
        html.open("nav", "aria-label", "Contents").element("p", "Contents", "class", "title").open("ul");
        html.open("li").element("a", "Overview", "href", "#overview").close();
        for (List<Chapter> subject : subjects.values()) {
            html.open("li").element("a", subject.get(0).subject(), "href", "#" + subject.get(0).subject()).open("ul");
            for (Chapter chapter : subject) {
                html.open("li").element("a", chapter.name(), "href", "#" + chapter.anchor()).close();
            }
            html.close().close();
        }
        html.open("li").element("a", "machine", "href", "#machine").close();
        html.close().close();
    }

    private void header() {
        html.open("header").element("h1", "The laboratory");
        html.element(
                "p",
                "Experiments on distributed hash tables, done again by mpj-dht beside the figures that others have published. Seed "
                        + seed + ", " + (extent == Extent.QUICK ? "quick: smaller than the docs show them" : "whole") + ".",
                "class",
                "lead");
        html.open("p").text("Every figure is a mean over at least " + Plan.REPEATS
                + " repeats with different seeds; behind ± stands half of its 95 % confidence interval by Student's t. A figure ")
                .element("span", "agrees", "class", "agrees")
                .text(" when what was published is inside the interval; the explanation says why it ")
                .element("span", "differs", "class", "differs")
                .text(" otherwise. The same seed gives the same figures, but for parts marked ")
                .element("span", "measured", "class", "mark")
                .text(": times of the machine described in the end.")
                .close()
                .close();
    }

    private void overview() {
        html.open("section", "id", "overview", "class", "card").element("h2", "Overview").open("div", "class", "scroll");
        html.open("table").open("thead").open("tr");
        html.element("th", "experiment", "scope", "col").element("th", "question", "scope", "col", "class", "words");
        html.element("th", "published figures", "scope", "col").element("th", "that agree", "scope", "col");
        html.close().close().open("tbody");
        for (Chapter chapter : chapters) {
            List<Comparison> comparisons = chapter.findings().comparisons();
            html.open("tr").open("th", "scope", "row");
            html.element("a", chapter.subject() + " " + chapter.name(), "href", "#" + chapter.anchor()).close();
            html.element("td", chapter.question(), "class", "words");
            html.element("td", Integer.toString(comparisons.size()));
            html.element("td", Long.toString(comparisons.stream().filter(Comparison::agrees).count()));
            html.close();
        }
        html.close().close().close().close();
    }

    private void subject(List<Chapter> subject) {
        html.open("section", "id", subject.get(0).subject()).element("h2", subject.get(0).title());
        subject.forEach(this::chapter);
        html.close();
    }

    private void chapter(Chapter chapter) {
        html.open("article", "id", chapter.anchor(), "class", "card").element("h3", chapter.name());
        html.element("p", chapter.question(), "class", "question");
        html.open("pre").element("code", chapter.command()).close();
        chapter.failure().ifPresent(why -> html.element("p", "Failed: " + why, "class", "failed", "role", "alert"));
        Findings findings = chapter.findings();
        view.show(findings);
        if (!findings.measured().isEmpty()) {
            html.raw(MEASURED).open("section", "class", "measured").element("p", "measured", "class", "mark");
            view.show(findings.measured());
            html.close().raw(END_OF_MEASURED);
        }
        html.close();
    }

    private void machine() {
        html.open("section", "id", "machine", "class", "card").element("h2", "The machine");
        html.raw(MEASURED).element("p", "measured", "class", "mark").open("dl", "class", "facts");
        Machine.facts().forEach((name, value) -> html.element("dt", name).element("dd", value));
        for (Chapter chapter : chapters) {
            html.element("dt", chapter.subject() + " " + chapter.name());
            html.element("dd", String.format(Locale.ROOT, "%.1f s", chapter.seconds()));
        }
        html.close().raw(END_OF_MEASURED).close();
    }
}
