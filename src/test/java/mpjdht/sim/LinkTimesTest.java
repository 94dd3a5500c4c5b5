package mpjdht.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkTimesTest {

    @Test
    void aLinkKeepsTheLatestOfItsTimesHoweverManyLinksThereAre() {
        SeededRandom random = new SeededRandom(3);
        LinkTimes times = new LinkTimes();
        Map<List<Integer>, Long> oracle = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int from = random.nextInt(60);
            int to = random.nextInt(60);
            long micros = random.nextInt(1_000_000);
            assertThat(times.raise(from, to, micros)).isEqualTo(oracle.merge(List.of(from, to), micros, Math::max));
        }
    }
}
