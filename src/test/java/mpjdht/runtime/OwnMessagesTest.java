package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnMessagesTest {
    private static final int RANK = 3;

    private final OwnMessages messages = new OwnMessages(RANK);
    private final Received received = new Received();

    @Test
    void comeInTheOrderInWhichTheyWereSaid() {
        say("first");
        say("second");

        assertThat(next()).isEqualTo("first");
        assertThat(received.from()).isEqualTo(RANK);
        say("third");
        assertThat(next()).isEqualTo("second");
        assertThat(next()).isEqualTo("third");
        assertThat(messages.poll(received)).isFalse();
    }

    @Test
    void aMessageStaysAsItIsWhileItsReceiverSaysMore() {
        say("first");
        assertThat(messages.poll(received)).isTrue();
        for (int i = 0; i < 100; i++) {
            say("answer " + i);
        }

        assertThat(text()).isEqualTo("first");
        assertThat(next()).isEqualTo("answer 0");
    }

    @Test
    void theArrayOfAMessageIsUsedAgainUnlessItWasLong() {
        byte[] array = arrayOf(1000);
        arrayOf(1000);
        assertThat(arrayOf(900)).isSameAs(array);

        byte[] longArray = arrayOf(1 << 20);
        arrayOf(1 << 20);
        assertThat(arrayOf(1 << 20)).isNotSameAs(longArray);
    }

    @Test
    void anyLengthsInAnyOrderComeWhole() {
        Random random = new Random(1);
        ArrayDeque<String> said = new ArrayDeque<>();
        for (int i = 0; i < 10_000; i++) {
            if (said.isEmpty() || random.nextBoolean()) {
                String text = i + "x".repeat(random.nextInt(1 << random.nextInt(14)));
                say(text);
                said.add(text);
            } else {
                assertThat(next()).isEqualTo(said.poll());
            }
        }
    }

    private byte[] arrayOf(int length) {
        messages.add(new byte[length], 0, length);
        assertThat(messages.poll(received)).isTrue();
        return received.bytes();
    }

    private void say(String text) {
        byte[] bytes = ("*" + text).getBytes(StandardCharsets.UTF_8);
        messages.add(bytes, 1, bytes.length - 1);
        bytes[1] = '?';
    }

    private String next() {
        assertThat(messages.poll(received)).isTrue();
        return text();
    }

    private String text() {
        return new String(received.bytes(), received.offset(), received.length(), StandardCharsets.UTF_8);
    }
}
