package mpjdht.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Takes from a plan that fails, by bisection, the faults of its list that it does not need to fail (delta debugging: Zeller and
 * Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", TSE 2002). What remains fails, and without any single one of
 * its faults it would not.
 *
 * @param <P> the plans
 * @param faults the faults of a plan
 * @param withFaults the same plan with other faults
 * @param fails runs a plan, and tells whether it fails
 */
public record FaultBisection<P>(
        Function<P, List<Fault>> faults, BiFunction<P, List<Fault>, P> withFaults, Predicate<P> fails) {

    /** What remains of a plan that fails. */
    public P minimise(P failing) {
        P plan = failing;
        int parts = 2;
        while (!faults.apply(plan).isEmpty()) {
            int size = faults.apply(plan).size();
            P smaller = withoutOnePart(plan, Math.min(parts, size));
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
    private P withoutOnePart(P plan, int parts) {
        List<Fault> all = faults.apply(plan);
        for (int part = 0; part < parts; part++) {
            int from = part * all.size() / parts;
            int to = (part + 1) * all.size() / parts;
            List<Fault> rest = new ArrayList<>(all.subList(0, from));
            rest.addAll(all.subList(to, all.size()));
            P candidate = withFaults.apply(plan, rest);
            if (fails.test(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
