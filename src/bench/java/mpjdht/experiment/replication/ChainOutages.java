package mpjdht.experiment.replication;

import java.util.List;
import mpjdht.experiment.lab.Comparison;
import mpjdht.experiment.lab.Estimate;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Plan;
import mpjdht.experiment.lab.Published;
import mpjdht.report.CsvTable;
import mpjdht.report.MarkdownTable;
import mpjdht.sim.Micros;

/**
 * How long a chain of three does not answer after a crash, by the place of the server that has crashed: the analysis of van Renesse and Schneider, OSDI 2004, section
 * 4, in message delays from when the crash has been noticed.
 *
 * @param repeats of each place
 */
record ChainOutages(int repeats) implements Experiment {
    private static final long TIMEOUT_MICROS = 4 * Micros.SECOND;
    private static final List<String> PLACES = List.of("head", "middle", "tail");
    private static final List<Integer> UPDATE_DELAYS_OF_PAPER = List.of(2, 4, 2);
    private static final List<Integer> QUERY_DELAYS_OF_PAPER = List.of(0, 0, 2);
    private static final List<String> OF_UPDATES = List.of(
            "One message tells everybody who serves now, the client asks the new head again, that tells the tail, and the tail answers. The paper's two"
                    + " messages end when clients know whom to ask.",
            "One message tells everybody who serves now, the head tells the tail again what it has no confirmation for, and the tail answers. In the paper"
                    + " the master asks the tail first what it has.",
            "One message tells everybody who serves now, the client asks the head again, which has done the update before, and answers when a mark has come"
                    + " back from the new tail. The paper's two messages end when clients know whom to ask.");
    private static final String OF_QUERIES =
            "Queries here are answered by the head, which waits for a mark to come back along the whole chain: whoever of it dies, no query is answered"
                    + " until that is noticed, and then a client asks again, the mark goes to the tail and back, and the head answers. The paper's"
                    + " queries go to the tail alone, and only its death interrupts them.";

    @Override
    public String name() {
        return "chain-outages";
    }

    @Override
    public String question() {
        return "How long is nobody answered after a crash of the head, of the middle, and of the tail?";
    }

    @Override
    public Findings run(Plan plan) {
        plan.progress("crashes at " + PLACES.size() + " places, time-out " + Micros.text(TIMEOUT_MICROS));
        CsvTable rows = new CsvTable(
                List.of("place", "request", "outage_s", "half_width_95_s", "delays_after_detection", "half_width_95", "delays_of_paper"));
        MarkdownTable table = new MarkdownTable(
                "crash of the", "request", "not answered, s", "of that noticed after, s", "messages from then on", "paper");
        Findings findings = new Findings();
        for (int place = 0; place < PLACES.size(); place++) {
            int crashed = place;
            List<Outage> outages =
                    plan.repeat(repeats, seed -> Outage.measure(crashed, TIMEOUT_MICROS, seed));
            Estimate detected = Estimate.of(outages, outage -> (double) outage.detectedMicros() / Micros.SECOND);
            for (boolean updates : List.of(true, false)) {
                String request = updates ? "update" : "query";
                Estimate seconds = Estimate.of(
                        outages,
                        outage -> (double) (updates ? outage.updatesMicros() : outage.queriesMicros()) / Micros.SECOND);
                Estimate delays = Estimate.of(outages, outage -> outage.messagesAfterDetection(updates));
                int published = (updates ? UPDATE_DELAYS_OF_PAPER : QUERY_DELAYS_OF_PAPER).get(place);
                rows.row(
                        PLACES.get(place),
                        request,
                        seconds.mean(),
                        seconds.halfWidth(),
                        delays.mean(),
                        delays.halfWidth(),
                        published);
                table.row(
                        PLACES.get(place),
                        request,
                        seconds.toString(),
                        detected.toString(),
                        delays.toString(),
                        Integer.toString(published));
                findings.compare(new Comparison(
                        (updates ? "updates" : "queries") + " after a crash of the " + PLACES.get(place),
                        "message delays",
                        Published.of(published, Papers.chain("section 4")),
                        delays,
                        updates ? OF_UPDATES.get(place) : OF_QUERIES));
            }
        }
        return findings.rows(name(), rows).tables(name(), table);
    }
}
