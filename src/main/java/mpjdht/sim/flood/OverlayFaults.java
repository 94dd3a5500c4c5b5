package mpjdht.sim.flood;

import mpjdht.sim.Fault.Crash;
import mpjdht.sim.Fault.Join;
import mpjdht.sim.Fault.Leave;
import mpjdht.sim.Fault.Restart;
import mpjdht.sim.NetworkFaults;
import mpjdht.sim.Simulation;

/** Makes faults happen to an overlay, as far as they can when their time has come. A node that leaves says nothing, as one that crashes. */
final class OverlayFaults extends NetworkFaults {
    private final Simulation simulation;

    OverlayFaults(Simulation simulation) {
        super(simulation);
        this.simulation = simulation;
    }

    @Override
    public void onCrash(Crash fault) {
        end(fault.rank());
    }

    @Override
    public void onLeave(Leave fault) {
        end(fault.rank());
    }

    @Override
    public void onRestart(Restart fault) {
        begin(fault.rank());
    }

    @Override
    public void onJoin(Join fault) {
        begin(fault.rank());
    }

    private void end(int rank) {
        if (simulation.up(rank)) {
            simulation.crash(rank);
        }
    }

    private void begin(int rank) {
        if (!simulation.up(rank)) {
            simulation.start(rank);
        }
    }
}
