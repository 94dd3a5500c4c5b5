package mpjdht.experiment.html;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Figures;
import mpjdht.experiment.lab.Finding;
import mpjdht.experiment.lab.Findings;
import mpjdht.report.MarkdownTable;

/** Shows findings: comparisons first, then figures, pictures and tables, and in the end the tables for programs to take away. */
final class FindingsView {
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final Html html;

    FindingsView(Html html) {
        this.html = html;
    }

    void show(Findings findings) {
        if (!findings.comparisons().isEmpty()) {
            comparisons(findings.comparisons());
        }
        if (!findings.figures().isEmpty()) {
            table(Figures.table(findings.figures()));
        }
        List<Finding.Rows> rows = new ArrayList<>();
        for (Finding finding : findings.files()) {
            if (finding instanceof Finding.Tables tables) {
                tables.tables().forEach(this::table);
            } else if (finding instanceof Finding.Chart chart) {
                chart(chart);
            } else if (finding instanceof Finding.Ring ring) {
                html.open("figure", "class", "ring").raw(ring.text()).element("figcaption", ring.caption()).close();
            } else if (finding instanceof Finding.Rows file) {
                rows.add(file);
            }
        }
        downloads(rows);
    }

    private void comparisons(List<Comparison> comparisons) {
        html.open("div", "class", "scroll").open("table", "class", "comparisons").open("thead").open("tr");
        for (String heading : Figures.comparisonTable(comparisons).rows().get(0)) {
            html.element("th", heading, "scope", "col");
        }
        html.close().close().open("tbody");
        for (Comparison comparison : comparisons) {
            html.open("tr");
            html.element("th", comparison.what(), "scope", "row");
            html.element("td", comparison.published().figure());
            html.element("td", comparison.ours().toString());
            html.element("td", comparison.unit());
            html.open("td").element("span", comparison.difference(), "class", comparison.agrees() ? "agrees" : "differs").close();
            html.close();
        }
        html.close().close().close();
        explanations(comparisons);
    }

    /** Those that say the same of several figures say it once. */
    private void explanations(List<Comparison> comparisons) {
        Map<String, List<Comparison>> byExplanation = new LinkedHashMap<>();
        for (Comparison comparison : comparisons) {
            byExplanation
                    .computeIfAbsent(comparison.published().source() + "\n" + comparison.explanation(), key -> new ArrayList<>())
                    .add(comparison);
        }
        html.open("dl", "class", "explanations");
        for (List<Comparison> same : byExplanation.values()) {
            Comparison first = same.get(0);
            html.element("dt", same.size() == 1 ? first.what() : first.what() + " … " + same.get(same.size() - 1).what());
            html.open("dd").text(first.explanation());
            html.element("cite", first.published().source().toString()).close();
        }
        html.close();
    }

    private void table(MarkdownTable table) {
        List<List<String>> rows = table.rows();
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        rows.get(0).forEach(cell -> html.element("th", cell, "scope", "col"));
        html.close().close().open("tbody");
        for (List<String> row : rows.subList(1, rows.size())) {
            html.open("tr").element("th", row.get(0), "scope", "row");
            row.subList(1, row.size()).forEach(cell -> html.element("td", cell));
            html.close();
        }
        html.close().close().close();
    }

    /** A picture keeps names of its own parts to itself when it is an image, and not a part of the page. */
    private void chart(Finding.Chart chart) {
        html.open("figure", "class", "chart")
                .empty(
                        "img",
                        "src",
                        "data:image/svg+xml;base64," + encoded(chart.text()),
                        "alt",
                        chart.chart().title(),
                        "width",
                        "800",
                        "height",
                        "500")
                .close();
    }

    private void downloads(List<Finding.Rows> files) {
        if (files.isEmpty()) {
            return;
        }
        html.open("p", "class", "downloads").text("For programs:");
        for (Finding.Rows file : files) {
            html.text(" ").element(
                    "a", file.file(), "download", file.file(), "href", "data:text/csv;charset=utf-8;base64," + encoded(file.text()));
        }
        html.close();
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
