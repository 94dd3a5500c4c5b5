package mpjdht.bench;

import java.io.IOException;

/** The workloads and figures that the program is accepted by. */
final class Suite {
    private final Session session;
    private final Verdicts verdicts = new Verdicts();

    Suite(Session session) {
        this.session = session;
    }

    /** Runs what was asked for and reports it; tells whether every target was met. */
    boolean run() throws IOException, InterruptedException {
        session.report("### Acceptance\n\n" + verdicts.table());
        return verdicts.allPassed();
    }
}
