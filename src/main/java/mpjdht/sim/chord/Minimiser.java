package mpjdht.sim.chord;

import java.util.List;
import java.util.function.Predicate;
import mpjdht.sim.FaultBisection;
import mpjdht.sim.FaultRates;

/**
 * Takes from a plan that fails what it does not need to fail: first the rates, then the faults of its list
 * ({@link FaultBisection}).
 */
public final class Minimiser {
    private final Predicate<RingPlan> fails;
    private final FaultBisection<RingPlan> bisection =
            new FaultBisection<>(RingPlan::faults, RingPlan::withFaults, this::stillFails);
    private int runs;

    /**
     * A minimiser.
     *
     * @param fails runs a plan, and tells whether it fails
     */
    public Minimiser(Predicate<RingPlan> fails) {
        this.fails = fails;
    }

    /** The smallest plan that it finds. */
    public RingPlan minimise(RingPlan failing) {
        return bisection.minimise(withoutRates(failing));
    }

    /** Plans that were run. */
    public int runs() {
        return runs;
    }

    private RingPlan withoutRates(RingPlan plan) {
        RingPlan smallest = plan;
        FaultRates rates = plan.rates();
        for (FaultRates fewer : List.of(
                FaultRates.NONE,
                new FaultRates(rates.dropPerMillion(), 0, 0, rates.delay()),
                new FaultRates(0, rates.duplicatePerMillion(), 0, rates.delay()),
                new FaultRates(0, 0, rates.delayPerMillion(), rates.delay()))) {
            if (smallest.equals(plan) && !fewer.equals(rates) && stillFails(plan.withRates(fewer))) {
                smallest = plan.withRates(fewer);
            }
        }
        return smallest;
    }

    private boolean stillFails(RingPlan plan) {
        runs++;
        return fails.test(plan);
    }
}
