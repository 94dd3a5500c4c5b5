package mpjdht.sim.grid;

import java.util.ArrayList;
import java.util.List;
import mpjdht.history.Report;
import mpjdht.history.Timeline;
import mpjdht.history.Verdict;
import mpjdht.history.Window;
import mpjdht.sim.Micros;
import mpjdht.sim.Simulation;

/** What came of a world. */
public final class WorldReport {
    private final SimulatedWorld world;
    private final Report history;

    WorldReport(SimulatedWorld world, Report history) {
        this.world = world;
        this.history = history;
    }

    /** Whether what the clients heard is linearizable. */
    public Verdict verdict() {
        return history.verdict();
    }

    /** Calls whose order was looked for. */
    public long calls() {
        return history.calls();
    }

    /** Changes of the ring that were done. */
    public long changes() {
        return world.results().stream().mapToLong(ClientResults::changes).sum();
    }

    /** Changes of the ring that were asked for and could not be. */
    public long refusals() {
        return world.results().stream().mapToLong(ClientResults::refusals).sum();
    }

    /** Keys that these changes moved. */
    public long keysMoved() {
        return world.results().stream().mapToLong(ClientResults::keysMoved).sum();
    }

    /** The plan. */
    public WorldPlan plan() {
        return world.plan();
    }

    /** The processes, after the run. */
    public Simulation simulation() {
        return world.simulation();
    }

    /** What shows that a promise was broken, as pictures for people; nothing when none was. */
    public List<String> pictures() {
        List<String> lines = new ArrayList<>();
        for (Window window : history.windows()) {
            lines.addAll(new Timeline(world.recorder().history(), window).lines());
            lines.add("that is from " + Micros.text(world.recorder().micros(window.from())) + " to "
                    + Micros.text(world.recorder().micros(window.to())));
        }
        return lines;
    }
}
