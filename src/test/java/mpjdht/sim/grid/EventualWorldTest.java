package mpjdht.sim.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.ControlCodec;
import mpjdht.message.ControlMessage;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.MessageKind;
import mpjdht.message.StateCursor;
import mpjdht.node.Grid;
import mpjdht.sim.BrokenInvariant;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultRates;
import mpjdht.sim.grid.DrawnWorld.Range;
import mpjdht.store.Conflicts;
import mpjdht.store.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Worlds whose copies become equal in the end, with ranks that crash, pause and are cut off, and messages that are lost and doubled. */
class EventualWorldTest {
    private static WorldPlan plan(long seed, Optional<List<Fault>> faults) {
        return plan(seed, faults, Conflicts.LWW);
    }

    private static WorldPlan plan(long seed, Optional<List<Fault>> faults, Conflicts conflicts) {
        return DrawnWorld.of(
                seed,
                new WorldChoice(
                        new Range(1, 6),
                        new Range(3, 10),
                        300,
                        Optional.empty(),
                        faults,
                        Optional.of(new Range(1, 5)),
                        Optional.of(conflicts)));
    }

    private static EventualWorld run(WorldPlan plan) {
        EventualWorld world = new EventualWorld(plan, new GridParts());
        run(world);
        return world;
    }

    private static void run(EventualWorld world) {
        try {
            world.run();
        } catch (BrokenInvariant e) {
            throw new AssertionError(world.plan().toString(), e);
        }
    }

    @ParameterizedTest(name = "seeds {0}*20 to {0}*20+19")
    @ValueSource(ints = {0, 1, 2})
    void withoutFaultsEveryCommandIsDoneAndAllCopiesAreEqualInTheEnd(int block) {
        for (long seed = block * 20L; seed < block * 20L + 20; seed++) {
            EventualWorld world = run(plan(seed, Optional.of(List.of())).withRates(FaultRates.NONE));

            assertThat(world.unavailable()).as(world.plan().toString()).isZero();
        }
    }

    @ParameterizedTest(name = "seeds {0}*25 to {0}*25+24")
    @ValueSource(ints = {0, 1, 2, 3})
    void whateverCrashesPausesIsCutOffOrLostAllCopiesAreEqualInTheEnd(int block) {
        for (long seed = block * 25L; seed < block * 25L + 25; seed++) {
            run(plan(seed, Optional.empty()));
        }
    }

    @ParameterizedTest(name = "seeds {0}*25 to {0}*25+24")
    @ValueSource(ints = {0, 1, 2})
    void siblingsStayUntilSomebodyHasSeenThem(int block) {
        for (long seed = block * 25L; seed < block * 25L + 25; seed++) {
            run(plan(seed, Optional.empty(), Conflicts.SIBLINGS));
        }
    }

    /**
     * A rank that began anew took an answer to a question of its former life for one about another key; clients removed all nodes but one
     * before a crash; a slow rank's message held up a SYNC; a client waited for each of its commands; and on both sides of a cut the node was removed that the other
     * one had not, so that a SYNC on a circle without nodes did not end.
     */
    @ParameterizedTest
    @ValueSource(longs = {106_717, 107_920, 101_128, 101_952, 701_149})
    void seedsThatShowedABugOfTheProductOrOfTheWorldsAreRight(long seed) {
        run(plan(seed, Optional.empty()));
    }

    /** A write was told that it stood alone, because its value had been written over the one beside it before that was looked at. */
    @Test
    void aSeedOfSiblingsThatShowedABugIsRight() {
        run(plan(720_070, Optional.empty(), Conflicts.SIBLINGS));
    }

    @Test
    void aWorldHappensAgainEventByEvent() {
        long hash = run(plan(7, Optional.empty())).simulation().traceHash();

        assertThat(run(plan(7, Optional.empty())).simulation().traceHash()).isEqualTo(hash);
    }

