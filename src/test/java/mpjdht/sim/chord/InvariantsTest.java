package mpjdht.sim.chord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import mpjdht.message.ChordCodec;
import mpjdht.message.ChordMessage.Answered;
import mpjdht.message.ChordMessage.Envelope;
import mpjdht.message.ChordMessage.SuccessorFound;
import mpjdht.node.chord.ChordMachine;
import mpjdht.node.chord.ChordNode;
import mpjdht.node.chord.ChordRules;
import mpjdht.node.chord.ChordSettings;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultList;
import mpjdht.sim.FaultRates;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import mpjdht.store.KeyWalk;
import mpjdht.store.NodeTable;
import org.junit.jupiter.api.Test;

/** Each invariant, and a ring that breaks it. */
class InvariantsTest {

    private static RingPlan plan(int successors, List<Fault> faults) {
        ChordSettings settings =
                new ChordSettings(successors, Micros.SECOND, Micros.SECOND, Micros.SECOND, 100 * Micros.MILLI, 5);
        return new RingPlan(
                3,
                64,
                20,
                0,
                true,
                settings,
                Latency.constant(10 * Micros.MILLI),
                FaultRates.NONE,
                faults,
                10 * Micros.SECOND,
                10,
                50);
    }

    private static void run(int successors, String faults, ChordRules rules) {
        new SimulatedRing(plan(successors, FaultList.parse(faults)), rules).run();
    }

    /** Rules under which the list that follows from another is changed. */
    private abstract static class OtherLists extends ChordRules {
        abstract void change(List<NodeRef> list);

        @Override
        public List<NodeRef> merge(NodeRef self, NodeRef first, List<NodeRef> behind, int limit) {
            List<NodeRef> list = new ArrayList<>(super.merge(self, first, behind, limit));
            change(list);
            return list;
        }
    }

    @Test
    void aRingByTheRulesBreaksNone() {
        run(4, "1s:crash:9,2s:leave:11", new ChordRules());
    }

    @Test
    void aNodeWithoutALiveSuccessorIsSeen() {
        ChordRules longDead = new OtherLists() {
            @Override
            void change(List<NodeRef> list) {
                list.replaceAll(node -> new NodeRef(node.id() + 1, node.rank()));
            }
        };
        assertThatThrownBy(() -> run(4, "none", longDead)).hasMessageContaining("has no live successor");
    }

    @Test
    void aListOutOfOrderIsSeen() {
        ChordRules backwards = new OtherLists() {
            @Override
            void change(List<NodeRef> list) {
                Collections.reverse(list);
            }
        };
        assertThatThrownBy(() -> run(4, "none", backwards)).hasMessageContaining("is out of order: [");
    }

    /** Nodes of these ids, on ranks of the same numbers, each of which knows one other alone: its successor. */
    private static RingPicture ring(long[]... pairs) {
        List<ChordNode> nodes = new ArrayList<>();
        for (long[] pair : pairs) {
            nodes.add(node(pair[0], pair[1], (int) pair[1]));
        }
        return new RingPicture(nodes);
    }

    private static ChordNode node(long id, long successor, int rankOfSuccessor) {
        int rank = (int) id;
        RingView seen = RingView.of(0, new long[] {id, successor}, new int[] {rank, rankOfSuccessor});
        ChordMachine machine = new ChordMachine(rank, new Xxh3KeySpace(64), ChordSettings.ofGrid(1), new ChordRules());
        machine.start(seen);
        return machine.node(id);
    }

    @Test
    void aSuccessorThatLivesOnAnotherRankThanItIsSoughtOnIsNone() {
        RingPicture moved = new RingPicture(List.of(node(1, 3, 9), node(3, 1, 1)));
        assertThatThrownBy(() -> new OneLiveSuccessor().check(moved))
                .hasMessage("node 1@1 has no live successor: [3@9]");
    }

    @Test
    void aRingWithAnAppendageIsInOrder() {
        new OneOrderedRing().check(ring(new long[] {1, 3}, new long[] {2, 3}, new long[] {3, 1}));
    }

    @Test
    void twoRingsAreSeen() {
        RingPicture two = ring(new long[] {1, 3}, new long[] {2, 4}, new long[] {3, 1}, new long[] {4, 2});
        assertThatThrownBy(() -> new OneOrderedRing().check(two))
                .hasMessage("node 2@2 does not lead to the ring of 1@1");
    }

    @Test
    void aRingThatGoesRoundTwiceIsSeen() {
        RingPicture twice = ring(new long[] {1, 3}, new long[] {2, 1}, new long[] {3, 2});
        assertThatThrownBy(() -> new OneOrderedRing().check(twice))
                .hasMessage("the ring is out of order: behind node 1@1 comes 3@3, and 2@2 lies between them");
    }

