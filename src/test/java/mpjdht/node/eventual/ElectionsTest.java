package mpjdht.node.eventual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mpjdht.message.ControlCodec;
import mpjdht.message.PeerMessage;
import mpjdht.message.PeerMessage.Coordinator;
import mpjdht.message.PeerMessage.Election;
import mpjdht.message.PeerMessage.Objection;
import mpjdht.node.RecordingOutbox;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several ranks that elect leaders, some of which die, come and miss keys, while messages are lost and overtake each other. */
class ElectionsTest {
    private static final long RETRY_MICROS = 1000;
    private static final long STEP_MICROS = 100;
    private static final long SHORT_MICROS = RETRY_MICROS / 4;
    private static final long LONG_MICROS = 5 * RETRY_MICROS;

    /** A rank, with the ring that it knows. */
    private static final class Rank {
        final int rank;
        final Elections elections;
        Groups groups;

        Rank(int rank) {
            this.rank = rank;
            EventualRules rules = new EventualRules();
            this.elections = new Elections(new LamportClock(rules), rules, RETRY_MICROS);
        }
    }

    /** Who misses keys of which arc: rank and owner. */
    private record Missing(int rank, long owner) {}

    private static final class World {
        final Random random;
        final MessagesUnderWay messages;
        final int copies;
        final Map<Integer, Rank> ranks = new TreeMap<>();
        final Set<Integer> alive = new TreeSet<>();
        final Set<Missing> missing = new HashSet<>();
        final RingView start;
        RingView ring;

        World(long seed) {
            random = new Random(seed);
            messages = new MessagesUnderWay(random);
            messages.lose(0, SHORT_MICROS);
            int count = 1 + random.nextInt(6);
            copies = 1 + random.nextInt(5);
            start = StatesOfRanks.ring(random, new DirectKeySpace(1000), count, 3 * count);
            ring = start;
            for (int rank = 1; rank <= count; rank++) {
                Rank made = new Rank(rank);
                made.groups = groups(start, rank);
                made.elections.begin(made.groups);
                ranks.put(rank, made);
                alive.add(rank);
            }
        }

        Groups groups(RingView known, int rank) {
            return new Groups(known, StatesOfRanks.placement(copies), rank);
        }

        /** The ring is that of the living from now on, but nobody knows. */
        void review() {
            Map<Long, Integer> rankOf = new TreeMap<>();
            for (int i = 0; i < start.size(); i++) {
                if (alive.contains(start.rank(i))) {
                    rankOf.put(start.id(i), start.rank(i));
                }
            }
            ring = StatesOfRanks.ring(rankOf);
        }

        /** A rank hears of the ring. */
        void install(int rank) {
            Rank of = ranks.get(rank);
            of.groups = groups(ring, rank);
            of.elections.install(messages.nowMicros, of.groups, messages.of(rank));
            for (int index = 0; index < of.groups.size(); index++) {
                if (of.groups.isMember(index)) {
                    tellOfCompleteness(of, index);
                }
            }
        }

        private void tellOfCompleteness(Rank of, int index) {
            boolean isComplete = !missing.contains(new Missing(of.rank, of.groups.owner(index)));
            of.elections.complete(messages.nowMicros, index, isComplete, messages.of(of.rank));
        }

        /** A rank misses keys of some arc, or has got them. */
        void changeWhatIsMissing(Rank of, int index) {
            Missing which = new Missing(of.rank, of.groups.owner(index));
            if (!missing.remove(which)) {
                missing.add(which);
            }
            if (of.groups.isMember(index)) {
                tellOfCompleteness(of, index);
            }
        }

        boolean isMissing(int rank, int index) {
            return missing.contains(new Missing(rank, ring.id(index)));
        }

        private Rank any() {
            return ranks.get(new ArrayList<>(alive).get(random.nextInt(alive.size())));
        }

        void crash() {
            if (alive.size() > 1) {
                alive.remove(any().rank);
                review();
            }
        }

