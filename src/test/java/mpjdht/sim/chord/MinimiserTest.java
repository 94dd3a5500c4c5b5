package mpjdht.sim.chord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultRates;
import mpjdht.sim.Latency;
import mpjdht.sim.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinimiserTest {

    private static RingPlan planOf(int faults) {
        List<Fault> list = new ArrayList<>();
        for (int i = 0; i < faults; i++) {
            list.add(new Fault.Crash(i, i));
        }
        return DrawnPlan.of(1).withFaults(list).withRates(new FaultRates(5, 6, 7, Latency.constant(8)));
    }

    /** Some faults of a list, drawn from a seed, are what it takes to fail. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void exactlyTheFaultsThatItTakesRemain(long seed) {
        SeededRandom random = new SeededRandom(seed);
        RingPlan plan = planOf(1 + random.nextInt(60));
        List<Fault> needed = new ArrayList<>(plan.faults());
        needed.removeIf(fault -> random.nextInt(10) > 0);

        Minimiser minimiser = new Minimiser(candidate -> candidate.faults().containsAll(needed));

        assertThat(minimiser.minimise(plan).faults()).isEqualTo(needed);
        assertThat(minimiser.runs()).isLessThan(20 + 30 * (1 + needed.size()));
    }

    @Test
    void ratesThatItDoesNotTakeAreGone() {
        RingPlan neither = new Minimiser(plan -> true).minimise(planOf(3));
        RingPlan duplicates = new Minimiser(plan -> plan.rates().duplicatePerMillion() > 0).minimise(planOf(3));
        RingPlan both = new Minimiser(plan ->
                        plan.rates().dropPerMillion() > 0 && plan.rates().delayPerMillion() > 0)
                .minimise(planOf(3));

        assertThat(neither.rates()).isEqualTo(FaultRates.NONE);
        assertThat(duplicates.rates().toString()).startsWith("drop 0, duplicate 6, delay 0 ");
        assertThat(both.rates().toString()).startsWith("drop 5, duplicate 6, delay 7 ");
        assertThat(both.faults()).isEmpty();
    }
}
