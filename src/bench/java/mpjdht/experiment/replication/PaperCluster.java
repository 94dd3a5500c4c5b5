package mpjdht.experiment.replication;

import java.util.List;
import mpjdht.sim.FaultRates;
import mpjdht.sim.KindSet;
import mpjdht.sim.Latency;
import mpjdht.sim.NetworkSettings;
import mpjdht.sim.SeededRandom;
import mpjdht.sim.Simulation;

/**
 * Servers of one object by a protocol of a paper, in virtual time, and clients: what the protocol would come to in the simulator in which the product is
 * measured, with the same service times and the same network.
 */
final class PaperCluster {
    private static final long NETWORK_CHANCE = 0;

    private final Simulation simulation;
    private final AnswerLog log = new AnswerLog();

    /**
     * A cluster at time 0.
     *
     * @param costs of a query, an update and a difference
     * @param versionMicros that the tail takes to tell which version is clean
     * @param latencyMicros of every message
     * @param loads of the clients, one for each
     */
    PaperCluster(
            PaperProtocol protocol,
            int servers,
            ServiceCosts costs,
            long versionMicros,
            long latencyMicros,
            List<Load> loads,
            long seed) {
        SeededRandom chance = new SeededRandom(seed);
        simulation = new Simulation(
                chance.split(NETWORK_CHANCE),
                new NetworkSettings(Latency.constant(latencyMicros), KindSet.NONE, FaultRates.NONE));
        for (int rank = 0; rank < servers; rank++) {
            PaperServer server = new PaperServer(protocol, rank, servers);
            simulation.add(() -> server);
        }
        for (int i = 0; i < loads.size(); i++) {
            PaperClient client =
                    new PaperClient(protocol, servers + i, servers, loads.get(i), chance.split(i + 1L), log);
            simulation.add(() -> client);
        }
        simulation.serve((rank, bytes, length) -> switch (PaperMessage.kind(bytes, 0)) {
            case QUERY -> costs.queryMicros();
            case UPDATE -> costs.updateMicros();
            case DIFFERENCE -> costs.differenceMicros();
            case VERSION -> versionMicros;
            case ACKNOWLEDGED, VERSION_TOLD, REPLY -> 0;
        });
        simulation.startAll();
    }

    /** Runs until a time. */
    void run(long untilMicros) {
        simulation.runUntil(untilMicros);
    }

    /** What the clients have heard. */
    AnswerLog log() {
        return log;
    }
}