        /** A dead rank is back, knows nothing and has nothing. */
        void comeBack() {
            for (int rank : ranks.keySet()) {
                if (!alive.contains(rank)) {
                    alive.add(rank);
                    ranks.put(rank, new Rank(rank));
                    for (int i = 0; i < start.size(); i++) {
                        missing.add(new Missing(rank, start.id(i)));
                    }
                    review();
                    install(rank);
                    return;
                }
            }
        }

        void step() {
            messages.nowMicros += STEP_MICROS;
            for (MessagesUnderWay.Message message : messages.arrived()) {
                if (alive.contains(message.to())) {
                    take(ranks.get(message.to()), message);
                }
            }
            alive.forEach(rank -> ranks.get(rank).elections.look(messages.nowMicros, messages.of(rank)));
        }

        private void take(Rank to, MessagesUnderWay.Message message) {
            PeerMessage said = ControlCodec.decode(PeerMessage.class, message.bytes(), 0, message.bytes().length);
            if (said instanceof Election asked) {
                to.elections.election(messages.nowMicros, message.from(), asked, messages.of(to.rank));
            } else if (said instanceof Objection objected) {
                to.elections.objection(messages.nowMicros, objected);
            } else if (said instanceof Coordinator led) {
                to.elections.coordinator(messages.nowMicros, message.from(), led, messages.of(to.rank));
            }
        }

        void steps(int count) {
            for (int i = 0; i < count; i++) {
                step();
            }
        }

        /** Each arc has one leader, whom all its replicas know. */
        void requireOneLeaderEach(String where) {
            for (int index = 0; index < ring.size(); index++) {
                List<NodeRef> members = groups(ring, 1).members(index);
                String what = where + ", arc of " + ring.node(index) + ", members " + members + ", missing " + missing;
                Set<Long> leaders = new TreeSet<>();
                for (NodeRef member : members) {
                    Elections of = ranks.get(member.rank()).elections;
                    assertThat(of.isLed(index)).as(what).isTrue();
                    assertThat(of.leads(index)).as(what).isEqualTo(of.leader(index) == member.id());
                    leaders.add(of.leader(index));
                }
                assertThat(leaders).as(what).hasSize(1);
                assertThat(members).as(what).anyMatch(member -> leaders.contains(member.id()));
            }
        }

        /** Of the nodes that keep a copy and miss nothing the one with the highest id leads. */
        void requireTheHighestCompleteOne(String where) {
            for (int index = 0; index < ring.size(); index++) {
                int arc = index;
                List<NodeRef> members = groups(ring, 1).members(index);
                long highest = members.stream()
                        .filter(member -> !isMissing(member.rank(), arc))
                        .mapToLong(NodeRef::id)
                        .max()
                        .orElseThrow();
                assertThat(ranks.get(members.get(0).rank()).elections.leader(index))
                        .as(where + ", arc of " + ring.node(index) + ", members " + members + ", missing " + missing)
                        .isEqualTo(highest);
            }
        }
    }

    private static void installEverywhere(World world) {
        List<Integer> order = new ArrayList<>(world.alive);
        Collections.shuffle(order, world.random);
        order.forEach(world::install);
    }

    @ParameterizedTest(name = "seeds {0}*200 to {0}*200+199")
    @ValueSource(ints = {0, 1, 2, 3})
    void howeverMuchIsLostEachArcHasOneLeaderInTheEndAndAllReplicasKnowIt(int block) {
        for (long seed = block * 200L; seed < block * 200L + 200; seed++) {
            World world = new World(seed);
            for (int round = 0; round < 10; round++) {
                double loss = world.random.nextInt(3) == 0 ? 0 : world.random.nextDouble();
                world.messages.lose(loss, seed % 2 == 0 ? SHORT_MICROS : LONG_MICROS);
                switch (world.random.nextInt(4)) {
                    case 0 -> world.crash();
                    case 1 -> world.comeBack();
                    case 2 -> {
                        Rank of = world.any();
                        world.changeWhatIsMissing(of, world.random.nextInt(of.groups.size()));
                    }
                    default -> world.install(world.any().rank);
                }
                world.steps(world.random.nextInt(100));
            }
            world.messages.lose(0, SHORT_MICROS);
            installEverywhere(world);
            world.steps(900);

            world.requireOneLeaderEach("seed " + seed);
        }
    }

