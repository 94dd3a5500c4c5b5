package mpjdht.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mpjdht.message.BroadcastMessage.CopiesMade;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.BroadcastMessage.ViewRetired;
import mpjdht.message.ChainMessage.Confirmed;
import mpjdht.message.ChainMessage.Heard;
import mpjdht.message.ClientMessage.CopyDescribed;
import mpjdht.message.ClientMessage.FaultPlayed;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.MetricsTold;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.FaultMessage.Crash;
import mpjdht.message.FaultMessage.CutOff;
import mpjdht.message.FaultMessage.Delay;
import mpjdht.message.FaultMessage.Pause;
import mpjdht.message.FaultMessage.Reconnect;
import mpjdht.message.FaultMessage.Recover;
import mpjdht.message.FlowMessage.Credit;
import mpjdht.message.FlowMessage.Due;
import mpjdht.message.GatherMessage.Standing;
import mpjdht.message.GatherMessage.StreamEnded;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.AwaitReturn;
import mpjdht.message.HeadMessage.Drained;
import mpjdht.message.HeadMessage.Filled;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.HeadMessage.Heartbeat;
import mpjdht.message.HeadMessage.PointersSettled;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.HeadMessage.Unreachable;
import mpjdht.message.HeadMessage.ViewInstalled;
import mpjdht.message.InquiryMessage.DescribeCopy;
import mpjdht.message.InquiryMessage.DescribeNode;
import mpjdht.message.InquiryMessage.DescribeRing;
import mpjdht.message.MemberMessage.TellCopy;
import mpjdht.message.MetricMessage.TellMetrics;
import mpjdht.message.MoveMessage.ChunkTaken;
import mpjdht.message.MoveMessage.HandOver;
import mpjdht.message.PointerMessage.JoinRing;
import mpjdht.message.PointerMessage.LeaveRing;
import mpjdht.message.StreamMessage.Begin;
import mpjdht.message.StreamMessage.PieceTaken;
import mpjdht.ring.NodeRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControlCodecTest {
    private static final byte[] KINDS = {
        MessageKind.TO_HEAD,
        MessageKind.TO_NODE_HOST,
        MessageKind.TO_CLIENT,
        MessageKind.TO_EVERY_RANK,
        MessageKind.FLOW,
        MessageKind.MOVE,
        MessageKind.INQUIRY,
        MessageKind.GATHER,
        MessageKind.FAULT,
        MessageKind.TO_STREAM,
        MessageKind.TO_CHAIN,
        MessageKind.TO_PEER,
        MessageKind.COMPARISON,
        MessageKind.TO_MEMBER,
        MessageKind.SEARCH,
        MessageKind.NEIGHBOURS,
        MessageKind.METRICS
    };

    static Stream<ControlMessage> messages() {
        return Stream.of(
                        messagesOfAGridWithAHead(),
                        ControlMessagesWithoutHead.all(),
                        SearchMessagesTest.withoutArrays())
                .flatMap(messages -> messages);
    }

    private static Stream<ControlMessage> messagesOfAGridWithAHead() {
        return Stream.of(
                new AddNode(1, 3, -1, true),
                new AddNode(1, 3, 0, false),
                new RemoveNode(2, Long.MIN_VALUE),
                new HandedOver(6, 5_000_000_000L, 7),
                new ViewInstalled(9),
                new Finish(),
                new PointersSettled(-4),
                new Filled(1, -2, 3, 1L << 40),
                new Drained(1, -2),
                new Heartbeat(2, 1L << 50, true),
                new Heartbeat(0, 1, false),
                new Unreachable(-7, 3),
                new AwaitReturn(1, 3, 5),
                new Confirmed(3, List.of()),
                new Confirmed(3, List.of(new Confirmation(0, 5), new Confirmation(70_000, 1 << 30))),
                new Heard(1L << 50),
                new JoinRing(-1, 2, 3),
                new LeaveRing(-2),
                new HandOver(1L << 40, 1, 2, 3, 4, 5),
                new ChunkTaken(-2, 3),
                new Credit(65_535, 1L << 40, 0),
                new Due(Origin.of(2, 3), -5, -6, -7, 0, 0),
                new Standing(3, 1L << 40, -1),
                new StreamEnded(4, List.of()),
                new StreamEnded(4, Collections.nCopies(StreamEnded.MAX_FIGURES, -5L)),
                new PieceTaken(5, 6),
                new Begin(7, true),
                new Begin(7, false),
                new DescribeRing(1, 9, 2),
                new DescribeNode(1, 9, 2, -3),
                new MembershipChanged(7, MembershipOutcome.DONE, 1, 2, 3, 4),
                new MembershipChanged(7, MembershipOutcome.ID_TAKEN, 1, 2, 3, 4),
                new MembershipChanged(7, MembershipOutcome.CIRCLE_FULL, 1, 2, 3, 4),
                new MembershipChanged(7, MembershipOutcome.NOT_ON_CIRCLE, 1, 2, 3, 4),
                new MembershipChanged(7, MembershipOutcome.LAST_NODE, 1, 2, 3, 4),
                new MembershipChanged(7, MembershipOutcome.NO_FREE_ID, 1, 2, 3, 4),
                new MembershipChanged(7, MembershipOutcome.RANK_SILENT, 1, 2, 3, 4),
                new RingPart(8, -5, true, List.of()),
                new RingPart(
                        8, 6, false, List.of(new NodeLoad(-1, 2, 3, 5_000_000_000L, -2), new NodeLoad(1, 2, 3, 4, 5))),
                new NodeDescribed(9, -5, new NodeLoad(1, 2, 3, 4, 5), List.of(), List.of(), List.of()),
                new NodeDescribed(
                        9,
                        6,
                        new NodeLoad(-1, 2, 3, 4, 5),
                        List.of(new NodeRef(-2, 3)),
                        List.of(new NodeRef(5, 1), new NodeRef(6, 2)),
                        List.of(new Finger(0, -4, new NodeRef(5, 1)), new Finger(7, 4, new NodeRef(6, 2)))),
                new CopyDescribed(10, 6, true, 1 << 26, -7),
                new CopyDescribed(10, 6, false, 0, 0),
                new FaultPlayed(11, true, 3),
                new FaultPlayed(11, false, 0),
                new Crash(12),
                new Recover(12),
                new Pause(12, 86_400_000_000L),
                new Delay(12, 5_000_000_000L),
                new CutOff(12, List.of()),
                new CutOff(12, Collections.nCopies(CutOff.MOST, 70_000)),
                new Reconnect(12),
                new NodeJoined(1, 40, 6),
                new NodeLeft(2, 40),
                new ViewRetired(3, 4, 5),
                new CopiesMade(6, 70),
                new Shutdown(),
                new TellMetrics(70_000));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsBackWhatItWrote(ControlMessage message) {
        byte[] bytes = message.encode();

        assertThat(decode(bytes, 0, bytes.length)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsFromTheMiddleOfABuffer(ControlMessage message) {
        byte[] bytes = message.encode();
        byte[] buffer = new byte[bytes.length + 10];
        System.arraycopy(bytes, 0, buffer, 3, bytes.length);

        assertThat(decode(buffer, 3, bytes.length)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void refusesAMessageThatIsCutOffOrTooLong(ControlMessage message) {
        byte[] bytes = message.encode();
        for (int length = 1; length < bytes.length; length++) {
            int cut = length;
            assertThatThrownBy(() -> decode(bytes, 0, cut))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageMatching(
                            "a control message is cut off after " + cut + " bytes"
                                    + "|a list of [0-9]+ (nodes|fingers|figures|confirmations|ranks|ids|arcs|parts|keys|places) where [0-9]+ bytes are left");
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> decode(longer, 0, longer.length))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("1 bytes behind a control message");
    }

    @Test
    void everyMessageHasAWireCodeOfItsOwn() {
        List<String> codes = messages()
                .map(message -> message.encode()[0] + "/" + message.encode()[1] + " " + message.getClass())
                .distinct()
                .map(code -> code.substring(0, code.indexOf(' ')))
                .toList();

        assertThat(codes).doesNotHaveDuplicates();
    }

    @Test
    void theKeyOfACopyTakesTheRestOfItsMessage() {
        for (int length : new int[] {1, Sizes.MAX_KEY_BYTES}) {
            DescribeCopy question = new DescribeCopy(3, 9, -4, 5, -6, new byte[length]);
            byte[] bytes = question.encode();

            assertThat(decode(bytes, 0, bytes.length))
                    .usingRecursiveComparison()
                    .isEqualTo(question);

            TellCopy passedOn = new TellCopy(3, -4, length == 1, 5, -6, new byte[length]);
            byte[] other = passedOn.encode();
            assertThat(decode(other, 0, other.length))
                    .usingRecursiveComparison()
                    .isEqualTo(passedOn);
        }
        byte[] most = new DescribeCopy(3, 9, -4, 5, -6, new byte[Sizes.MAX_KEY_BYTES]).encode();
        assertThatThrownBy(() -> decode(most, 0, 25)).hasMessage("a control message is cut off after 25 bytes");
    }

    @Test
    void whatARankHasCountedTakesTheRestOfItsMessage() {
        for (MetricsTold told :
                List.of(new MetricsTold(3, true, new byte[] {1, 2, 3}), new MetricsTold(65_535, false, new byte[0]))) {
            byte[] bytes = told.encode();

            assertThat(decode(bytes, 0, bytes.length))
                    .usingRecursiveComparison()
                    .isEqualTo(told);
        }
        byte[] none = new MetricsTold(3, false, new byte[0]).encode();
        assertThatThrownBy(() -> decode(none, 0, 6)).hasMessage("a control message is cut off after 6 bytes");
    }

    @Test
    void everyKindOfMessageHasANameOfItsOwn() throws IllegalAccessException {
        List<String> names = new ArrayList<>();
        for (Field field : MessageKind.class.getFields()) {
            names.add(MessageKind.name(field.getByte(null)));
        }

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
    }

    @Test
    void everyMessageOfEveryFamilyIsReadBackHere() {
        Set<Class<?>> tested = messages().map(Object::getClass).collect(Collectors.toSet());
        tested.add(DescribeCopy.class);
        tested.add(TellCopy.class);
        SearchMessagesTest.withArrays().forEach(message -> tested.add(message.getClass()));
        tested.add(MetricsTold.class);

        assertThat(tested).isEqualTo(messagesOf(ControlMessage.class).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageIsReadAsOneOfItsFamilyAndOfNoOther(ControlMessage message) {
        byte[] bytes = message.encode();
        for (Class<?> family : ControlMessage.class.getPermittedSubclasses()) {
            Class<? extends ControlMessage> asked = family.asSubclass(ControlMessage.class);
            if (family.isInstance(message)) {
                assertThat(ControlCodec.decode(asked, bytes, 0, bytes.length)).isEqualTo(message);
            } else {
                assertThatThrownBy(() -> ControlCodec.decode(asked, bytes, 0, bytes.length))
                        .isInstanceOf(RuntimeException.class);
            }
        }
    }

    @Test
    void refusesUnknownCodes() {
        for (byte kind = 0; kind <= MessageKind.METRICS; kind++) {
            byte[] bytes = {kind, 99};
            assertThatThrownBy(() -> decode(bytes, 0, 2)).hasMessageContaining("has the code 99");
        }
        byte[] outcome = new MembershipChanged(0, MembershipOutcome.DONE, 1, 2, 3, 4).encode();
        outcome[6] = 77;
        assertThatThrownBy(() -> decode(outcome, 0, outcome.length)).hasMessageContaining("has the code 77");
    }

    @Test
    void randomBytesAreAMessageOrAreRefusedByName() {
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(50)];
            random.nextBytes(bytes);
            bytes[0] = KINDS[random.nextInt(KINDS.length)];
            if (bytes.length > 1) {
                bytes[1] = (byte) random.nextInt(13);
            }
            try {
                assertThat(decode(bytes, 0, bytes.length)).isNotNull();
            } catch (MalformedMessageException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(50_000, 99_999);
    }

    @Test
    void listsAreBoundedWhenTheyAreWrittenAndWhenTheyAreRead() {
        NodeLoad node = new NodeLoad(1, 2, 3, 4, 5);
        RingPart full = new RingPart(0, 0, true, Collections.nCopies(RingPart.MAX_NODES, node));
        byte[] bytes = full.encode();
        assertThat(decode(bytes, 0, bytes.length)).isEqualTo(full);

        assertThatThrownBy(() -> new RingPart(0, 0, true, Collections.nCopies(RingPart.MAX_NODES + 1, node)).encode())
                .hasMessage("a list of 1025 nodes; at most 1024");
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 100);
        longer[15]++;
        assertThatThrownBy(() -> decode(longer, 0, longer.length)).hasMessageStartingWith("a list of 1025 nodes where");
        longer[16] = -1;
        assertThatThrownBy(() -> decode(longer, 0, longer.length)).hasMessageStartingWith("a list of -255 nodes where");
    }

    @Test
    void anEmptyMessageHasNoKind() {
        assertThatThrownBy(() -> MessageKind.of(new byte[4], 2, 0)).hasMessage("an empty message");
    }

    private static ControlMessage decode(byte[] bytes, int offset, int length) {
        return ControlCodec.decode(ControlMessage.class, bytes, offset, length);
    }

    private static Stream<Class<?>> messagesOf(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses()).flatMap(ControlCodecTest::messagesOf)
                : Stream.of(family);
    }
}
