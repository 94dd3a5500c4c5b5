package mpjdht.node.eventual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import mpjdht.message.MessageKind;
import mpjdht.message.PeerMessage.Alive;
import mpjdht.message.PeerMessage.Residents;
import mpjdht.message.PeerMessage.Taken;
import mpjdht.message.StateBatch;
import mpjdht.message.StateCursor;
import mpjdht.node.Detection;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** Rank 1, in its fifth life, tells ranks 2 and 3 of what it has written. */
class SpreadTest {
    private static final long RETRY = 5000;
    private static final int LIFE = 4;
    private static final Detection DETECTION = new Detection(20_000);

    private final KeySpace space = new DirectKeySpace(1000);
    private final RingView ring = RingView.of(0, new long[] {10, 20, 30}, new int[] {1, 2, 3});
    private final EventualState state = StatesOfRanks.state(1, LIFE, space, ring, 3, 2);
    private final Members members = new Members(new Grid(5), 1, LIFE, ring, state.clock, DETECTION);
    private final Spread spread = new Spread(5, LIFE, state.clock, state.rules, members);
    private final Sent sent = new Sent();
    private long now;

    /** The batches that were sent: rank, number and keys, {@code "2 gets 1: a b"}. */
    private static final class Sent implements Outbox {
        final List<String> lines = new ArrayList<>();

        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            if (bytes[offset] != MessageKind.SPREAD) {
                return;
            }
            assertThat(StateBatch.purpose(bytes, offset, length)).isEqualTo(LIFE);
            StringBuilder line = new StringBuilder(to + " gets " + StateBatch.number(bytes, offset, length) + ":");
            StateCursor cursor = new StateCursor();
            cursor.open(bytes, offset, length);
            while (cursor.next()) {
                line.append(' ').append((char) cursor.bytes()[cursor.keyOffset()]);
            }
            lines.add(line.toString());
        }

        @Override
        public void setTimer(long delayMicros, long timer) {
            throw new IllegalStateException("a spread set a timer");
        }

