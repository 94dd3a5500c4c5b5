package mpjdht.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventQueueTest {

    /** How far ahead events are added, from microseconds to years. */
    @ParameterizedTest
    @ValueSource(longs = {3, 900, 50_000, 3_000_000, 40_000_000_000L, 1L << 44})
    void eventsComeInTheOrderOfTheirTimesAndThenOfTheirAdding(long farthest) {
        SeededRandom random = new SeededRandom(farthest);
        EventQueue queue = new EventQueue();
        PriorityQueue<Event> oracle = new PriorityQueue<>(
                Comparator.<Event>comparingLong(event -> event.atMicros).thenComparingLong(event -> event.name));
        long now = 0;
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(2) == 0) {
                Event event = event(now + random.between(0, random.nextInt(3) == 0 ? farthest : farthest / 50), i);
                queue.add(event);
                oracle.add(event);
            } else {
                long limit = now + random.between(0, farthest / 20);
                Event expected = oracle.isEmpty() || oracle.peek().atMicros > limit ? null : oracle.poll();
                assertThat(queue.poll(limit)).isSameAs(expected);
                now = expected == null ? limit : expected.atMicros;
            }
            assertThat(queue.size()).isEqualTo(oracle.size());
        }
        while (!oracle.isEmpty()) {
            assertThat(queue.poll(EventQueue.LAST_MICROS)).isSameAs(oracle.poll());
        }
        assertThat(queue.poll(EventQueue.LAST_MICROS)).isNull();
    }

    @Test
    void showsEveryEvent() {
        EventQueue queue = new EventQueue();
        for (long at : new long[] {0, 7, 7, 5_000, 1L << 40}) {
            queue.add(event(at, at));
        }
        List<Long> seen = new ArrayList<>();
        queue.forEach(event -> seen.add(event.atMicros));
        assertThat(seen).containsExactlyInAnyOrder(0L, 7L, 7L, 5_000L, 1L << 40);
    }

    @Test
    void thePastAndTheEndOfTimeAreRefused() {
        EventQueue queue = new EventQueue();
        queue.add(event(10, 0));
        queue.poll(10);
        assertThatThrownBy(() -> queue.add(event(9, 0))).hasMessage("an event at 9 us, and it is 10 us");
        assertThatThrownBy(() -> queue.add(event(EventQueue.LAST_MICROS + 1, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Event event(long atMicros, long name) {
        Event event = new Event();
        event.atMicros = atMicros;
        event.name = name;
        return event;
    }
}
