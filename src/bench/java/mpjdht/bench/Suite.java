package mpjdht.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The workloads and figures that the program is accepted by. */
final class Suite {
    /** How much smaller everything is with --quick; the targets mean something at full size alone. */
    private static final int QUICK_DIVISOR = 20;

    private interface Section {
        void run() throws IOException, InterruptedException;
    }

    private final Session session;
    private final Verdicts verdicts = new Verdicts();
    private final Map<String, Section> sections = new LinkedHashMap<>();

    Suite(Session session) {
        this.session = session;
        int divisor = session.options().quick() ? QUICK_DIVISOR : 1;
        SpeedSections speed = new SpeedSections(session, verdicts, divisor);
        ResourceSections resources = new ResourceSections(session, verdicts, divisor);
        sections.put("A", speed::bulk);
        sections.put("B", speed::mixes);
        sections.put("C", resources::memory);
        sections.put("D", resources::movingArcs);
        sections.put("E", speed::scaling);
        sections.put("F", speed::lockStep);
        sections.put("G", resources::idling);
        sections.put("H", resources::churn);
        sections.put("I", speed::chord);
        LiveSections live = new LiveSections(session, verdicts, divisor);
        sections.put("J", live::movement);
        sections.put("K", live::ways);
        CopySections copies = new CopySections(session, verdicts, divisor);
        sections.put("L", copies::speed);
        sections.put("M", copies::repair);
        sections.put("N", copies::outages);
    }

    /** Runs what was asked for and reports it; tells whether every target was met. */
    boolean run() throws IOException, InterruptedException {
        for (Map.Entry<String, Section> section : sections.entrySet()) {
            if (session.options().includesSection(section.getKey())) {
                section.getValue().run();
                session.deleteLargeFiles();
            }
        }
        session.reportRaw();
        String size = session.options().quick() ? " (--quick: a twentieth of the size)" : "";
        session.report("### Acceptance" + size + "\n\n" + verdicts.table());
        return verdicts.allPassed();
    }
}
