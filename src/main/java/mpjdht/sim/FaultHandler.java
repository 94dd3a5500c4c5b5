package mpjdht.sim;

import mpjdht.sim.Fault.ClockJump;
import mpjdht.sim.Fault.Crash;
import mpjdht.sim.Fault.Cut;
import mpjdht.sim.Fault.Join;
import mpjdht.sim.Fault.Leave;
import mpjdht.sim.Fault.Pause;
import mpjdht.sim.Fault.Restart;
import mpjdht.sim.Fault.Slow;

/** One method for each {@link Fault}. */
public interface FaultHandler {

    /** Makes it happen. */
    void onCrash(Crash fault);

    /** Makes it happen. */
    void onRestart(Restart fault);

    /** Makes it happen. */
    void onSlow(Slow fault);

    /** Makes it happen. */
    void onPause(Pause fault);

    /** Makes it happen. */
    void onClockJump(ClockJump fault);

    /** Makes it happen. */
    void onCut(Cut fault);

    /** Makes it happen. */
    void onJoin(Join fault);

    /** Makes it happen. */
    void onLeave(Leave fault);
}
