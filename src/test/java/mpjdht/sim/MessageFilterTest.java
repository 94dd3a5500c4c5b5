package mpjdht.sim;

import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.message.MessageKind;
import org.junit.jupiter.api.Test;

class MessageFilterTest {
    private final Talker receiver = new Talker();

    @Test
    void aFilterMayHoldBackRepeatAndAlterMessages() {
        Simulation simulation = new Simulation(
                new SeededRandom(1), new NetworkSettings(Latency.constant(10), KindSet.NONE, FaultRates.NONE));
        simulation.add(Talker::new);
        simulation.add(() -> receiver);
        simulation.start(1);
        simulation.filter((from, to, bytes, offset, length, detour) -> {
            switch (bytes[offset + 1]) {
                case 'l' -> detour.deliver(from, to, bytes, offset, length, 100);
                case 'r' -> detour.deliver(from, to, bytes, offset, length, 50);
                case 'a' -> {
                    byte[] other = Talker.message(MessageKind.REQUESTS, "altered");
                    detour.deliver(from, to, other, 0, other.length, 10);
                }
                default -> {}
            }
            return bytes[offset + 1] == 'r' || bytes[offset + 1] == 'p';
        });
        for (String text : new String[] {"late", "repeated", "as it is", "gone", "plain"}) {
            byte[] bytes = Talker.message(MessageKind.REQUESTS, text);
            simulation.send(0, 1, bytes, 0, bytes.length);
        }
        simulation.runUntil(Micros.SECOND);

        assertThat(receiver.heard).containsExactly("0:repeated", "0:altered", "0:plain", "0:repeated", "0:late");
    }
}