        List<String> take() {
            List<String> taken = List.copyOf(lines);
            lines.clear();
            return taken;
        }
    }

    private int write(int rank, char key, int valueBytes) {
        byte[] name = {(byte) key};
        KeyPlace place = StatesOfRanks.locate(space, String.valueOf(key));
        state.table.write(
                place.hash(),
                place.position(),
                name,
                0,
                1,
                new byte[valueBytes],
                0,
                valueBytes,
                state.clock.tick(),
                state.writer(),
                false);
        spread.add(now, rank, place.hash(), place.position(), state.table, sent);
        return spread.number(rank);
    }

    private void taken(int rank, int number) {
        spread.taken(rank, new Taken(1, 0, LIFE, number));
    }

    private void later(long micros) {
        now += micros;
        spread.look(now, RETRY, sent);
    }

    /** Rank 2 is heard and rank 3 is not, or the other way round, until the other is dead. */
    private void dies(int rank) {
        members.begin(now, sent);
        for (int beat = 0; beat < 25; beat++) {
            now += DETECTION.beatMicros();
            hear(5 - rank);
            members.beat(now, sent);
        }
        assertThat(members.isAlive(rank)).isFalse();
    }

    private void hear(int rank) {
        members.alive(now, rank, new Alive(1, members.lifeOf(rank), 1), sent);
    }

    @Test
    void aBatchIsSaidAgainUntilItIsConfirmed() {
        int number = write(2, 'a', 1);
        assertThat(write(2, 'b', 1)).isEqualTo(number);
        assertThat(sent.take()).isEmpty();
        assertThat(spread.isTaken(2, number)).isFalse();
        assertThat(spread.flush(now, sent)).isTrue();
        assertThat(spread.flush(now, sent)).isFalse();
        assertThat(sent.take()).containsExactly("2 gets 1: a b");
        assertThat(spread.isQuiet()).isFalse();

        later(RETRY - 1);
        assertThat(sent.take()).isEmpty();
        later(1);
        assertThat(sent.take()).containsExactly("2 gets 1: a b");
        later(RETRY - 1);
        assertThat(sent.take()).isEmpty();
        taken(2, number);
        later(RETRY);

        assertThat(sent.take()).isEmpty();
        assertThat(spread.isTaken(2, number)).isTrue();
        assertThat(spread.isQuiet()).isTrue();
    }

    @Test
    void aConfirmationForAFormerLifeOrOfAnotherRankConfirmsNothing() {
        int number = write(2, 'a', 1);
        spread.flush(now, sent);
        sent.take();

        spread.taken(2, new Taken(1, 0, LIFE - 1, number));
        taken(3, number);
        taken(2, number + 1);

        assertThat(spread.isTaken(2, number)).isFalse();
        later(RETRY);
        assertThat(sent.take()).containsExactly("2 gets 1: a");
    }

    @Test
    void whatIsForARankThatIsAwayIsKeptAndSaidWhenItIsBack() {
        dies(3);
        int number = write(3, 'a', 1);
        spread.flush(now, sent);
        later(RETRY);
        later(RETRY);
        assertThat(sent.take()).isEmpty();
        assertThat(spread.isTaken(3, number)).isFalse();
        assertThat(spread.isQuiet()).isTrue();

        hear(3);
        later(RETRY);
        assertThat(sent.take()).containsExactly("3 gets 1: a");
    }

    @Test
    void whatWasKeptForAFormerLifeOfARankIsDropped() {
        dies(3);
        write(3, 'a', 1);
        spread.flush(now, sent);
        members.residents(new Residents(1, 3, 1, 1, List.of(30L)), sent);
        hear(3);
        later(RETRY);
        later(RETRY);
        assertThat(sent.take()).isEmpty();

        write(3, 'b', 1);
        spread.flush(now, sent);
        assertThat(sent.take()).containsExactly("3 gets 2: b");
        later(RETRY);
        assertThat(sent.take()).containsExactly("3 gets 2: b");
    }

    @Test
    void noMoreThanSoManyBytesAreKeptForWhoIsAway() {
        dies(3);
        int batches = (int) (Spread.MOST_BYTES / 60_000) + 1;
        for (int i = 0; i < batches - 2; i++) {
            write(3, 'a', 60_000);
            spread.flush(now, sent);
        }
        hear(3);
        later(RETRY);
        assertThat(sent.take()).hasSize(batches - 2);
        for (int number = 1; number <= batches - 2; number++) {
            taken(3, number);
        }

        dies(3);
        for (int i = 0; i < batches; i++) {
            write(3, 'b', 60_000);
            spread.flush(now, sent);
        }
        sent.take();
        hear(3);
        later(RETRY);
        assertThat(sent.take()).isEmpty();
    }

    @Test
    void everySeedAgreesWithAMapOfWhatIsNotConfirmed() {
        for (long seed = 0; seed < 200; seed++) {
            SpreadTest world = new SpreadTest();
            Random random = new Random(seed);
            Map<Integer, Map<Integer, String>> unconfirmed =
                    new HashMap<>(Map.of(2, new TreeMap<>(), 3, new TreeMap<>()));
            Map<Integer, TreeSet<Integer>> all = Map.of(2, new TreeSet<>(), 3, new TreeSet<>());
            for (int step = 0; step < 100; step++) {
                int rank = 2 + random.nextInt(2);
                if (random.nextInt(3) > 0) {
                    char key = (char) ('a' + random.nextInt(26));
                    int number = world.write(rank, key, random.nextInt(10));
                    all.get(rank).add(number);
                    unconfirmed.get(rank).merge(number, " " + key, String::concat);
                } else {
                    world.spread.flush(world.now, world.sent);
                    List<Integer> open = List.copyOf(unconfirmed.get(rank).keySet());
                    if (!open.isEmpty()) {
                        int number = open.get(random.nextInt(open.size()));
                        world.taken(rank, number);
                        unconfirmed.get(rank).remove(number);
                    }
                }
                for (int to : all.keySet()) {
                    for (int number : all.get(to)) {
                        assertThat(world.spread.isTaken(to, number))
                                .as("seed " + seed)
                                .isEqualTo(!unconfirmed.get(to).containsKey(number));
                    }
                }
            }
            world.spread.flush(world.now, world.sent);
            world.sent.take();
            world.later(RETRY);
            List<String> expected = new ArrayList<>();
            new TreeMap<>(unconfirmed)
                    .forEach((to, batches) ->
                            batches.forEach((number, keys) -> expected.add(to + " gets " + number + ":" + keys)));
            assertThat(world.sent.take()).as("seed " + seed).isEqualTo(expected);
        }
    }
}