    @Test
    void listsThatSkipTooManyMembersAreSeen() {
        ChordRules everyOther = new OtherLists() {
            @Override
            void change(List<NodeRef> list) {
                for (int i = list.size() - 1; i > 0; i -= 2) {
                    list.remove(i);
                }
            }
        };
        assertThatThrownBy(() -> run(6, "none", everyOther)).hasMessageContaining("members are skipped by none");
    }

    @Test
    void aRingThatDoesNotComeToRestIsSeen() {
        ChordRules shortLists = new OtherLists() {
            @Override
            void change(List<NodeRef> list) {
                list.subList(1, list.size()).clear();
            }
        };
        assertThatThrownBy(() -> run(4, "none", shortLists)).hasMessageContaining("at rest, the successor list of");
    }

    @Test
    void failuresThatWouldLeaveSomebodyWithoutASuccessorWaitAndThenDoNotHappen() {
        List<Fault> faults = new ArrayList<>();
        for (int rank = 1; rank <= 20; rank++) {
            faults.add(rank % 2 == 0 ? new Fault.Crash(Micros.SECOND, rank) : new Fault.Leave(Micros.SECOND, rank));
        }
        SimulatedRing ring = new SimulatedRing(plan(3, faults), new ChordRules()).run();

        assertThat(ring.faultsSkipped()).isBetween(4L, 16L);
        assertThat(ring.faultsHappened()).isEqualTo(20 - ring.faultsSkipped());
        assertThat(ring.picture().size()).isEqualTo(20 - ring.faultsHappened());
    }

    @Test
    void aCrashTakesWhatOnlyThatProcessHadAndALeaveTakesNothing() {
        SimulatedRing left = new SimulatedRing(plan(3, FaultList.parse("1s:leave:9")), new ChordRules()).run();
        SimulatedRing crashed = new SimulatedRing(plan(3, FaultList.parse("1s:crash:9")), new ChordRules()).run();

        assertThat(left.keysLostInCrashes()).isZero();
        assertThat(crashed.keysLostInCrashes()).isPositive();
    }

    /** What clients write and lookups ask, while one node leaves. */
    private static SimulatedRing busyRing() {
        RingPlan plan = plan(4, FaultList.parse("2s:leave:9"));
        return new SimulatedRing(
                plan.withHardship(new Hardship(Latency.constant(0), false, false, 200, 1, false)), new ChordRules());
    }

    @Test
    void valuesChangeWhileTheRingDoes() {
        assertThat(busyRing().run().writes()).isGreaterThan(150);
    }

    @Test
    void aValueThatComesBackIsSeen() {
        SimulatedRing ring = busyRing();
        ring.simulation().at(9 * Micros.SECOND, 0, () -> {
            for (int i = 0; i < ring.picture().size(); i++) {
                putOldValues(ring.picture().node(i).table());
            }
        });
        assertThatThrownBy(ring::run)
                .hasMessageMatching("at .*: node .* owns the key .*, and has not its value value-.*");
    }

    private static void putOldValues(NodeTable table) {
        List<Runnable> puts = new ArrayList<>();
        KeyWalk walk = table.walk();
        while (walk.next()) {
            byte[] key = Arrays.copyOfRange(walk.bytes(), walk.keyOffset(), walk.keyOffset() + walk.keyLength());
            int hash = walk.hash();
            long position = walk.position();
            puts.add(() -> table.put(hash, position, key, 0, key.length, 0, key.length));
        }
        puts.forEach(Runnable::run);
    }

    @Test
    void aLookupThatSkipsALastingMemberIsSeen() {
        SimulatedRing ring = busyRing();
        ring.simulation().filter((from, to, bytes, offset, length, detour) -> {
            if (to != 0) {
                return true;
            }
            ChordCodec.decode(from, bytes, offset, length, new AnswersOnly() {
                @Override
                public void onAnswer(Envelope envelope, Answered answer) {
                    NodeRef itself = envelope.from();
                    ChordCodec codec = new ChordCodec();
                    codec.encode(itself.id(), 0, 0, new SuccessorFound(answer.token(), true, itself, 0, 0));
                    detour.deliver(from, to, codec.bytes(), 0, codec.length(), 1);
                }
            });
            return false;
        });
        assertThatThrownBy(ring::run).hasMessageMatching("at .*: a lookup of .* gave .*, which lies behind .*");
    }

    @Test
    void aPauseThatOutlastsPatienceBreaksTheRing() {
        run(4, "1s:pause:400ms:3", new ChordRules());
        assertThatThrownBy(() -> run(4, "1s:pause:9s:3", new ChordRules())).isInstanceOf(BrokenInvariant.class);
    }
}
