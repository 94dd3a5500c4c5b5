package mpjdht.experiment.replication;

import java.util.List;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Curves;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Published;
import mpjdht.report.LineChart.Axis;
import mpjdht.sim.Micros;

/**
 * Figure 6 of van Renesse and Schneider, OSDI 2004, section 5.3, in minutes for its hours.
 *
 * @param failure what happens
 * @param bucketSeconds for which throughput is told
 */
record ChainFailures(Failure failure, int bucketSeconds) implements Experiment {
    private static final double TENTH = 0.1;

    @Override
    public String name() {
        return "chain-failures";
    }

    @Override
    public String question() {
        return "What becomes of throughput when one or two servers die, and when they are back?";
    }

    @Override
    public Findings run(Plan plan) {
        Findings findings = new Findings();
        for (int failures = 1; failures <= 2; failures++) {
            int count = failures;
            plan.progress(count + " of " + failure.servers() + " servers die");
            List<AnswerLog> logs = plan.repeat(seed -> failure.run(count, seed));
            Curves curves = new Curves(
                    (count == 1 ? "One server dies" : "Two servers die") + " at " + seconds(failure.failMicros())
                            + " s and " + (count == 1 ? "is" : "are") + " back at "
                            + seconds(failure.failMicros() + failure.rebootMicros()) + " s",
                    new Axis("seconds", false),
                    new Axis("requests per second", false));
            for (int second = 0; second < seconds(failure.endMicros()); second += bucketSeconds) {
                curves.add("queries of ten clients", second, throughput(logs, false, second));
                curves.add("updates of one client", second, throughput(logs, true, second));
            }
            curves.addTo(findings, name() + "-" + count);
            compare(count, logs, findings);
        }
        return findings;
    }

    private Estimate throughput(List<AnswerLog> logs, boolean updates, int second) {
        return Estimate.of(
                logs,
                log -> log.perSecond(updates, second * Micros.SECOND, (second + bucketSeconds) * Micros.SECOND));
    }

    private void compare(int failures, List<AnswerLog> logs, Findings findings) {
        String whose = failures == 1 ? "one server" : "two servers";
        findings.compare(new Comparison(
                "no query is answered after the death of " + whose,
                "s",
                Published.of(10, Papers.chain("section 5.3, figure 6")),
                Estimate.of(logs, log -> log.longestSilence(failure.failMicros()) / (double) Micros.SECOND),
                "Clients stop one after another, as each asks for a volume of a dead server, and go on when it is noticed: up to one time-out after"
                        + " its last sign of life, of 10 s here as in the paper. The paper's clients give up after 3 s and ask for another volume, which"
                        + " ours do not; that makes hardly a difference."));
        findings.figure(
                "queries in the last tenth of the time to those before, " + whose,
                "",
                Estimate.of(logs, log -> atTheEnd(log, false) / before(log, false)));
        findings.figure(
                "updates in the last tenth of the time to those before, " + whose,
                "",
                Estimate.of(logs, log -> atTheEnd(log, true) / before(log, true)));
        findings.figure(
                "failed requests, " + whose, "", Estimate.of(logs, AnswerLog::failed));
    }

    private double before(AnswerLog log, boolean updates) {
        return log.perSecond(updates, 0, failure.failMicros());
    }

    private double atTheEnd(AnswerLog log, boolean updates) {
        return log.perSecond(updates, (long) (failure.endMicros() * (1 - TENTH)), failure.endMicros());
    }

    private static int seconds(long micros) {
        return (int) (micros / Micros.SECOND);
    }
}
