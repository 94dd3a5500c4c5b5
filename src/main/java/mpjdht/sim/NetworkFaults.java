package mpjdht.sim;

import mpjdht.sim.Fault.Cut;
import mpjdht.sim.Fault.Pause;
import mpjdht.sim.Fault.Slow;

/** Makes those faults happen that are the same whatever is simulated: of links, and of the time that a process takes. */
public abstract class NetworkFaults implements FaultHandler {
    private final Simulation simulation;

    /** Faults for a simulation. */
    protected NetworkFaults(Simulation simulation) {
        this.simulation = simulation;
    }

    @Override
    public final void onSlow(Slow fault) {
        simulation.slow(fault.rank(), fault.factor(), fault.forMicros());
    }

    @Override
    public final void onPause(Pause fault) {
        simulation.pause(fault.rank(), fault.forMicros());
    }

    @Override
    public final void onCut(Cut fault) {
        simulation.cut(fault.from(), fault.to(), fault.forMicros());
        if (fault.bothWays()) {
            simulation.cut(fault.to(), fault.from(), fault.forMicros());
        }
    }
}
