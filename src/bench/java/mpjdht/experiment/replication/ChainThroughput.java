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
 * Figure 4 of van Renesse and Schneider, OSDI 2004, section 5.1.
 *
 * @param servers lengths of the chain; 2, 3 and 10 in the paper
 * @param updatesPercent shares of updates, from 0 to 100, both included
 * @param seconds of virtual time of each run
 */
record ChainThroughput(List<Integer> servers, List<Integer> updatesPercent, int seconds) implements Experiment {
    private static final int CLIENTS = 25;
    private static final String PRODUCT = "here: chain";
    private static final String ALL_ACKNOWLEDGE = "here: eventual, W = K, R = 1";
    private static final int MOST_OF_CROSSING_PERCENT = 40;

    /** One line of the figure. */
    private record Way(String name, PerPercent throughput) {}

    /** Answers in a second by the share of updates and a seed. */
    private interface PerPercent {
        double of(int percent, long seed);
    }

    @Override
    public String name() {
        return "chain-throughput";
    }

    @Override
    public String question() {
        return "How many requests does one chain answer, the more of them are updates, and how many do other protocols answer?";
    }

    @Override
    public Findings run(Plan plan) {
        Findings findings = new Findings();
        for (int length : servers) {
            plan.progress(length + " servers, " + updatesPercent.size() + " shares of updates, 5 protocols");
            Curves curves = new Curves(
                    "Requests answered by one chain of " + length + " servers, " + CLIENTS + " clients",
                    new Axis("updates, percent of requests", false),
                    new Axis("requests per second", true));
            for (Way way : ways(length)) {
                for (int percent : updatesPercent) {
                    curves.add(
                            way.name(), percent, estimate(plan, seed -> way.throughput().of(percent, seed)));
                }
            }
            curves.addTo(findings, name() + "-" + length);
        }
        compare(plan, findings);
        return findings;
    }

    private List<Way> ways(int length) {
        return List.of(
                product(PRODUCT, length, Copying.CHAIN),
                paper(length, PaperProtocol.CHAIN),
                paper(length, PaperProtocol.PRIMARY_BACKUP),
                paper(length, PaperProtocol.WEAK_CHAIN),
                product(ALL_ACKNOWLEDGE, length, Copying.ALL_ACKNOWLEDGE));
    }

    private Way product(String name, int length, Copying copying) {
        return new Way(
                name,
                (percent, seed) -> Throughput.ofProduct(copying, length, CLIENTS, percent, seconds, seed));
    }

    private Way paper(int length, PaperProtocol protocol) {
        return new Way(
                "rules of the paper: " + protocol,
                (percent, seed) -> Throughput.ofPaper(protocol, length, CLIENTS, percent, seconds, seed));
    }

    private static Estimate estimate(Plan plan, LongToDoubleFunction run) {
        return Estimate.of(plan.repeat(run::applyAsDouble), figure -> figure);
    }

    private void compare(Plan plan, Findings findings) {
        findings.compare(new Comparison(
                "an update alone, chain of 3",
                "ms",
                Published.of(94, Papers.chain("section 5.1, example")),
                estimate(plan, seed -> Throughput.aloneMillis(true, seed)),
                "An update goes the same way here: to the head, down the chain, and from the tail to the client."));
        findings.compare(new Comparison(
                "a query alone, chain of 3",
                "ms",
                Published.of(7, Papers.chain("section 5.1, example")),
                estimate(plan, seed -> Throughput.aloneMillis(false, seed)),
                "The tail of the paper answers at once. Here the head does, and holds the answer until a mark has been down the chain and"
                        + " back, four messages more, so that no clock decides what a read may show."));
        findings.compare(new Comparison(
                "share of updates from which weak answers less than chain, t = 2, rules of the paper",
                "%",
                Published.of(15, Papers.chain("section 5.1, figure 4")),
                crossing(plan, 2),
                "The paper tells it of all t. By its rules and its times, done again here, two servers cross earlier, because they share fewer"
                        + " queries."));
        findings.compare(new Comparison(
                "share of updates from which weak answers less than chain, t = 10, rules of the paper",
                "%",
                Published.of(15, Papers.chain("section 5.1, figure 4")),
                crossing(plan, 10),
                "Ten servers share so many queries that the curves are close to each other for long, so that small differences between two"
                        + " simulators move the point where they cross."));
    }

    private Estimate crossing(Plan plan, int length) {
        return estimate(plan, seed -> {
            int percent = 1;
            while (percent < MOST_OF_CROSSING_PERCENT
                    && Throughput.ofPaper(PaperProtocol.WEAK_CHAIN, length, CLIENTS, percent, seconds, seed)
                            >= Throughput.ofPaper(PaperProtocol.CHAIN, length, CLIENTS, percent, seconds, seed)) {
                percent++;
            }
            return percent;
        });
    }
}
