package mpjdht.experiment.replication;

import java.util.List;
import java.util.function.LongToDoubleFunction;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Curves;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Published;
import mpjdht.experiment.replication.Cluster.Copying;
import mpjdht.report.LineChart.Axis;

/**
 * Figure 6 of Terrace and Freedman, USENIX ATC 2009. The product has no reads at clean replicas: its chain is measured with the reads that it has, and the rules of
 * CRAQ are done beside it.
 *
 * @param writesPerSecond rates of writes, from none to {@value #MOST}
 * @param millis of virtual time of each run
 */
record CraqWriteRate(List<Integer> writesPerSecond, int millis) implements Experiment {
    private static final int MOST = 250;
    private static final int SERVERS = 3;
    private static final String CHAIN = "here: chain, reads at the head";
    private static final String EVENTUAL = "here: eventual, W = K, R = 1";
    private static final String CR = "rules of the paper: CR";
    private static final String CRAQ = "rules of the paper: CRAQ";

    @Override
    public String name() {
        return "craq-write-rate";
    }

    @Override
    public String question() {
        return "How many reads does a chain of three answer while an object is written, at one replica or at any that is clean?";
    }

    @Override
    public Findings run(Plan plan) {
        plan.progress(writesPerSecond.size() + " rates of writes, 4 protocols");
        Curves curves = new Curves(
                "Reads of one object, chain of " + SERVERS,
                new Axis("writes per second", false),
                new Axis("reads per second", false));
        for (int writes : writesPerSecond) {
            curves.add(CHAIN, writes, estimate(plan, seed -> WriteRate.ofProduct(Copying.CHAIN, SERVERS, writes, millis, seed)));
            curves.add(CR, writes, estimate(plan, seed -> WriteRate.ofPaper(PaperProtocol.CHAIN, SERVERS, writes, millis, seed)));
            curves.add(
                    EVENTUAL,
                    writes,
                    estimate(plan, seed -> WriteRate.ofProduct(Copying.ALL_ACKNOWLEDGE, SERVERS, writes, millis, seed)));
            curves.add(
                    CRAQ, writes, estimate(plan, seed -> WriteRate.ofPaper(PaperProtocol.CRAQ, SERVERS, writes, millis, seed)));
        }
        Findings findings = new Findings();
        curves.addTo(findings, name());
        compare(curves, findings);
        return findings;
    }

    private static Estimate estimate(Plan plan, LongToDoubleFunction run) {
        return Estimate.of(plan.repeat(run::applyAsDouble), figure -> figure);
    }

    private static void compare(Curves curves, Findings findings) {
        findings.compare(new Comparison(
                "reads of a chain, no writes",
                "per second",
                Published.of(20_552, Papers.craq("section 6, figures 5 and 6, median of CR-3")),
                curves.at(CHAIN, 0),
                "A server takes as long for a read as the paper's, so that its tail would answer as many. Our head answers in the tail's place, and its"
                        + " answers wait for a mark along the chain, which a window of 50 does not hide altogether."));
        findings.compare(new Comparison(
                "reads of a chain, many writes",
                "per second",
                Published.of(20_430, Papers.craq("section 6, figure 6, CR-3")),
                curves.at(CHAIN, MOST),
                "The head does the writes as well, which take it " + MOST + " times 181 us of every second."));
        findings.compare(new Comparison(
                "reads of any replica, no writes",
                "per second",
                Published.of(59_882, Papers.craq("section 6, figures 5 and 6, median of CRAQ-3")),
                curves.at(EVENTUAL, 0),
                "Three replicas answer three times as many, here as there. Reads at any replica are eventually consistent here."));
        findings.compare(new Comparison(
                "reads of any clean replica, many writes, rules of the paper",
                "per second",
                Published.of(39_873, Papers.craq("section 6, figure 6, CRAQ-3")),
                curves.at(CRAQ, MOST),
                "How long a tail takes to tell a version, 12 us, was chosen so that this comes out: the paper tells the reads and not that"
                        + " time. The product keeps no clean and dirty versions."));
    }
}
