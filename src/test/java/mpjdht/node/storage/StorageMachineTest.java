package mpjdht.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import mpjdht.message.Answer;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.BroadcastMessage.ViewRetired;
import mpjdht.message.ClientMessage;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.ControlCodec;
import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.InquiryMessage.DescribeNode;
import mpjdht.message.InquiryMessage.DescribeRing;
import mpjdht.message.MoveMessage.ChunkTaken;
import mpjdht.message.MoveMessage.HandOver;
import mpjdht.message.NodeLoad;
import mpjdht.message.Operation;
import mpjdht.message.PathTrace;
import mpjdht.message.ReplyCursor;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

class StorageMachineTest extends StorageFixture {
    private static final int CHUNK_BYTES = 16 << 10;

    private final DirectKeySpace space = new DirectKeySpace(1000);

    StorageMachineTest() {
        super(new DirectKeySpace(1000));
        storage = storage(view(), FlowLimits.ofWindow(100), AssignedOverlay.oneHop());
    }

    @Test
    void answersInTheOrderOfTheRequestsOnceNothingWaits() {
        put("5", "x");
        get("5");
        get("6");
        delete("5");
        delete("5");
        enter();
        assertThat(outbox.take()).isEmpty();

        assertThat(storage.onIdle(0, outbox)).isTrue();

        assertThat(outbox.take()).containsExactly("3: replies #0=1 #1=2 #2=4 #3=3 #4=4");
        assertThat(storage.onIdle(0, outbox)).isFalse();
    }

    @Test
    void stopsAnsweringWithoutCreditAndGoesOnWhereItStopped() {
        put("1", "v".repeat(3 << 20));
        enter();
        storage.onIdle(0, outbox);
        outbox.take();
        get("1");
        get("1");
        get("1");
        get("2");
        enter();
        get("3");
        enter();
        storage.onIdle(0, outbox);
        assertThat(outbox.take()).containsExactly("3: replies #1=2", "3: replies #2=2");

        tell(COMMAND, new Credit(0, 3 << 20, 0));
        storage.onIdle(0, outbox);
        assertThat(outbox.take()).containsExactly("3: replies #3=2");

        tell(COMMAND, new Credit(0, 8 << 20, 0));
        storage.onIdle(0, outbox);
        assertThat(outbox.take()).containsExactly("3: replies #4=4 #5=4");
    }

    @Test
    void handsAnArcOverInChunksAFewAheadOfWhatIsTaken() {
        for (int key = 1; key <= 100; key++) {
            put(Integer.toString(key), "v".repeat(CHUNK_BYTES / 7));
        }
        enter();
        storage.onIdle(0, outbox);
        outbox.take();

        tell(0, new HandOver(1, 100, 1000, 60, 60, OTHER));
        List<String> ahead = outbox.take();
        assertThat(ahead).hasSize(4);
        for (int chunk = 0; chunk < 4; chunk++) {
            assertThat(ahead.get(chunk)).isEqualTo("2: chunk " + chunk + " of change 1: 7 keys for 60");
        }
        int chunks = 4;
        for (int taken = 0; taken < chunks; taken++) {
            tell(OTHER, new ChunkTaken(1, taken));
            List<String> next = outbox.take();
            chunks += (int) next.stream().filter(line -> line.contains("chunk")).count();
            if (taken + 1 == chunks) {
                assertThat(next)
                        .containsExactly(
                                "0: HandedOver[change=1, keys=60, bytes=" + (60 * (CHUNK_BYTES / 7) + 111) + "]");
            }
        }
        assertThat(chunks).isEqualTo(9);
        assertThat(storage.table(100).keys()).isEqualTo(40);
    }

    @Test
    void anEmptyArcIsHandedOverAtOnce() {
        tell(0, new HandOver(1, 100, 1000, 60, 60, OTHER));

        assertThat(outbox.take()).containsExactly("0: HandedOver[change=1, keys=0, bytes=0]");
    }

    @Test
    void takesAnArcAndServesItOnceItsNodeHasJoined() {
        StorageMachine giver = new StorageMachine(
                new Grid(4),
                2,
                space,
                RingView.of(0, new long[] {100, 1000}, new int[] {1, 2}),
                FlowLimits.ofWindow(100),
                AssignedOverlay.oneHop());
        put("500", "five hundred");
        giver.onMessage(0, 0, batch.bytes(), 0, batch.length(), outbox);
        batch.reset();
        outbox.take();
        byte[] handOver = new HandOver(1, 1000, 100, 600, 600, 1).encode();
        giver.onMessage(0, 0, handOver, 0, handOver.length, outbox);
        byte[] chunk = outbox.raw(0);
        outbox.take();

        storage.onMessage(0, 2, chunk, 0, chunk.length, outbox);
        assertThat(outbox.take()).containsExactly("2: ChunkTaken[change=1, chunk=0]");
        tell(0, new NodeJoined(1, 600, RANK));
        assertThat(outbox.take()).isEmpty();
        epoch = 1;
        get("500");
        enter();
        storage.onIdle(0, outbox);

        assertThat(outbox.take()).containsExactly("3: replies #1=2");
    }

    @Test
    void forgetsTheTableOfANodeThatLeftWhenNothingGoesByTheRingBeforeAnyMore() {
        tell(0, new HandOver(1, 100, 1000, 100, 1000, OTHER));
        tell(0, new NodeLeft(1, 100));
        assertThat(storage.table(100)).isNotNull();

        tell(0, new ViewRetired(0, 1, 1));

        assertThat(storage.table(100)).isNull();
        epoch = 1;
        get("5");
        assertThatThrownBy(this::enter)
                .isInstanceOf(ProtocolException.class)
                .hasMessage("a request for position 5 came here, but its owner 1000 is on rank 2");
    }

