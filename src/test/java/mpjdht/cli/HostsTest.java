package mpjdht.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostsTest {

    @Test
    void ranksAreOnTheHostsThatTheLauncherTellsInBlocks() {
        String told = Hosts.option(List.of("a", "b", "c")).substring("-Dmpjdht.hosts=".length());

        assertThat(numbers(Hosts.ofRanks(told, 8), 8)).containsExactly(0, 0, 0, 1, 1, 1, 2, 2);
    }

    @Test
    void withoutALauncherAllAreOnOne() {
        assertThat(numbers(Hosts.ofRanks(null, 4), 4)).containsExactly(0, 0, 0, 0);
        assertThat(numbers(Hosts.ofRanks("", 4), 4)).containsExactly(0, 0, 0, 0);
    }

    private static int[] numbers(IntUnaryOperator hosts, int ranks) {
        return IntStream.range(0, ranks).map(hosts).toArray();
    }
}
