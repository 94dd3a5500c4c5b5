package mpjdht.experiment.replication;

import java.util.List;
import mpjdht.experiment.lab.Curves;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.report.LineChart.Axis;

/**
 * Figure 5 of van Renesse and Schneider, OSDI 2004, section 5.2.
 *
 * @param volumes 5,000 in the paper
 * @param servers numbers of them
 * @param seconds of virtual time of each run
 */
record ChainVolumes(int volumes, List<Integer> servers, int seconds) implements Experiment {
    private static final int CLIENTS = 25;
    private static final List<Integer> UPDATES_PERCENT = List.of(0, 10, 50, 100);

    @Override
    public String name() {
        return "chain-volumes";
    }

    @Override
    public String question() {
        return "How many requests does a client have answered by many chains, the more servers there are for them?";
    }

    @Override
    public Findings run(Plan plan) {
        plan.progress(volumes + " volumes of three copies on up to " + servers.get(servers.size() - 1) + " servers");
        Curves curves = new Curves(
                "Requests of a client answered by chains of three, " + CLIENTS + " clients",
                new Axis("servers", true),
                new Axis("requests of a client per second", true));
        for (int percent : UPDATES_PERCENT) {
            for (int count : servers) {
                curves.add(
                        percent + " % updates",
                        count,
                        Estimate.of(
                                plan.repeat(seed ->
                                        Volumes.perClient(volumes, count, CLIENTS, percent, seconds, seed)),
                                figure -> figure));
            }
        }
        Findings findings = new Findings();
        curves.addTo(findings, name());
        int most = servers.get(servers.size() - 1);
        findings.figure("queries alone, " + most + " servers", "per second and client", curves.at("0 % updates", most))
                .figure("updates alone, " + most + " servers", "per second and client", curves.at("100 % updates", most));
        return findings;
    }
}