    @Test
    void whoMissesKeysLeavesItToTheHighestThatHasThemAndTakesItBackWhenItHasThemToo() {
        int changes = 0;
        for (long seed = 0; seed < 300; seed++) {
            World world = new World(seed);
            world.crash();
            installEverywhere(world);
            world.steps(100);
            world.requireTheHighestCompleteOne("seed " + seed);
            for (int round = 0; round < 15; round++) {
                int index = world.random.nextInt(world.ring.size());
                List<NodeRef> members = world.groups(world.ring, 1).members(index);
                int rank = members.get(world.random.nextInt(members.size())).rank();
                if (members.stream()
                        .anyMatch(member -> member.rank() != rank && !world.isMissing(member.rank(), index))) {
                    world.changeWhatIsMissing(world.ranks.get(rank), index);
                    world.steps(150);
                    world.requireOneLeaderEach("seed " + seed);
                    world.requireTheHighestCompleteOne("seed " + seed);
                    changes++;
                }
            }
        }
        assertThat(changes).isGreaterThan(1000);
    }

    /** It asks who leads, and those who still took it for the leader do not: otherwise nobody would write for long. */
    @Test
    void aRankThatIsBackBeforeItWasMissedDoesNotLeadUntilItHasEverything() {
        for (long seed = 0; seed < 200; seed++) {
            World world = new World(seed);
            int rank = world.any().rank;
            world.ranks.put(rank, new Rank(rank));
            for (int index = 0; index < world.start.size(); index++) {
                if (world.copies > 1 && world.ranks.size() > 1) {
                    world.missing.add(new Missing(rank, world.start.id(index)));
                }
            }
            world.install(rank);
            world.steps(40);

            world.requireOneLeaderEach("seed " + seed);
            world.requireTheHighestCompleteOne("seed " + seed);
        }
    }

    /** All have stood back as long as there may have been one that has everything; then all stand at once. */
    @Test
    void whereNobodyHasEverythingTheHighestLeadsAfterAWhile() {
        for (long seed = 0; seed < 200; seed++) {
            World world = new World(seed);
            for (int rank : world.alive) {
                world.ranks.put(rank, new Rank(rank));
                for (int index = 0; index < world.start.size(); index++) {
                    world.missing.add(new Missing(rank, world.start.id(index)));
                }
            }
            installEverywhere(world);
            world.steps(40);
            assertThat(world.ranks.values())
                    .allSatisfy(of -> assertThat(of.elections.won()).isZero());
            world.steps(70);

            world.requireOneLeaderEach("seed " + seed);
            world.missing.clear();
            world.requireTheHighestCompleteOne("seed " + seed);
        }
    }

    @Test
    void whoAloneKeepsAnArcLeadsItAsSoonAsItHasEverything() {
        RingView before = RingView.of(0, new long[] {1000}, new int[] {2});
        RingView joined = RingView.of(1, new long[] {300, 1000}, new int[] {1, 2});
        Elections elections = new Rank(1).elections;
        RecordingOutbox outbox = new RecordingOutbox();
        elections.begin(new Groups(before, StatesOfRanks.placement(1), 1));

        elections.install(0, new Groups(joined, StatesOfRanks.placement(1), 1), outbox);
        elections.complete(0, 0, false, outbox);
        assertThat(elections.isLed(0)).isFalse();
        elections.complete(1, 0, true, outbox);

        assertThat(elections.leads(0)).isTrue();
        assertThat(outbox.take()).isEmpty();
    }

    @Test
    void atTheStartEverybodyKnowsTheHighestNodeToLeadAndNothingIsSaidOfIt() {
        for (long seed = 0; seed < 100; seed++) {
            World world = new World(seed);
            world.requireOneLeaderEach("seed " + seed);
            world.requireTheHighestCompleteOne("seed " + seed);
            world.steps(20);

            assertThat(world.messages.sent).isZero();
            assertThat(world.ranks.values())
                    .allSatisfy(of -> assertThat(of.elections.won()).isZero());
        }
    }
}
