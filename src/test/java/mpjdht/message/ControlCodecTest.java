package mpjdht.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.CommandMessage.MembershipChanged;
import mpjdht.message.CommandMessage.NodeDescribed;
import mpjdht.message.CommandMessage.RingPart;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.HeadMessage.ViewInstalled;
import mpjdht.message.StorageMessage.ChunkTaken;
import mpjdht.message.StorageMessage.Credit;
import mpjdht.message.StorageMessage.DescribeNode;
import mpjdht.message.StorageMessage.DescribeRing;
import mpjdht.message.StorageMessage.Due;
import mpjdht.message.StorageMessage.HandOver;
import mpjdht.ring.NodeRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControlCodecTest {

    static Stream<ControlMessage> messages() {
        return Stream.of(
                new AddNode(3, -1, true),
                new AddNode(3, 0, false),
                new RemoveNode(Long.MIN_VALUE),
                new HandedOver(5_000_000_000L, 7),
                new ViewInstalled(9),
                new Finish(),
                new HandOver(1, 2, 3, 4, 5),
                new ChunkTaken(-2),
                new Credit(1 << 20),
                new Due(-5),
                new DescribeRing(),
                new DescribeNode(-3),
                new MembershipChanged(MembershipOutcome.DONE, 1, 2, 3, 4),
                new MembershipChanged(MembershipOutcome.ID_TAKEN, 1, 2, 3, 4),
                new MembershipChanged(MembershipOutcome.CIRCLE_FULL, 1, 2, 3, 4),
                new MembershipChanged(MembershipOutcome.NOT_ON_CIRCLE, 1, 2, 3, 4),
                new MembershipChanged(MembershipOutcome.LAST_NODE, 1, 2, 3, 4),
                new RingPart(true, List.of()),
                new RingPart(false, List.of(new NodeLoad(-1, 2, 3, 5_000_000_000L, -2), new NodeLoad(1, 2, 3, 4, 5))),
                new NodeDescribed(new NodeLoad(1, 2, 3, 4, 5), List.of(), List.of(), List.of()),
                new NodeDescribed(
                        new NodeLoad(-1, 2, 3, 4, 5),
                        List.of(new NodeRef(-2, 3)),
                        List.of(new NodeRef(5, 1), new NodeRef(6, 2)),
                        List.of(new Finger(0, -4, new NodeRef(5, 1)), new Finger(7, 4, new NodeRef(6, 2)))),
                new NodeJoined(1, 40, 6),
                new NodeLeft(2, 40),
                new Shutdown());
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
                    .hasMessageMatching("a control message is cut off after " + cut + " bytes"
                            + "|a list of [12] (nodes|fingers) where [0-9]+ bytes are left");
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

        assertThat(codes).doesNotHaveDuplicates().hasSize(17);
    }

    @Test
    void refusesUnknownCodes() {
        for (byte kind = MessageKind.TO_HEAD; kind <= MessageKind.TO_EVERY_RANK; kind++) {
            byte[] bytes = {kind, 99};
            assertThatThrownBy(() -> decode(bytes, 0, 2)).hasMessageContaining("has the code 99");
        }
        byte[] outcome = new MembershipChanged(MembershipOutcome.DONE, 1, 2, 3, 4).encode();
        outcome[2] = 77;
        assertThatThrownBy(() -> decode(outcome, 0, outcome.length)).hasMessageContaining("has the code 77");
    }

    @Test
    void randomBytesAreAMessageOrAreRefusedByName() {
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(50)];
            random.nextBytes(bytes);
            bytes[0] = (byte) (MessageKind.TO_HEAD + random.nextInt(4));
            if (bytes.length > 1) {
                bytes[1] = (byte) random.nextInt(7);
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
        RingPart full = new RingPart(true, Collections.nCopies(RingPart.MAX_NODES, node));
        byte[] bytes = full.encode();
        assertThat(decode(bytes, 0, bytes.length)).isEqualTo(full);

        assertThatThrownBy(() -> new RingPart(true, Collections.nCopies(RingPart.MAX_NODES + 1, node)).encode())
                .hasMessage("a list of 1025 nodes; at most 1024");
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 100);
        longer[3]++;
        assertThatThrownBy(() -> decode(longer, 0, longer.length)).hasMessageStartingWith("a list of 1025 nodes where");
        longer[4] = -1;
        assertThatThrownBy(() -> decode(longer, 0, longer.length)).hasMessageStartingWith("a list of -255 nodes where");
    }

    @Test
    void anEmptyMessageHasNoKind() {
        assertThatThrownBy(() -> MessageKind.of(new byte[4], 2, 0)).hasMessage("an empty message");
    }

    private static ControlMessage decode(byte[] bytes, int offset, int length) {
        return switch (bytes[offset]) {
            case MessageKind.TO_HEAD -> ControlCodec.decodeHeadMessage(bytes, offset, length);
            case MessageKind.TO_STORAGE -> ControlCodec.decodeStorageMessage(bytes, offset, length);
            case MessageKind.TO_COMMAND -> ControlCodec.decodeCommandMessage(bytes, offset, length);
            default -> ControlCodec.decodeBroadcastMessage(bytes, offset, length);
        };
    }
}