    @Test
    void tellsOfItsNodesAndWhatTheyHold() {
        put("5", "12345");
        put("60", "1234567890");
        put("5", "123");
        put("7", "");
        delete("7");
        enter();
        storage.onIdle(0, outbox);
        outbox.take();

        tell(COMMAND, new DescribeRing(0, 6, 0));
        tell(COMMAND, new DescribeNode(0, 6, 0, 100));

        String load = "NodeLoad[id=100, rank=1, keys=2, bytes=16, successor=1000]";
        assertThat(outbox.take())
                .containsExactly(
                        "3: RingPart[client=0, question=6, last=true, nodes=[" + load + "]]",
                        "3: NodeDescribed[client=0, question=6, node=" + load
                                + ", predecessor=[1000@2], successors=[], fingers=[]]");
    }

    @Test
    void tellsOfANodeThatIsAloneAndOfNoneWhereThereIsNone() {
        tell(0, new NodeLeft(1, 1000));
        outbox.take();
        tell(COMMAND, new DescribeNode(0, 6, 1, 100));
        assertThat(outbox.take().get(0)).contains("successor=100]").contains("predecessor=[100@1]");

        StorageMachine idle = new StorageMachine(
                new Grid(4),
                2,
                space,
                RingView.of(0, new long[] {100}, new int[] {1}),
                FlowLimits.ofWindow(100),
                AssignedOverlay.oneHop());
        byte[] question = new DescribeRing(0, 6, 0).encode();
        idle.onMessage(0, COMMAND, question, 0, question.length, outbox);
        assertThat(outbox.take()).containsExactly("3: RingPart[client=0, question=6, last=true, nodes=[]]");
    }

    @Test
    void tellsOfManyNodesInMessagesOfBoundedLength() {
        int nodes = 2 * RingPart.MAX_NODES + 1;
        long[] ids = LongStream.rangeClosed(1, nodes).toArray();
        int[] ranks = new int[nodes];
        Arrays.fill(ranks, 1);
        StorageMachine crowded = new StorageMachine(
                new Grid(4),
                1,
                new DirectKeySpace(nodes),
                RingView.of(0, ids, ranks),
                FlowLimits.ofWindow(100),
                AssignedOverlay.oneHop());
        byte[] question = new DescribeRing(0, 6, 0).encode();

        crowded.onMessage(0, COMMAND, question, 0, question.length, outbox);

        for (int i = 0; i < 3; i++) {
            byte[] part = outbox.raw(i);
            assertThat(part).hasSizeLessThan(40_000);
            assertThat(ControlCodec.decode(ClientMessage.class, part, 0, part.length))
                    .isEqualTo(new RingPart(
                            0,
                            6,
                            i == 2,
                            loads(
                                    i * RingPart.MAX_NODES,
                                    Math.min(RingPart.MAX_NODES, nodes - i * RingPart.MAX_NODES),
                                    nodes)));
        }
        assertThat(outbox.take()).hasSize(3);
    }

    @Test
    void appendsItselfToThePathOfAnExplain() {
        byte[] path = {9, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0};
        batch.add(Operation.EXPLAIN, 0, 5, 5, new byte[] {'5'}, 0, 1, path, 0, path.length);
        batch.add(Operation.EXPLAIN, 1, 5, 5, new byte[] {'5'}, 0, 1, path, 0, 0);
        enter();
        storage.onIdle(0, outbox);

        byte[] replies = outbox.raw(0);
        ReplyCursor cursor = new ReplyCursor();
        cursor.open(replies, 0, replies.length);
        cursor.next();
        assertThat(cursor.outcome()).isEqualTo(Answer.EXPLAINED);
        assertThat(cursor.node()).isEqualTo(100);
        assertThat(PathTrace.nodes(cursor)).containsExactly(new NodeRef(9, 2), new NodeRef(100, 1));
        cursor.next();
        assertThat(PathTrace.nodes(cursor)).containsExactly(new NodeRef(100, 1));
        assertThat(storage.table(100).keys()).isZero();
    }

    @Test
    void endsWhenTheHeadSaysSo() {
        assertThat(storage.finished()).isFalse();

        tell(0, new Shutdown());

        assertThat(storage.finished()).isTrue();
    }

    @Test
    void refusesWhatNoRankShouldSend() {
        assertThatThrownBy(() -> tell(0, new HandOver(1, 1000, 100, 600, 600, 2)))
                .hasMessageContaining("node 1000");
        assertThatThrownBy(() -> tell(0, new Finish()))
                .hasMessage("the storage rank got a message of kind 4 from rank 0");
        assertThatThrownBy(() -> tell(0, new NodeLeft(5, 100))).hasMessageContaining("epoch 5 came when 1 was due");
        assertThatThrownBy(() -> tell(COMMAND, new DescribeNode(0, 6, 0, 1000)))
                .hasMessage("rank 1 was asked about node 1000, which it does not host");
        assertThatThrownBy(() -> tell(COMMAND, new DescribeNode(0, 6, 0, 5)))
                .hasMessageContaining("asked about node 5");
        batch.add(77, 0, 5, 5, new byte[1], 0, 1, new byte[0], 0, 0);
        assertThatThrownBy(this::enter).hasMessage("no operation has the code 77");
    }

    private static RingView view() {
        return RingView.of(0, new long[] {100, 1000}, new int[] {RANK, OTHER});
    }

    private static List<NodeLoad> loads(int first, int count, int nodes) {
        return IntStream.rangeClosed(first + 1, first + count)
                .mapToObj(id -> new NodeLoad(id, 1, 0, 0, id == nodes ? 1 : id + 1))
                .toList();
    }
}
