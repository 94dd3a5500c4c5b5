package mpjdht.experiment.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import mpjdht.experiment.replication.Cluster.Copying;
import mpjdht.experiment.replication.Cluster.Shape;
import mpjdht.sim.Micros;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThroughputTest {
    private static final int SECONDS = 20;
    private static final int CLIENTS = 25;

    private static double latencyMillisOfPaper(PaperProtocol protocol, int updatesPerMillion) {
        PaperCluster cluster = new PaperCluster(
                protocol,
                3,
                ServiceCosts.OF_THE_PAPER,
                0,
                Cluster.LATENCY_MICROS,
                List.of(Load.oneAfterAnother(updatesPerMillion, Cluster.keysOf(0, 1))),
                1);
        cluster.run(10 * Micros.SECOND);
        return cluster.log().meanMillis(updatesPerMillion > 0, 0);
    }

    private static double latencyMillisOfProduct(Copying copying, int updatesPerMillion) {
        Cluster cluster = new Cluster(
                Shape.oneChain(3, copying, 1, Cluster.LATENCY_MICROS), ServiceCosts.OF_THE_PAPER, 1);
        cluster.add(Load.oneAfterAnother(updatesPerMillion, Cluster.keysOf(0, 1)));
        cluster.start();
        cluster.run(10 * Micros.SECOND);
        return cluster.log().meanMillis(updatesPerMillion > 0, Micros.SECOND);
    }

    /** The paper's own example, section 5.1: 94 ms for an update by a chain of three, and 7 ms for a query. */
    @Test
    void theChainOfThePaperTakesAsLongAsThePaperSays() {
        assertThat(latencyMillisOfPaper(PaperProtocol.CHAIN, Load.MILLION)).isEqualTo(94);
        assertThat(latencyMillisOfPaper(PaperProtocol.CHAIN, 0)).isEqualTo(7);
    }

    @Test
    void aPrimaryWaitsForItsBackupsSideBySide() {
        assertThat(latencyMillisOfPaper(PaperProtocol.PRIMARY_BACKUP, Load.MILLION)).isEqualTo(1 + 50 + 1 + 20 + 1 + 1);
    }

    @Test
    void anUpdateOfTheProductsChainTakesAsLongAsThePapersAndAQueryAMessageMoreForEachWayAlongTheChain() {
        assertThat(latencyMillisOfProduct(Copying.CHAIN, Load.MILLION)).isEqualTo(94);
        assertThat(latencyMillisOfProduct(Copying.CHAIN, 0)).isEqualTo(7 + 4);
    }

    @ParameterizedTest
    @CsvSource({"0, 200", "100, 20"})
    void theBusiestServerOfEachProtocolIsNeverIdle(int updatesPercent, double perSecond) {
        assertThat(Throughput.ofPaper(PaperProtocol.CHAIN, 3, CLIENTS, updatesPercent, SECONDS, 1))
                .isCloseTo(perSecond, within(0.1));
        assertThat(Throughput.ofPaper(PaperProtocol.PRIMARY_BACKUP, 3, CLIENTS, updatesPercent, SECONDS, 1))
                .isCloseTo(perSecond, within(1.5));
        assertThat(Throughput.ofProduct(Copying.CHAIN, 3, CLIENTS, updatesPercent, SECONDS, 1))
                .isCloseTo(perSecond, within(4.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 20, 50})
    void theProductsHeadDoesWhatAPrimaryDoesAndCannotDoMore(int updatesPercent) {
        double product = Throughput.ofProduct(Copying.CHAIN, 3, CLIENTS, updatesPercent, SECONDS, 1);

        assertThat(product).isLessThan(1.1 * Throughput.bound(updatesPercent / 100.0, 50 * Micros.MILLI, 5 * Micros.MILLI));
        assertThat(product)
                .isCloseTo(
                        Throughput.ofPaper(PaperProtocol.PRIMARY_BACKUP, 3, CLIENTS, updatesPercent, SECONDS, 1),
                        within(0.1 * product));
    }

    @Test
    void queriesAtAnyServerAreAnAdvantageWithoutUpdatesAloneAsThePaperSays() {
        assertThat(Throughput.ofPaper(PaperProtocol.WEAK_CHAIN, 3, CLIENTS, 0, SECONDS, 1)).isGreaterThan(550);
        assertThat(Throughput.ofPaper(PaperProtocol.WEAK_CHAIN, 3, CLIENTS, 30, SECONDS, 1))
                .isLessThan(Throughput.ofPaper(PaperProtocol.CHAIN, 3, CLIENTS, 30, SECONDS, 1));
    }

    @ParameterizedTest
    @EnumSource(Copying.class)
    void theSameSeedGivesTheSameFigure(Copying copying) {
        assertThat(Throughput.ofProduct(copying, 3, CLIENTS, 20, SECONDS, 7))
                .isEqualTo(Throughput.ofProduct(copying, 3, CLIENTS, 20, SECONDS, 7))
                .isNotEqualTo(Throughput.ofProduct(copying, 3, CLIENTS, 20, SECONDS, 8));
    }

    @Test
    void readsOfTheHeadAloneDoNotGrowWithTheChainAndThoseOfAnyReplicaDo() {
        assertThat(WriteRate.ofProduct(Copying.CHAIN, 3, 0, 200, 1)).isBetween(19_000.0, 20_552.0);
        assertThat(WriteRate.ofProduct(Copying.CHAIN, 5, 0, 200, 1)).isBetween(19_000.0, 20_552.0);
        assertThat(WriteRate.ofProduct(Copying.ALL_ACKNOWLEDGE, 3, 0, 200, 1)).isBetween(58_000.0, 3 * 20_552.0);
    }

    @Test
    void queriesOfManyVolumesAreServedByAllServers() {
        double ofFew = Volumes.perClient(60, 3, CLIENTS, 0, 2, 1);
        double ofMany = Volumes.perClient(60, 30, CLIENTS, 0, 2, 1);

        assertThat(ofMany).isGreaterThan(3 * ofFew).isLessThan(1_000.0 / 12);
    }
}
