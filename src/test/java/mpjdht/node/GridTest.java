package mpjdht.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GridTest {

    @Test
    void theFirstRankIsTheHeadAndTheLastTheCommandRank() {
        Grid grid = new Grid(8);

        assertThat(Grid.HEAD).isZero();
        assertThat(grid.lastStorage()).isEqualTo(6);
        assertThat(grid.command()).isEqualTo(7);
    }

    @Test
    void theNodesAtStartTakeTurnsAndTheLastIsOnTheLastStorageRank() {
        assertThat(new Grid(8).initialRanks(1)).containsExactly(6);
        assertThat(new Grid(5).initialRanks(3)).containsExactly(1, 2, 3);
        assertThat(new Grid(5).initialRanks(7)).containsExactly(3, 1, 2, 3, 1, 2, 3);
        assertThat(new Grid(3).initialRanks(2)).containsExactly(1, 1);
    }

    @Test
    void everyRoleNeedsARank() {
        assertThatThrownBy(() -> new Grid(2)).hasMessageContaining("at least 3 ranks, not 2");
    }
}
