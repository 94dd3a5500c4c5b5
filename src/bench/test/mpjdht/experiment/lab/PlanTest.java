package mpjdht.experiment.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void repeatsInTheOrderOfSeedsThatTheSeedDecides() throws InterruptedException {
        Plan plan = Plan.of(7);

        List<Long> seeds = plan.seeds(200);

        assertThat(seeds).doesNotHaveDuplicates().isEqualTo(Plan.of(7).seeds(200)).isNotEqualTo(Plan.of(8).seeds(200));
        assertThat(plan.repeat(200, seed -> seed)).isEqualTo(seeds);
        assertThat(plan.alone(200, seed -> seed)).isEqualTo(seeds);
        assertThat(plan.repeat(seed -> seed)).isEqualTo(seeds.subList(0, Plan.REPEATS));
    }

    @Test
    void keepsTheOrderOfWhatItDoesAtTheSameTime() {
        List<Integer> items = IntStream.range(0, 1000).boxed().toList();

        assertThat(Plan.of(1).each(items, item -> 2 * item)).isEqualTo(items.stream().map(item -> 2 * item).toList());
    }

    @Test
    void refusesFewerRepeatsThanAnIntervalNeeds() {
        assertThatThrownBy(() -> Plan.of(1).seeds(4)).hasMessageContaining("4 repeats").hasMessageContaining("5");
        assertThatThrownBy(() -> Plan.of(1).seeds(10_001)).hasMessageContaining("10001 repeats");
    }
}
