package mpjdht.node.eventual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import mpjdht.message.ControlCodec;
import mpjdht.message.PeerMessage;
import mpjdht.message.PeerMessage.Alive;
import mpjdht.message.PeerMessage.AskResidents;
import mpjdht.message.PeerMessage.Residents;
import mpjdht.metric.Figure;
import mpjdht.node.Detection;
import mpjdht.node.Grid;
import mpjdht.node.RecordingOutbox;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {
    private static final Detection DETECTION = new Detection(20_000);
    private static final long BEAT = DETECTION.beatMicros();
    private static final int RANKS = 4;
    private static final RingView START = RingView.of(0, new long[] {10, 20, 30, 40, 50}, new int[] {1, 2, 3, 4, 1});

    /** Four storage ranks, which beat one after the other. */
    private static final class World {
        final Random random;
        final MessagesUnderWay messages;
        final Members[] ranks = new Members[RANKS + 1];
        final int[] lives = new int[RANKS + 1];
        final boolean[] alive = new boolean[RANKS + 1];
        /** The side of a cut on which a rank is. */
        final int[] sides = new int[RANKS + 1];

        World(long seed) {
            random = new Random(seed);
            messages = new MessagesUnderWay(random);
            messages.lose(0, BEAT / 4);
            for (int rank = 1; rank <= RANKS; rank++) {
                begin(rank);
            }
        }

        void begin(int rank) {
            LamportClock clock = new LamportClock(new EventualRules());
            ranks[rank] = new Members(new Grid(RANKS + 2), rank, lives[rank], START, clock, DETECTION);
            alive[rank] = true;
            assertThat(ranks[rank].begin(messages.nowMicros, messages.of(rank))).isTrue();
            assertThat(ranks[rank].begin(messages.nowMicros, messages.of(rank))).isFalse();
        }

        void comeBack(int rank) {
            lives[rank]++;
            begin(rank);
        }

        void beats(int count) {
            for (int beat = 0; beat < count; beat++) {
                for (int part = 0; part < 4; part++) {
                    messages.nowMicros += BEAT / 4;
                    messages.arrived().forEach(this::arrive);
                }
                for (int rank = 1; rank <= RANKS; rank++) {
                    if (alive[rank]) {
                        ranks[rank].beat(messages.nowMicros, messages.of(rank));
                    }
                }
            }
        }

        private void arrive(MessagesUnderWay.Message message) {
            Members to = ranks[message.to()];
            int from = message.from();
            if (!alive[message.to()] || sides[from] != sides[message.to()]) {
                return;
            }
            PeerMessage said = ControlCodec.decode(PeerMessage.class, message.bytes(), 0, message.bytes().length);
            if (said instanceof Alive beat) {
                to.alive(messages.nowMicros, from, beat, messages.of(message.to()));
            } else if (said instanceof AskResidents asked) {
                to.asked(from, asked, messages.of(message.to()));
            } else {
                to.residents((Residents) said, messages.of(message.to()));
            }
        }

        long takenForDead() {
            return messages.counted.snapshot().of(Figure.RANKS_TAKEN_FOR_DEAD);
        }

        String ringOf(int rank) {
            return ranks[rank].ring().map(World::text).orElse("none");
        }

        static String text(RingView ring) {
            List<String> nodes = new ArrayList<>();
            for (int i = 0; i < ring.size(); i++) {
                nodes.add(ring.node(i).toString());
            }
            return String.join(" ", nodes);
        }
    }

    @Test
    void aRankThatIsSilentForTheTimeOutIsNotOnTheRingAndNeitherAreItsNodes() {
        World world = new World(1);
        world.beats(5);
        world.alive[1] = false;
        world.beats(19);
        assertThat(world.ringOf(2)).isEqualTo("10@1 20@2 30@3 40@4 50@1");
        world.ranks[2].hasChanged();
        world.beats(3);

        assertThat(world.ringOf(2)).isEqualTo("20@2 30@3 40@4");
        assertThat(world.ranks[2].hasChanged()).isTrue();
        assertThat(world.ranks[2].hasChanged()).isFalse();
        assertThat(world.ranks[2].others()).containsExactly(3, 4);
        assertThat(world.ranks[2].rankOf(50)).isEqualTo(1);
        assertThat(world.ranks[2].nodesOf(1)).containsExactly(10L, 50L);
        assertThat(world.ranks[2].rankOf(60)).isEqualTo(Members.NOBODY);
        assertThat(world.ranks[2].nodesOf(7)).isEmpty();
    }

    @Test
    void aRankThatIsTakenForDeadIsCountedOnceByEachOther() {
        World world = new World(1);
        world.beats(60);
        assertThat(world.takenForDead()).isZero();
        world.alive[1] = false;
        world.beats(60);

        assertThat(world.takenForDead()).isEqualTo(RANKS - 1);
    }

    @Test
    void whoBeginsAnewHearsFromOthersWhichNodesItHas() {
        World world = new World(1);
        world.beats(2);
        world.ranks[1].join(60, world.messages.of(1));
        world.ranks[1].leave(10, world.messages.of(1));
        world.beats(2);
        world.comeBack(1);
        assertThat(world.ranks[1].own()).isEmpty();
        world.beats(4);

        assertThat(world.ranks[1].own()).containsExactlyInAnyOrder(50L, 60L);
        for (int rank = 1; rank <= RANKS; rank++) {
            assertThat(world.ringOf(rank)).isEqualTo("20@2 30@3 40@4 50@1 60@1");
            assertThat(world.ranks[rank].lifeOf(1)).isEqualTo(1);
        }
    }

    @Test
    void whenNobodyKnowsItWhoBeginsAnewHasTheNodesThatItHadAtTheStart() {
        World world = new World(1);
        world.beats(2);
        for (int rank = 2; rank <= RANKS; rank++) {
            world.alive[rank] = false;
        }
        world.ranks[1].join(60, world.messages.of(1));
        world.beats(30);
        world.comeBack(1);
        world.beats(15);
        assertThat(world.ringOf(1)).doesNotContain("@1");
        world.beats(10);

        assertThat(world.ringOf(1)).isEqualTo("10@1 50@1");
    }

    @Test
    void whereTwoRanksClaimANodeItIsThatOfTheLowerOneAsLongAsThatLives() {
        World world = new World(1);
        world.beats(2);
        world.ranks[3].join(60, world.messages.of(3));
        world.ranks[2].join(60, world.messages.of(2));
        world.beats(3);
        for (int rank = 1; rank <= RANKS; rank++) {
            assertThat(world.ringOf(rank)).isEqualTo("10@1 20@2 30@3 40@4 50@1 60@2");
        }
        world.alive[2] = false;
        world.beats(25);

        assertThat(world.ringOf(1)).isEqualTo("10@1 30@3 40@4 50@1 60@3");
    }

    @Test
    void whileARankSleepsNobodyDiesForIt() {
        World world = new World(1);
        world.beats(5);
        RecordingOutbox outbox = new RecordingOutbox();
        long woken = world.messages.nowMicros + 100 * DETECTION.timeoutMicros();
        world.ranks[1].beat(woken, outbox);
        assertThat(world.ringOf(1)).isEqualTo("10@1 20@2 30@3 40@4 50@1");
        assertThat(outbox.take()).hasSize(3).allSatisfy(sent -> assertThat(sent).contains("Alive"));

        for (long now = woken; now <= woken + DETECTION.timeoutMicros(); now += BEAT) {
            world.ranks[1].beat(now, outbox);
        }
        assertThat(world.ringOf(1)).isEqualTo("10@1 50@1");
    }

    @ParameterizedTest(name = "seeds {0}*50 to {0}*50+49")
    @ValueSource(ints = {0, 1, 2, 3})
    void whateverWasLostAllWhoLiveKnowTheSameRingInTheEnd(int block) {
        for (long seed = block * 50L; seed < block * 50L + 50; seed++) {
            World world = new World(seed);
            Map<Integer, List<Long>> nodes = new TreeMap<>();
            for (int rank = 1; rank <= RANKS; rank++) {
                nodes.put(rank, new ArrayList<>(world.ranks[rank].own()));
            }
            long nextId = 100;
            for (int round = 0; round < 12; round++) {
                int rank = 1 + world.random.nextInt(RANKS);
                world.messages.lose(world.random.nextInt(2) * 0.7 * world.random.nextDouble(), 3 * BEAT);
                switch (world.random.nextInt(6)) {
                    case 0 -> {
                        if (world.alive[rank]) {
                            world.alive[rank] = false;
                        } else {
                            world.comeBack(rank);
                        }
                    }
                    case 1 -> {
                        world.sides[rank] = 1 - world.sides[rank];
                    }
                    case 2 -> {
                        if (world.alive[rank] && world.lives[rank] == 0) {
                            world.ranks[rank].join(nextId, world.messages.of(rank));
                            nodes.get(rank).add(nextId++);
                        }
                    }
                    case 3 -> {
                        if (world.alive[rank]
                                && world.lives[rank] == 0
                                && !nodes.get(rank).isEmpty()) {
                            long id = nodes.get(rank).remove(0);
                            world.ranks[rank].leave(id, world.messages.of(rank));
                        }
                    }
                    default -> {}
                }
                world.beats(world.random.nextInt(40));
            }
            world.messages.lose(0, BEAT / 4);
            for (int rank = 1; rank <= RANKS; rank++) {
                world.sides[rank] = 0;
                if (!world.alive[rank] && world.random.nextBoolean()) {
                    world.comeBack(rank);
                }
            }
            world.beats(60);

            requireTheSameRing("seed " + seed, world, nodes);
        }
    }

    private static void requireTheSameRing(String where, World world, Map<Integer, List<Long>> nodes) {
        Map<Long, Integer> rankOf = new TreeMap<>();
        for (int rank = 1; rank <= RANKS; rank++) {
            if (world.alive[rank]) {
                if (world.lives[rank] == 0) {
                    assertThat(world.ranks[rank].own()).as(where).isEqualTo(nodes.get(rank));
                }
                int host = rank;
                world.ranks[rank].own().forEach(id -> rankOf.put(id, host));
            }
        }
        String expected = rankOf.isEmpty() ? "none" : World.text(StatesOfRanks.ring(rankOf));
        for (int rank = 1; rank <= RANKS; rank++) {
            if (world.alive[rank]) {
                assertThat(world.ringOf(rank)).as(where + ", rank " + rank).isEqualTo(expected);
            }
        }
    }
}
