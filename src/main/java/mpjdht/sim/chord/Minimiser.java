package mpjdht.sim.chord;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultRates;

/**
 * Takes from a plan that fails what it does not need to fail: first the rates, then, by bisection, the faults of its list
 * (delta debugging: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", TSE 2002). What remains fails,
 * and without any single one of its faults it would not.
 */
public final class Minimiser {
    private final Predicate<RingPlan> fails;
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
        return withoutFaults(withoutRates(failing));
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

    private RingPlan withoutFaults(RingPlan failing) {
        RingPlan plan = failing;
        int parts = 2;
        while (!plan.faults().isEmpty()) {
            int size = plan.faults().size();
            RingPlan smaller = withoutOnePart(plan, Math.min(parts, size));
            if (smaller != null) {
                plan = smaller;
                parts = Math.max(2, parts - 1);
            } else if (parts >= size) {
                return plan;
            } else {
                parts = 2 * parts;
            }
        }
        return plan;
    }

    /** The plan without one of so many parts of its faults, if it still fails then; else null. */
    private RingPlan withoutOnePart(RingPlan plan, int parts) {
        List<Fault> faults = plan.faults();
        for (int part = 0; part < parts; part++) {
            int from = part * faults.size() / parts;
            int to = (part + 1) * faults.size() / parts;
            List<Fault> rest = new ArrayList<>(faults.subList(0, from));
            rest.addAll(faults.subList(to, faults.size()));
            RingPlan candidate = plan.withFaults(rest);
            if (stillFails(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private boolean stillFails(RingPlan plan) {
        runs++;
        return fails.test(plan);
    }
}
