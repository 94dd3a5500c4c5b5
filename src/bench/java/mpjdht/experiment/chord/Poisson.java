package mpjdht.experiment.chord;

import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.Simulation;

/** Things that happen at random times, independent of each other: the time from one to the next is exponentially distributed. */
public final class Poisson {
    private final Simulation simulation;
    private final Latency pause;
    private final SeededRandom chance;

    /**
     * A process.
     *
     * @param perSecond how often, on average
     */
    public Poisson(Simulation simulation, double perSecond, SeededRandom chance) {
        this.simulation = simulation;
        this.pause = Latency.exponential(Math.round(Micros.SECOND / perSecond));
        this.chance = chance;
    }

    /**
     * Lets it happen.
     *
     * @param fromMicros not before this time
     * @param untilMicros not after this time
     * @param name of the event in the trace
     */
    public void repeat(long fromMicros, long untilMicros, long name, Runnable event) {
        long next = fromMicros + pause.draw(chance);
        if (next <= untilMicros) {
            simulation.at(next, name, () -> {
                event.run();
                repeat(next, untilMicros, name, event);
            });
        }
    }
}
