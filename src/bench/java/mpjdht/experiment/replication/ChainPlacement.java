package mpjdht.experiment.replication;

import java.util.List;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Curves;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Published;
import mpjdht.experiment.lab.Source;
import mpjdht.report.LineChart.Axis;

/**
 * Figure 7 of van Renesse and Schneider, OSDI 2004, section 5.4.
 *
 * @param servers numbers of them
 * @param mostCopies chains are as long as from 1 to this
 * @param repeats runs until a volume is lost, of each setting
 */
record ChainPlacement(List<Integer> servers, int mostCopies, int repeats) implements Experiment {
    private static final double MTBF_HOURS = 24;
    private static final double LIMIT_HOURS = 1e5;

    @Override
    public String name() {
        return "chain-placement";
    }

    @Override
    public String question() {
        return "How long does it take until a volume is lost, by where its copies are and how many of them there are?";
    }

    @Override
    public Findings run(Plan plan) {
        Findings findings = new Findings();
        for (Strategy strategy : Strategy.values()) {
            plan.progress(strategy + ", up to " + servers.get(servers.size() - 1) + " servers, up to " + mostCopies + " copies");
            Curves curves = new Curves(
                    "Time until a volume is lost, placement " + strategy,
                    new Axis("servers", true),
                    new Axis("mean hours between losses", true));
            for (int copies = 1; copies <= mostCopies; copies++) {
                int count = copies;
                for (int size : servers) {
                    curves.add(
                            "t = " + copies,
                            size,
                            Estimate.of(
                                    plan.repeat(repeats, seed ->
                                            Availability.hoursToLoss(size, count, strategy, LIMIT_HOURS, seed)),
                                    hours -> hours));
                }
            }
            curves.addTo(findings, name() + "-" + strategy.fileName());
            if (strategy == Strategy.RING) {
                compare(curves, findings);
            }
        }
        return findings;
    }

    private void compare(Curves curves, Findings findings) {
        for (int count : servers) {
            findings.compare(new Comparison(
                    "hours until the first loss with one copy, " + count + " servers",
                    "h",
                    Published.of(
                            MTBF_HOURS / count,
                            new Source(
                                    "formula: the first failure of any of N servers comes after 24 h / N in the mean",
                                    "servers as in section 5.4 of van Renesse and Schneider, OSDI 2004")),
                    curves.at("t = 1", count),
                    "The formula is exact; what is left is chance."));
        }
    }
}
