package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.message.Origin;
import mpjdht.message.ReplyBatch;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.RecordingOutbox;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;
import mpjdht.ring.RingView;

/** A client of a grid that keeps copies, three regions of ten positions each, and what it sends. */
abstract class ClientOfCopies {
    static final Grid GRID = new Grid(5);
    static final int COMMAND = GRID.command();
    static final int[] RANK_OF_REGION = {1, 2, 3};

    final RecordingOutbox outbox = new RecordingOutbox();

    /** Three regions, of ten positions each from 0 on, each with one replica on one of these ranks. */
    static Configuration all(long epoch, int... rankOfRegion) {
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Arc arc = new Arc(i == 0 ? 29 : 10L * i - 1, 10L * i + 9);
            regions.add(Region.of(arc, List.of(replica(rankOfRegion[i]))));
        }
        return new Configuration(ring(epoch), regions);
    }

    static Configuration without(long epoch, int region) {
        List<Region> regions = new ArrayList<>(all(epoch, RANK_OF_REGION).regions());
        regions.set(region, new Region(regions.get(region).arc(), List.of(), List.of(), false, true));
        return new Configuration(ring(epoch), regions);
    }

    static Replica replica(int rank) {
        return new Replica(10L * rank - 1, rank, 0);
    }

    static RingView ring(long epoch) {
        return RingView.of(epoch, new long[] {9, 19, 29}, RANK_OF_REGION);
    }

    static Requests requests(int window, Configuration configuration) {
        return new Requests(
                GRID,
                Origin.of(COMMAND, 0),
                configuration.entries(),
                AssignedOverlay.direct(),
                FlowLimits.ofWindow(window),
                Optional.of(Repetition.with(configuration, window)),
                Optional.empty());
    }

    static void get(Requests requests, long position) {
        add(requests, Operation.GET, position);
    }

    static void put(Requests requests, long position) {
        add(requests, Operation.PUT, position);
    }

    /** A command for the only key of a position. */
    static void add(Requests requests, int operation, long position) {
        byte[] key = ("key" + position).getBytes(StandardCharsets.US_ASCII);
        int offset = requests.batch().length();
        requests.batch()
                .add(operation, requests.nextSequence(), position, (int) position, key, 0, key.length, key, 0, 0);
        requests.added(offset, 0, operation == Operation.EXPLAIN);
    }

    void sendAll(Requests requests) {
        requests.send(outbox);
        requests.flush(outbox);
    }

    void answer(Requests requests, long epoch, int sequence) {
        answer(requests, epoch, sequence, Answer.MISSING);
    }

    void answer(Requests requests, long epoch, int sequence, int outcome) {
        ReplyBatch batch = new ReplyBatch(0);
        batch.address(epoch);
        batch.add(outcome, 1, sequence, 0);
        requests.take(1, batch.bytes(), 0, batch.length(), outbox);
    }

    static int outcome(Requests requests, int sequence) {
        assertThat(requests.isAnswered(sequence)).isTrue();
        requests.open(sequence);
        return requests.reply().outcome();
    }
}
