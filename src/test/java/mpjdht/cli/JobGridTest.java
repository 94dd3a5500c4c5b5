package mpjdht.cli;

import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.cli.setting.UsageException;
import mpjdht.node.Grid;
import mpjdht.node.overlay.NodeHost;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.DirectKeySpace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job makes of its settings. */
class JobGridTest {

    @ParameterizedTest
    @CsvSource({"one-hop, false, false", "direct, true, false", "ring, false, true", "chord, false, true"})
    void theRoutingSaysWhetherClientsAndWhetherNodesPassRequestsOn(String routing, boolean clients, boolean nodes)
            throws UsageException {
        Overlay overlay =
                new JobGrid(ParsedSettings.parse("--routing " + routing + " f"), new Grid(3), rank -> 0).overlay();
        NodeHost host = overlay.host(1, new DirectKeySpace(1000));

        assertThat(overlay.clientsRoute()).isEqualTo(clients);
        assertThat(host.routers().isPresent()).isEqualTo(nodes);
    }
}
