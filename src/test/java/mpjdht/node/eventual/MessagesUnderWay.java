package mpjdht.node.eventual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mpjdht.metric.Figure;
import mpjdht.metric.RankMetrics;
import mpjdht.node.Outbox;

/** Messages between ranks, which are lost and overtake each other by a seed. Time is what the test says. */
final class MessagesUnderWay {
    /** A message that will arrive. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Message(int from, int to, byte[] bytes, long dueMicros) {}

    private final Random random;
    private long mostDelayMicros;
    private final List<Message> underWay = new ArrayList<>();
    private double loss;
    /** What all ranks count. */
    final RankMetrics counted = new RankMetrics();

    long nowMicros;
    long sent;

    MessagesUnderWay(Random random) {
        this.random = random;
    }

    /** From now on such a part of the messages is lost, and the others take no longer than this. */
    void lose(double part, long delayMicros) {
        loss = part;
        mostDelayMicros = delayMicros;
    }

    /** What a rank says goes here. */
    Outbox of(int from) {
        return new Outbox() {
            @Override
            public void send(int to, byte[] bytes, int offset, int length) {
                sent++;
                if (random.nextDouble() >= loss) {
                    long due = nowMicros + random.nextLong(mostDelayMicros + 1);
                    underWay.add(new Message(from, to, Arrays.copyOfRange(bytes, offset, offset + length), due));
                }
            }

            @Override
            public void setTimer(long delayMicros, long timer) {
                throw new IllegalStateException("a part of a rank set a timer");
            }

            @Override
            public void count(Figure figure, long more) {
                counted.count(figure, more);
            }
        };
    }

    /** Takes out what has arrived by now, in any order. */
    List<Message> arrived() {
        List<Message> due = new ArrayList<>();
        underWay.removeIf(message -> message.dueMicros() <= nowMicros && due.add(message));
        Collections.shuffle(due, random);
        return due;
    }
}
