package mpjdht.experiment.harness;

import java.util.List;
import mpjdht.experiment.lab.Curves;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.search.SearchCost;
import mpjdht.experiment.search.Searching;
import mpjdht.report.LineChart.Axis;

/**
 * Floods to one hop and more, in an overlay of nodes that know some neighbours and not who has a key.
 *
 * @param nodes of the overlay
 * @param operations searches of each flood
 */
record Flooding(int nodes, int operations) implements Experiment {
    private static final int MOST_HOPS = 6;
    private static final int KEYS = 1_000;
    private static final int PERCENT = 100;

    @Override
    public String name() {
        return "flooding";
    }

    @Override
    public String question() {
        return "How many keys does a flood find, and by how many messages, the more hops it may go?";
    }

    @Override
    public Findings run(Plan plan) {
        plan.progress(operations + " searches to each of 1 to " + MOST_HOPS + " hops among " + nodes + " nodes");
        Axis ttl = new Axis("hops that a flood may go", false);
        Curves hits = new Curves("Keys that a flood finds", ttl, new Axis("percent", false));
        Curves messages = new Curves("Messages of a flood", ttl, new Axis("messages", false));
        Curves away = new Curves("Hops to the node that has the key", ttl, new Axis("hops", false));
        List<List<SearchCost>> runs =
                plan.repeat(seed -> Searching.floods(nodes, KEYS, MOST_HOPS, operations, seed));
        for (int hops = 1; hops <= MOST_HOPS; hops++) {
            int at = hops - 1;
            hits.add("found", hops, Estimate.of(runs, run -> PERCENT * run.get(at).success()));
            messages.add("sent", hops, Estimate.of(runs, run -> run.get(at).messages()));
            messages.add("at most, by the formula", hops, Estimate.of(runs, run -> run.get(at).expected().orElseThrow()));
            away.add("of those found", hops, Estimate.of(runs, run -> run.get(at).hops()));
        }
        Findings findings = new Findings();
        hits.addTo(findings, name() + "-hits");
        messages.addTo(findings, name() + "-messages");
        away.addTo(findings, name() + "-hops");
        return findings;
    }
}
