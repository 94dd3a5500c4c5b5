package mpjdht.experiment.chord;

import java.util.List;
import java.util.function.ToDoubleFunction;
import mpjdht.experiment.lab.Estimate;

/**
 * What came of lookups that were repeated with several seeds.
 *
 * @param runs one for each seed
 */
record LookupRuns(List<Lookups> runs) {
    LookupRuns {
        runs = List.copyOf(runs);
    }

    /** All runs together. */
    Lookups all() {
        Lookups all = new Lookups();
        runs.forEach(all::add);
        return all;
    }

    Estimate estimate(ToDoubleFunction<Lookups> figure) {
        return Estimate.of(runs, figure);
    }

    /** The mean of the nodes that answered on the way, up to the owner. */
    Estimate hops() {
        return estimate(run -> run.hops().mean());
    }

    /** The mean of the nodes that were asked on the way to the predecessor. */
    Estimate path() {
        return estimate(run -> run.path().mean());
    }

    /** The mean of the nodes that did not answer in time. */
    Estimate timeouts() {
        return estimate(run -> run.timeouts().mean());
    }

    /** Failed of so many lookups. */
    Estimate failedOf(int lookups) {
        return estimate(run -> (double) run.failed() * lookups / run.answered());
    }
}
