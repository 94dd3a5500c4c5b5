package mpjdht.sim.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import mpjdht.history.Verdict;
import mpjdht.message.RequestCursor;
import mpjdht.node.client.Client;
import mpjdht.node.client.CommandFront;
import mpjdht.node.client.GridAccess;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.routing.Routing;
import mpjdht.node.routing.SearchedRouting;
import mpjdht.ring.RingView;
import mpjdht.sim.BugHunt;
import mpjdht.sim.grid.DrawnWorld.Range;
import org.junit.jupiter.api.Test;

/** Keys that are searched for among random neighbours, while nodes come and go and several clients write them. */
class SearchedWorldTest {
    private static final int SEEDS = 200;
    private static final int MOST_SEEDS = 60;

    private static WorldPlan plan(long seed) {
        WorldChoice choice = new WorldChoice(
                new Range(2, 16), new Range(3, 12), 400, Optional.of(WorldRouting.FLOOD), Optional.empty());
        return DrawnWorld.of(seed, choice);
    }

    @Test
    void everySeedIsLinearizableAndEveryKeyIsAtItsOwnerInTheEnd() {
        long changes = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            WorldReport report = new SimulatedWorld(plan(seed), new GridParts()).run();

            assertThat(report.verdict()).as("seed %s", seed).isEqualTo(Verdict.LINEARIZABLE);
            changes += report.changes();
        }
        assertThat(changes).isGreaterThan(5 * SEEDS);
    }

    /** Sends where others do, and takes it that nothing overtakes anything. */
    private static final class Hasty implements Routing {
        private final Routing searched = new SearchedRouting();

        @Override
        public int firstHop(RingView view, RequestCursor request) {
            return searched.firstHop(view, request);
        }
    }

    private static final class HastyClients extends GridParts {
        @Override
        public Client client(GridPlan plan, RingView view, int rank, int number, GridClient client) {
            GridAccess access = GridAccess.plain(
                    plan.grid(), rank, number, view, AssignedOverlay.direct(new Hasty()), plan.limits());
            return new CommandFront(access, client.source(), client.sink(), plan.stopOnError());
        }
    }

    @Test
    void aClientWhoseWritesOvertakeItsReadsIsFound() {
        assertThat(BugHunt.seeds(
                        MOST_SEEDS,
                        seed -> new SimulatedWorld(plan(seed), new HastyClients())
                                        .run()
                                        .verdict()
                                == Verdict.VIOLATED))
                .isLessThanOrEqualTo(MOST_SEEDS);
    }
}
