package mpjdht.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import mpjdht.message.MessageKind;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;
import org.junit.jupiter.api.Test;

class OrderedLinksTest {
    private static final int MESSAGES = 50;
    private static final long LIMIT_MICROS = 100_000_000;

    @Test
    void everyMessageArrivesOnceAndInOrderOverANetworkThatLosesDoublesAndReorders() {
        for (long seed = 0; seed < 300; seed++) {
            Talker[] talkers = {new Talker(1), new Talker(0)};
            FaultRates rates = new FaultRates(300_000, 200_000, 300_000, Latency.uniform(0, 5000));
            Simulation simulation = new Simulation(
                    new SeededRandom(seed),
                    new NetworkSettings(Latency.uniform(10, 500), KindSet.of(OrderedLinks.KIND), rates));
            for (Talker talker : talkers) {
                simulation.add(() -> new OrderedLinks(talker, 2000));
            }
            simulation.start(0);
            simulation.start(1);
            BitSet zero = BitSet.valueOf(new long[] {1});
            BitSet one = BitSet.valueOf(new long[] {2});
            simulation.at(3000, 0, () -> simulation.cut(zero, one, 20_000));

            assertThat(simulation.runUntil(
                            () -> talkers[0].heard.size() == MESSAGES && talkers[1].heard.size() == MESSAGES,
                            LIMIT_MICROS))
                    .as("seed %d", seed)
                    .isTrue();
            simulation.runUntil(simulation.nowMicros() + 100_000);
            for (Talker talker : talkers) {
                assertThat(talker.heard)
                        .as("seed %d", seed)
                        .isEqualTo(IntStream.range(0, MESSAGES).boxed().toList());
            }
        }
    }

    /** Says numbers in order, a few at a time, and keeps what it hears. */
    private static final class Talker implements StateMachine {
        final int peer;
        final List<Integer> heard = new ArrayList<>();
        int said;

        Talker(int peer) {
            this.peer = peer;
        }

        @Override
        public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
            heard.add(ByteBuffer.wrap(bytes, offset + 1, Integer.BYTES).getInt());
        }

        @Override
        public void onTimer(long nowMicros, long timer, Outbox outbox) {
            say(outbox);
        }

        @Override
        public boolean onIdle(long nowMicros, Outbox outbox) {
            if (said == 0) {
                say(outbox);
                return true;
            }
            return false;
        }

        private void say(Outbox outbox) {
            for (int i = 0; i < 5 && said < MESSAGES; i++) {
                byte[] bytes = ByteBuffer.allocate(1 + Integer.BYTES)
                        .put(MessageKind.REQUESTS)
                        .putInt(said)
                        .array();
                said++;
                outbox.send(peer, bytes, 0, bytes.length);
            }
            outbox.setTimer(700, 0);
        }

        @Override
        public boolean finished() {
            return false;
        }
    }
}
