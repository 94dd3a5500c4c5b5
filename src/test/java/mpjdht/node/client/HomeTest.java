package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import mpjdht.node.Grid;
import org.junit.jupiter.api.Test;

class HomeTest {

    @Test
    void aClientOnAStorageRankIsAtHomeThereAndOthersAreSpreadOverTheStorageRanks() {
        Grid grid = new Grid(6);
        for (int host = 1; host <= 4; host++) {
            assertThat(new Home(grid, host, 3).rank()).isEqualTo(host);
        }
        for (int host : new int[] {0, 5}) {
            TreeSet<Integer> homes = new TreeSet<>();
            for (int client = 0; client < 4; client++) {
                homes.add(new Home(grid, host, client).rank());
            }
            assertThat(homes).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void oneMoveAfterAnotherComesToEveryStorageRankInTurn() {
        Home home = new Home(new Grid(6), 3, 0);
        List<Integer> ranks = new ArrayList<>();
        for (int move = 0; move < 5; move++) {
            home.move();
            ranks.add(home.rank());
        }
        assertThat(ranks).containsExactly(4, 1, 2, 3, 4);

        Home alone = new Home(new Grid(3), 2, 7);
        alone.move();
        assertThat(alone.rank()).isEqualTo(1);
    }

    @Test
    void theWayOfACommandLeadsHomeAtTheLatestTimeThatWasHeard() {
        Home home = new Home(new Grid(6), 3, 0);
        home.heard(9);
        home.heard(7);

        assertThat(home.way().epoch()).isEqualTo(9);
        for (long position : new long[] {0, 1, -1, Long.MAX_VALUE}) {
            assertThat(home.way().rank(home.way().ownerIndex(position))).isEqualTo(3);
        }
        home.move();
        assertThat(home.way().epoch()).isEqualTo(9);
        assertThat(home.way().rank(0)).isEqualTo(4);
    }
}
