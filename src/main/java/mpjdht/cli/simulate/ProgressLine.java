package mpjdht.cli.simulate;

import java.io.PrintStream;
import mpjdht.sim.Simulation;
import mpjdht.sim.chord.SimulatedRing;

/** One line on a terminal that says how far a simulation has come; nothing elsewhere. */
final class ProgressLine {
    private static final int EVENTS_BETWEEN = 1 << 15;

    private final PrintStream err;
    private final boolean shown;
    private int length;
    private int events;

    ProgressLine(PrintStream err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    /** Follows a run from now on. */
    void follow(SimulatedRing ring) {
        if (!shown) {
            return;
        }
        Simulation simulation = ring.simulation();
        long runMicros = ring.plan().runMicros();
        simulation.observe(rank -> {
            events++;
            if (events % EVENTS_BETWEEN == 0) {
                long percent = Math.min(100, 100 * simulation.nowMicros() / runMicros);
                show(percent + " %, " + RunFigures.grouped(simulation.traffic().events()) + " events");
            }
        });
    }

    void show(String text) {
        if (shown) {
            err.print("\r" + text + " ".repeat(Math.max(0, length - text.length())));
            err.flush();
            length = text.length();
        }
    }

    void clear() {
        if (shown && length > 0) {
            err.print("\r" + " ".repeat(length) + "\r");
            err.flush();
            length = 0;
        }
    }
}
