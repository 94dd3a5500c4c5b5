package mpjdht.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mpjdht.cli.Hosts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostfileTest {
    @Test
    void readsTheEntriesOfTheScript() {
        assertThat(Hostfile.Entry.parse("12:node1")).isEqualTo(new Hostfile.Entry(12, "node1"));
        assertThat(Hostfile.Entry.parse("3:::1")).isEqualTo(new Hostfile.Entry(3, "::1"));
    }

    @Test
    void keepsTheFirstHostsWhenThereAreFewerRanks() {
        Hostfile hostfile = new Hostfile(
                "hosts", List.of(new Hostfile.Entry(1, "a"), new Hostfile.Entry(2, "b"), new Hostfile.Entry(3, "c")));

        assertThat(hostfile.first(2).hosts()).containsExactly("a", "b");
        assertThat(hostfile.first(9).hosts()).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource({"8, a a a b b b c c", "3, a b c", "2, a b", "7, a a a b b c c"})
    void dealsRanksOutInBlocks(int ranks, String expected) {
        assertThat(Hosts.dealt(List.of("a", "b", "c"), ranks)).containsExactly(expected.split(" "));
    }
}
