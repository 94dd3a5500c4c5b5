package mpjdht.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import mpjdht.node.routing.NodeRouter;
import mpjdht.node.routing.RingRouter;
import mpjdht.ring.CircleRules;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

class HostedNodesTest {

    @Test
    void findsEveryNodeByItsIdAndNoOther() {
        NodeRouter.Factory factory = RingRouter.factory(CircleRules.EXACT);
        for (int count : new int[] {1, 2, 3, 4, 100, 1667}) {
            Random random = new Random(count);
            TreeSet<Long> ids = new TreeSet<>(Long::compareUnsigned);
            while (ids.size() < count) {
                ids.add(random.nextBoolean() ? random.nextLong() : random.nextInt(5000));
            }
            RingView view =
                    RingView.of(0, ids.stream().mapToLong(Long::longValue).toArray(), new int[count]);
            List<NodeRouter> routers = new ArrayList<>();
            for (int i = count - 1; i >= 0; i--) {
                routers.add(factory.router(view, i));
            }

            HostedNodes nodes = new HostedNodes(0, routers, 7);

            assertThat(nodes.lowest().id()).isEqualTo(ids.first());
            for (int i = 0; i < count; i++) {
                assertThat(nodes.router(routers.get(i).id())).isSameAs(routers.get(i));
            }
            for (int i = 0; i < 1000; i++) {
                long id = random.nextInt(6000);
                assertThat(nodes.router(id) != null).isEqualTo(ids.contains(id));
            }
        }
    }

    @Test
    void aRankMayHostNoNode() {
        HostedNodes none = new HostedNodes(0, List.of(), 0);

        assertThat(none.isEmpty()).isTrue();
        assertThat(none.router(0)).isNull();
        assertThat(none.router(5)).isNull();
    }
}
