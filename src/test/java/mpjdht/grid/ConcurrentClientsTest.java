package mpjdht.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import mpjdht.history.LinearizabilityChecker;
import mpjdht.history.Report;
import mpjdht.history.SearchLimits;
import mpjdht.history.Verdict;
import mpjdht.node.FlowLimits;
import mpjdht.ring.RingView;
import mpjdht.store.KeyWalk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many clients on any rank, while nodes join and leave: what they hear is as if one command came after the other. */
class ConcurrentClientsTest {
    private static final int SEEDS_PER_TEST = 25;

    @ParameterizedTest(name = "seeds {0}*25 to {0}*25+24")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void everyHistoryIsLinearizableAndEveryKeyIsWithItsOwnerOnce(int block) {
        for (long seed = (long) block * SEEDS_PER_TEST; seed < (block + 1L) * SEEDS_PER_TEST; seed++) {
            check(seed);
        }
    }

    private static void check(long seed) {
        Random random = new Random(seed);
        Circle circle = Circle.random(random);
        int ranks = 3 + random.nextInt(10);
        int nodes = 1 + random.nextInt(8);
        int window = new int[] {1, 3, 16, 200}[random.nextInt(4)];
        FlowLimits limits = random.nextBoolean()
                ? FlowLimits.ofWindow(window)
                : new FlowLimits(window, 1 + random.nextInt(20_000), 1 + random.nextInt(5_000));
        RoutingChoice routing = RoutingChoice.ofSeed(seed);
        int keys = random.nextBoolean() ? 5 : 200;
        RandomUser.Script script = new RandomUser.Script(150, keys, random.nextInt(4) == 0 ? 3_000 : 10, 40, ranks - 2);
        String parameters = "seed " + seed + ", " + ranks + " ranks, " + nodes + " nodes, " + limits + ", " + circle
                + ", " + routing + ", " + script;

        RecordedHistory history = new RecordedHistory();
        List<InMemoryGrid.User> users = new ArrayList<>();
        int clients = 2 + random.nextInt(15);
        for (int client = 0; client < clients; client++) {
            RandomUser user = new RandomUser(client, seed, circle.space(), script, history);
            users.add(new InMemoryGrid.User(random.nextInt(ranks), user, user));
        }
        InMemoryGrid grid = InMemoryGrid.of(
                ranks, seed, rank -> circle.space(), routing, nodes, 1000, users, limits, random.nextBoolean());
        try {
            grid.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(parameters, e);
        }

        Report report = new LinearizabilityChecker(SearchLimits.standard()).check(history.history());
        assertThat(report.verdict()).as(parameters + report.windows()).isEqualTo(Verdict.LINEARIZABLE);
        for (InMemoryGrid.User user : users) {
            assertThat(((RandomUser) user.sink()).concluded()).as(parameters).isTrue();
        }
        checkKeys(grid, users.get(0).rank(), parameters);
    }

    private static void checkKeys(InMemoryGrid grid, int clientRank, String parameters) {
        RingView view = grid.view(clientRank);
        Set<String> seen = new HashSet<>();
        for (int node = 0; node < view.size(); node++) {
            KeyWalk walk = grid.storage(view.rank(node)).table(view.id(node)).walk();
            while (walk.next()) {
                assertThat(view.ownerIndex(walk.position())).as(parameters).isEqualTo(node);
                String key = new String(walk.bytes(), walk.keyOffset(), walk.keyLength(), StandardCharsets.US_ASCII);
                assertThat(seen.add(key)).as(parameters + " key " + key).isTrue();
            }
        }
    }
}