    /** Other messages would be lost, and a job that needed one would not end. */
    @ParameterizedTest(name = "seeds {0}*5 to {0}*5+4")
    @ValueSource(ints = {0, 1, 2, 3})
    void nothingButTheEndIsSaidToAHeadOrByIt(int block) {
        for (long seed = block * 5L; seed < block * 5L + 5; seed++) {
            WorldPlan plan = plan(seed, Optional.empty());
            if (plan.clientRanks().contains(Grid.HEAD)) {
                // What such a client says is said by that rank, but not by the head.
                continue;
            }
            EventualWorld world = new EventualWorld(plan, new GridParts());
            List<String> lost = new ArrayList<>();
            int[] ends = new int[1];
            world.simulation().filter((from, to, bytes, offset, length, detour) -> {
                if (from != Grid.HEAD && to != Grid.HEAD) {
                    return true;
                }
                boolean isEnd = isEnd(bytes, offset, length);
                ends[0] += isEnd ? 1 : 0;
                if (!isEnd) {
                    lost.add(from + " to " + to + ": a message of kind " + bytes[offset]);
                }
                return isEnd;
            });

            run(world);

            assertThat(lost).as("seed " + seed).isEmpty();
            // At least one client has said that it is done, and every rank hears it.
            assertThat(ends[0])
                    .as("seed " + seed)
                    .isGreaterThanOrEqualTo(1 + world.simulation().size());
        }
    }

    private static boolean isEnd(byte[] bytes, int offset, int length) {
        boolean isControl = bytes[offset] == MessageKind.TO_HEAD || bytes[offset] == MessageKind.TO_EVERY_RANK;
        if (!isControl) {
            return false;
        }
        ControlMessage message = ControlCodec.decode(ControlMessage.class, bytes, offset, length);
        return message instanceof Finish || message instanceof Shutdown;
    }

    /** Then the writer's number decides, and every copy has to decide alike. */
    @Test
    void leadersOnTwoSidesOfACutGiveOneKeyVersionsOfTheSameTime() {
        int ties = 0;
        for (long seed = 0; seed < 20; seed++) {
            EventualWorld world = new EventualWorld(plan(seed, Optional.empty()), new GridParts());
            Map<String, Set<Integer>> writers = new TreeMap<>();
            StateCursor cursor = new StateCursor();
            world.simulation().filter((from, to, bytes, offset, length, detour) -> {
                if (bytes[offset] == MessageKind.SPREAD || bytes[offset] == MessageKind.DIFFERENCES) {
                    cursor.open(bytes, offset, length);
                    while (cursor.next()) {
                        int version = cursor.valueOffset() + cursor.valueLength() - Version.BYTES;
                        String keyAndTime = cursor.hash() + "@" + Version.time(bytes, version);
                        writers.computeIfAbsent(keyAndTime, absent -> new TreeSet<>())
                                .add(Version.writer(bytes, version));
                    }
                }
                return true;
            });
            run(world);
            ties += writers.values().stream().anyMatch(tied -> tied.size() > 1) ? 1 : 0;
        }

        assertThat(ties).isPositive();
    }

    @Test
    void seedsHaveEveryKindOfMessageSent() {
        Map<Byte, Integer> messages = new TreeMap<>();
        for (long seed = 0; seed < 20; seed++) {
            EventualWorld world = new EventualWorld(plan(seed, Optional.empty()), new GridParts());
            world.simulation().filter((from, to, bytes, offset, length, detour) -> {
                messages.merge(bytes[offset], 1, Integer::sum);
                return true;
            });
            run(world);
        }

        assertThat(messages)
                .containsKeys(
                        MessageKind.REQUESTS,
                        MessageKind.FORWARDED,
                        MessageKind.SPREAD,
                        MessageKind.DIFFERENCES,
                        MessageKind.TO_PEER,
                        MessageKind.COMPARISON,
                        MessageKind.TO_MEMBER);
    }
}
