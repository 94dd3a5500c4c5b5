package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mpjdht.message.RequestBatch;
import mpjdht.node.Outbox;
import mpjdht.node.client.Client;
import mpjdht.node.client.ClientHost;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.CommandSource.Next;
import mpjdht.node.client.Fence;
import mpjdht.node.client.Fence.FaultKind;
import mpjdht.node.client.ResultSink;
import mpjdht.ring.Arc;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DealtClientTest {
    private static final RingView VIEW = RingView.of(0, new long[] {1}, new int[] {1});

    @Test
    void aRankDoesNotRestWhileAClientThatWasAskedHasGotACommandFromOneThatWasAskedLater() {
        Late source = new Late(Next.NOTHING_YET, Next.FENCE, Next.NOTHING_YET);
        DealtCommands dealt = new DealtCommands(2, source, () -> 0, unused(ResultSink.class), true);
        Taker first = new Taker(dealt.source(0));
        Taker second = new Taker(dealt.source(1));
        ClientHost rank = new ClientHost(VIEW, Optional.empty(), List.of(dealt.asked(first), dealt.asked(second)));

        assertThat(rank.onIdle(0, unused(Outbox.class))).isTrue();
        assertThat(first.taken).isZero();

        assertThat(rank.onIdle(0, unused(Outbox.class))).isTrue();
        assertThat(first.taken).isEqualTo(1);

        assertThat(rank.onIdle(0, unused(Outbox.class))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("fencesThatOthersHoldUp")
    void behindAFenceThatOthersHoldUpAClientHasOneCommandUnderWay(Fence fence, boolean holdsBack) {
        Late source = new Late(fence, Next.FENCE, Next.REQUEST, Next.REQUEST, Next.REQUEST);
        DealtCommands dealt = new DealtCommands(2, source, () -> 0, unused(ResultSink.class), true);
        RequestBatch batch = new RequestBatch();

        assertThat(dealt.source(0).next(batch, 0)).isEqualTo(Next.FENCE);
        assertThat(dealt.source(1).next(batch, 0)).isEqualTo(Next.REQUEST);
        assertThat(dealt.source(1).next(batch, 1)).isEqualTo(holdsBack ? Next.NOTHING_YET : Next.REQUEST);
    }

    static Stream<Arguments> fencesThatOthersHoldUp() {
        return Stream.of(
                arguments(new Fence.Add(1, false, 0), true),
                arguments(new Fence.Remove(40), true),
                arguments(new Fence.Fault(FaultKind.RECOVER, 1, false, 0, 0), true),
                arguments(new Fence.Fault(FaultKind.CRASH, 1, false, 0, 0), false),
                arguments(new Fence.Wait(200), false),
                arguments(new Fence.Ring(), false));
    }

    private static <T> T unused(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    throw new AssertionError(method);
                }));
    }

    /** Commands that come one by one; when all have, none comes any more. */
    private static final class Late implements CommandSource {
        private final Fence fence;
        private final ArrayDeque<Next> coming;

        Late(Next... coming) {
            this(new Fence.Ring(), coming);
        }

        Late(Fence fence, Next... coming) {
            this.fence = fence;
            this.coming = new ArrayDeque<>(List.of(coming));
        }

        @Override
        public Next next(RequestBatch batch, int sequence) {
            return coming.isEmpty() ? Next.NOTHING_YET : coming.remove();
        }

        @Override
        public long location() {
            return 0;
        }

        @Override
        public Fence fence() {
            return fence;
        }
    }

    /** Takes a command whenever it is asked and there is one. */
    private static final class Taker implements Client {
        private final CommandSource source;
        private int taken;

        Taker(CommandSource source) {
            this.source = source;
        }

        @Override
        public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {}

        @Override
        public boolean onIdle(long nowMicros, Outbox outbox) {
            boolean takes = source.next(new RequestBatch(), 0) != Next.NOTHING_YET;
            taken += takes ? 1 : 0;
            return takes;
        }

        @Override
        public void announce(RingView view, Arc moved, Outbox outbox) {}

        @Override
        public boolean isSettled() {
            return true;
        }
    }
}
