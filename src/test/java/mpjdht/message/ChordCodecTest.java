package mpjdht.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import mpjdht.message.ChordMessage.ChunkStored;
import mpjdht.message.ChordMessage.ClosestPrecedingFinger;
import mpjdht.message.ChordMessage.Envelope;
import mpjdht.message.ChordMessage.FindPredecessor;
import mpjdht.message.ChordMessage.FindSuccessor;
import mpjdht.message.ChordMessage.GetPredecessor;
import mpjdht.message.ChordMessage.GetSuccessors;
import mpjdht.message.ChordMessage.Leaving;
import mpjdht.message.ChordMessage.NextOnTheWay;
import mpjdht.message.ChordMessage.NoSuchNode;
import mpjdht.message.ChordMessage.Notify;
import mpjdht.message.ChordMessage.Ping;
import mpjdht.message.ChordMessage.Pong;
import mpjdht.message.ChordMessage.PredecessorFound;
import mpjdht.message.ChordMessage.PredecessorIs;
import mpjdht.message.ChordMessage.Stabilise;
import mpjdht.message.ChordMessage.SuccessorFound;
import mpjdht.message.ChordMessage.SuccessorsAre;
import mpjdht.ring.NodeRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChordCodecTest {
    private static final NodeRef A = new NodeRef(-1, 3);
    private static final NodeRef B = new NodeRef(7, Integer.MAX_VALUE);

    private final ChordCodec codec = new ChordCodec();
    private final List<Object> received = new ArrayList<>();

    static List<ChordMessage> everyMessage() {
        return List.of(
                new FindSuccessor(1, -2),
                new SuccessorFound(Long.MAX_VALUE, true, A, 5, 6),
                new FindPredecessor(2, 3),
                new PredecessorFound(3, List.of(A, B)),
                new ClosestPrecedingFinger(4, 5, true),
                new NextOnTheWay(5, true, List.of(B)),
                new NextOnTheWay(5, false, List.of()),
                new GetPredecessor(6),
                new PredecessorIs(7, List.of(A), true, -9, List.of(B, A)),
                new PredecessorIs(7, List.of(), false, 0, Collections.nCopies(ChordMessage.MAX_NODES, B)),
                new GetSuccessors(8),
                new SuccessorsAre(9, List.of(A)),
                new Ping(10),
                new Pong(11),
                new Notify(),
                new Stabilise(),
                new Leaving(12, List.of(A, B)),
                new ChunkStored(13, false, -3),
                new NoSuchNode(14));
    }

    @Test
    void everyKindOfMessageIsTried() {
        long kinds = everyMessage().stream().map(Object::getClass).distinct().count();

        assertThat(kinds)
                .isEqualTo(Arrays.stream(ChordMessage.class.getDeclaredClasses())
                        .filter(Class::isRecord)
                        .filter(ChordMessage.class::isAssignableFrom)
                        .count());
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void whatIsWrittenReadsBack(ChordMessage message) {
        byte[] bytes = encode(message);

        decode(bytes, bytes.length);

        assertThat(received).containsExactly(new Envelope(new NodeRef(-5, 9), 6, -7), message);
        assertThat(ChordCodec.receiver(bytes, 2, bytes.length - 4)).isEqualTo(6);
        assertThat(ChordCodec.epoch(bytes, 2, bytes.length - 4)).isEqualTo(-7);
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void aMessageThatIsCutOffOrTooLongIsRefused(ChordMessage message) {
        byte[] bytes = encode(message);

        for (int length = 4; length < bytes.length; length++) {
            int cut = length;
            assertThatThrownBy(() -> decode(bytes, cut)).isInstanceOf(MalformedMessageException.class);
        }
        assertThatThrownBy(() -> decode(Arrays.copyOf(bytes, bytes.length + 1), bytes.length + 1))
                .isInstanceOf(MalformedMessageException.class);
        assertThat(received).isEmpty();
    }

    @Test
    void anUnknownCodeIsRefused() {
        byte[] bytes = encode(new Notify());
        bytes[3] = 99;

        assertThatThrownBy(() -> decode(bytes, bytes.length)).hasMessageContaining("has the code 99");
    }

    @Test
    void aListLongerThanAllowedIsNeitherWrittenNorRead() {
        List<NodeRef> tooMany = Collections.nCopies(ChordMessage.MAX_NODES + 1, A);
        byte[] bytes = encode(new SuccessorsAre(1, List.of()));
        bytes[bytes.length - 3] = (byte) 0xff;

        assertThatThrownBy(() -> encode(new SuccessorsAre(1, tooMany))).hasMessageContaining("a list of 257 nodes");
        assertThatThrownBy(() -> decode(bytes, bytes.length)).hasMessageContaining("nodes where 0 bytes are left");
    }

    /** Two bytes, the message, two bytes. */
    private byte[] encode(ChordMessage message) {
        codec.encode(-5, 6, -7, message);
        byte[] bytes = new byte[codec.length() + 4];
        System.arraycopy(codec.bytes(), 0, bytes, 2, codec.length());
        return bytes;
    }

    private void decode(byte[] bytes, int length) {
        InvocationHandler note = (proxy, method, arguments) -> {
            received.addAll(Arrays.asList(arguments));
            return null;
        };
        ChordHandler handler = (ChordHandler)
                Proxy.newProxyInstance(ChordHandler.class.getClassLoader(), new Class<?>[] {ChordHandler.class}, note);
        ChordCodec.decode(9, bytes, 2, length - 4, handler);
    }
}
