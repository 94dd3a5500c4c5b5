package mpjdht.experiment.search;

import java.util.List;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Figure;
import mpjdht.experiment.lab.Findings;
import mpjdht.report.CsvTable;
import mpjdht.report.MarkdownTable;

/** What searches came to: a row for each way to search at each place. */
final class SearchTable {
    private final CsvTable rows = new CsvTable(List.of(
            "where", "search", "success", "success_half_width_95", "messages", "messages_half_width_95", "hops", "hops_half_width_95", "expected_messages"));
    private final MarkdownTable table = new MarkdownTable("", "search", "success", "messages", "hops", "messages expected");

    void add(String where, String search, List<SearchCost> runs) {
        Estimate success = Estimate.of(runs, SearchCost::success);
        Estimate messages = Estimate.of(runs, SearchCost::messages);
        Estimate hops = Estimate.of(runs, SearchCost::hops);
        String expected = "";
        if (runs.stream().allMatch(run -> run.expected().isPresent())) {
            expected = Figure.tenths(Estimate.of(runs, run -> run.expected().orElseThrow()).mean());
        }
        rows.row(
                where,
                search,
                success.mean(),
                success.halfWidth(),
                messages.mean(),
                messages.halfWidth(),
                hops.mean(),
                hops.halfWidth(),
                expected);
        table.row(where, search, success.toString(), messages.toString(), hops.toString(), expected);
    }

    void addTo(Findings findings, String name) {
        findings.rows(name, rows).tables(name, table);
    }
}
