package mpjdht.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import mpjdht.node.routing.NodeRouter;
import mpjdht.node.routing.RingRouter;
import mpjdht.ring.CircleRules;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;
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
            List<NodeTable> tables = new ArrayList<>();
            for (int i = count - 1; i >= 0; i--) {
                routers.add(factory.router(view, i));
                tables.add(new NodeTable(new DirectKeySpace(10)));
            }

            HostedNodes nodes = new HostedNodes(routers, tables);

            assertThat(nodes.lowest().id()).isEqualTo(ids.first());
            for (int i = 0; i < count; i++) {
                int index = nodes.indexOf(routers.get(i).id());
                assertThat(nodes.router(index)).isSameAs(routers.get(i));
                assertThat(nodes.table(index)).isSameAs(tables.get(i));
            }
            for (int i = 0; i < 1000; i++) {
                long id = random.nextInt(6000);
                assertThat(nodes.indexOf(id) != HostedNodes.NONE).isEqualTo(ids.contains(id));
            }
        }
    }

    @Test
    void aRankMayHostNoNode() {
        HostedNodes none = new HostedNodes(List.of(), List.of());

        assertThat(none.isEmpty()).isTrue();
        assertThat(none.indexOf(0)).isEqualTo(HostedNodes.NONE);
        assertThat(none.indexOf(5)).isEqualTo(HostedNodes.NONE);
    }
}
