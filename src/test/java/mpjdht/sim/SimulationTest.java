package mpjdht.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import mpjdht.message.MessageKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
    private static final byte DATAGRAM = MessageKind.CHORD;
    private static final byte RELIABLE = MessageKind.REQUESTS;
    private static final Latency LATENCY = Latency.uniform(1_000, 50_000);

    private final List<Talker> talkers = new ArrayList<>();

    private Simulation simulation(int processes, FaultRates rates) {
        return simulation(processes, LATENCY, rates);
    }

    private Simulation simulation(int processes, Latency latency, FaultRates rates) {
        Simulation simulation =
                new Simulation(new SeededRandom(11), new NetworkSettings(latency, KindSet.of(DATAGRAM), rates));
        for (int rank = 0; rank < processes; rank++) {
            talkers.add(new Talker());
            int index = rank;
            simulation.add(() -> talkers.get(index));
        }
        return simulation;
    }

    private static void say(Simulation simulation, int from, int to, byte kind, String text) {
        byte[] bytes = Talker.message(kind, text);
        simulation.send(from, to, bytes, 0, bytes.length);
        Arrays.fill(bytes, (byte) '?');
    }

    private static List<String> numbers(int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add("0:" + i);
        }
        return numbers;
    }

    private static BitSet ranks(int... ranks) {
        BitSet set = new BitSet();
        for (int rank : ranks) {
            set.set(rank);
        }
        return set;
    }

    @Test
    void aClockThatLeapsAheadIsThatOfOneProcessAndMakesNoTimerExpire() {
        Simulation simulation = simulation(2, Latency.constant(1_000), FaultRates.NONE);
        simulation.startAll();
        talkers.get(1).times.clear();
        talkers.get(1).onMessage = outbox -> outbox.setTimer(5_000, 1);
        say(simulation, 0, 1, RELIABLE, "set a timer");
        simulation.at(2_000, 0, () -> simulation.jumpClock(1, 70_000));
        simulation.at(2_000, 0, () -> say(simulation, 1, 0, RELIABLE, "nothing has leapt here"));

        simulation.runUntil(Micros.SECOND);

        assertThat(talkers.get(1).times).containsExactly("message at 1000", "timer at 76000");
        assertThat(talkers.get(0).times).endsWith("message at 3000");
    }

    @Test
    void messagesOfMpiKeepTheirOrderBetweenTwoRanksAndDatagramsDoNot() {
        Simulation simulation = simulation(2, FaultRates.NONE);
        simulation.startAll();
        for (int i = 0; i < 50; i++) {
            say(simulation, 0, 1, RELIABLE, Integer.toString(i));
        }
        simulation.runUntil(Micros.SECOND);
        assertThat(talkers.get(1).heard).isEqualTo(numbers(50));

        talkers.get(1).heard.clear();
        for (int i = 0; i < 50; i++) {
            say(simulation, 0, 1, DATAGRAM, Integer.toString(i));
        }
        simulation.runUntil(2 * Micros.SECOND);
        assertThat(talkers.get(1).heard).isNotEqualTo(numbers(50)).containsExactlyInAnyOrderElementsOf(numbers(50));
    }

    @Test
    void messagesToOneselfArriveAtOnceAndInOrder() {
        Simulation simulation = simulation(1, new FaultRates(1_000_000, 0, 0, LATENCY));
        simulation.startAll();
        say(simulation, 0, 0, DATAGRAM, "0");
        say(simulation, 0, 0, RELIABLE, "1");
        simulation.runUntil(0);
        assertThat(talkers.get(0).heard).isEqualTo(numbers(2));
    }

    @Test
    void aShareOfTheDatagramsIsLostAndNoOtherMessageIs() {
        Simulation simulation = simulation(2, new FaultRates(250_000, 0, 0, LATENCY));
        simulation.startAll();
        for (int i = 0; i < 4_000; i++) {
            say(simulation, 0, 1, i % 2 == 0 ? DATAGRAM : RELIABLE, i % 2 == 0 ? "datagram" : "reliable");
        }
        simulation.runUntil(Micros.SECOND);
        assertThat(talkers.get(1).heard)
                .filteredOn(text -> text.equals("0:reliable"))
                .hasSize(2_000);
        assertThat(talkers.get(1).heard)
                .filteredOn(text -> text.equals("0:datagram"))
                .hasSizeBetween(1_400, 1_600);
        assertThat(simulation.traffic().sent()).isEqualTo(4_000);
        assertThat(simulation.traffic().delivered() + simulation.traffic().lost())
                .isEqualTo(4_000);
    }

    @Test
    void aShareOfTheDatagramsArrivesTwice() {
        Simulation simulation = simulation(2, new FaultRates(0, 250_000, 0, LATENCY));
        simulation.startAll();
        for (int i = 0; i < 2_000; i++) {
            say(simulation, 0, 1, DATAGRAM, "x");
        }
        simulation.runUntil(Micros.SECOND);
        assertThat(talkers.get(1).heard).hasSizeBetween(2_400, 2_600);
        assertThat(simulation.traffic().duplicated())
                .isEqualTo(talkers.get(1).heard.size() - 2_000);
    }

    @Test
    void aShareOfTheDatagramsIsHeldUp() {
        Simulation simulation =
                simulation(2, Latency.constant(10), new FaultRates(0, 0, 500_000, Latency.constant(5_000)));
        simulation.startAll();
        for (int i = 0; i < 1_000; i++) {
            say(simulation, 0, 1, DATAGRAM, "x");
        }
        simulation.runUntil(10);
        assertThat(talkers.get(1).heard).hasSizeBetween(400, 600);
        simulation.runUntil(5_010);
        assertThat(talkers.get(1).heard).hasSize(1_000);
    }

    @Test
    void aCutLosesDatagramsInItsDirectionAndHoldsOtherMessagesBack() {
        Simulation simulation = simulation(3, FaultRates.NONE);
        simulation.startAll();
        simulation.cut(ranks(0), ranks(1), Micros.SECOND);
        for (byte kind : new byte[] {DATAGRAM, RELIABLE}) {
            say(simulation, 0, 1, kind, "there " + kind);
            say(simulation, 1, 0, kind, "back " + kind);
            say(simulation, 0, 2, kind, "aside " + kind);
        }
        simulation.runUntil(Micros.SECOND);
        assertThat(talkers.get(1).heard).isEmpty();
        assertThat(talkers.get(0).heard).containsExactlyInAnyOrder("1:back 1", "1:back 8");
        assertThat(talkers.get(2).heard).containsExactlyInAnyOrder("0:aside 1", "0:aside 8");
        say(simulation, 0, 1, DATAGRAM, "after");
        simulation.runUntil(2 * Micros.SECOND);
        assertThat(talkers.get(1).heard).containsExactlyInAnyOrder("0:there 1", "0:after");
    }

    @Test
    void messagesFromAndToASlowRankTakeAMultipleOfTheirTime() {
        Simulation simulation = simulation(3, Latency.constant(100), FaultRates.NONE);
        simulation.startAll();
        simulation.slow(1, 7, 1_000);
        say(simulation, 0, 1, DATAGRAM, "to");
        say(simulation, 1, 2, DATAGRAM, "from");
        say(simulation, 0, 2, DATAGRAM, "past");
        simulation.runUntil(699);
        assertThat(talkers.get(1).heard).isEmpty();
        assertThat(talkers.get(2).heard).containsExactly("0:past");
        simulation.runUntil(1_000);
        assertThat(talkers.get(1).heard).containsExactly("0:to");
        assertThat(talkers.get(2).heard).containsExactly("0:past", "1:from");
        say(simulation, 0, 1, DATAGRAM, "in time");
        simulation.runUntil(1_100);
        assertThat(talkers.get(1).heard).containsExactly("0:to", "0:in time");
    }

    @Test
    void timersExpireAfterTheirTimeInTheOrderOfTheirSetting() {
        Simulation simulation = simulation(1, FaultRates.NONE);
        talkers.get(0).onStart = outbox -> {
            outbox.setTimer(30, 1);
            outbox.setTimer(20, 2);
            outbox.setTimer(30, 3);
            outbox.setTimer(0, 4);
        };
        simulation.startAll();
        simulation.runUntil(29);
        assertThat(talkers.get(0).heard).containsExactly("timer 4", "timer 2");
        simulation.runUntil(30);
        assertThat(talkers.get(0).heard).containsExactly("timer 4", "timer 2", "timer 1", "timer 3");
    }

    @Test
    void aCrashTakesTheMemoryTheTimersAndTheMessagesOnTheirWay() {
        Simulation simulation = simulation(2, Latency.constant(100), FaultRates.NONE);
        talkers.get(1).onStart = outbox -> outbox.setTimer(100, 1);
        simulation.startAll();
        say(simulation, 0, 1, RELIABLE, "before the crash");
        simulation.crash(1);
        assertThat(simulation.machine(1)).isNull();
        say(simulation, 0, 1, RELIABLE, "while it is down");
        talkers.set(1, new Talker());
        simulation.start(1);
        assertThat(simulation.machine(1)).isSameAs(talkers.get(1));
        say(simulation, 0, 1, RELIABLE, "to its new life");
        simulation.runUntil(Micros.SECOND);
        assertThat(talkers.get(1).heard).containsExactly("0:to its new life");
        assertThat(simulation.traffic().lost()).isEqualTo(2);
    }

    @Test
    void aProcessThatHasFinishedHearsNothingMore() {
        Simulation simulation = simulation(2, FaultRates.NONE);
        talkers.get(1).onMessage = outbox -> talkers.get(1).finished = true;
        simulation.startAll();
        say(simulation, 0, 1, RELIABLE, "last");
        say(simulation, 0, 1, RELIABLE, "too late");
        simulation.runUntil(Micros.SECOND);
        assertThat(talkers.get(1).heard).containsExactly("0:last");
        assertThat(simulation.up(1)).isFalse();
    }

    @Test
    void actionsHappenAtTheirTime() {
        Simulation simulation = simulation(1, FaultRates.NONE);
        List<Long> times = new ArrayList<>();
        simulation.at(70, 0, () -> times.add(simulation.nowMicros()));
        simulation.at(50, 1, () -> simulation.at(60, 2, () -> times.add(simulation.nowMicros())));
        simulation.runUntil(100);
        assertThat(times).containsExactly(60L, 70L);
    }

    @Test
    void runsUntilAConditionHoldsOrNothingCanHappenAnyMore() {
        Simulation simulation = simulation(1, FaultRates.NONE);
        talkers.get(0).onStart = outbox -> outbox.setTimer(30, 1);
        simulation.startAll();
        assertThat(simulation.runUntil(() -> !talkers.get(0).heard.isEmpty(), 29))
                .isFalse();
        assertThat(simulation.runUntil(() -> !talkers.get(0).heard.isEmpty(), 40))
                .isTrue();
        assertThat(simulation.nowMicros()).isEqualTo(30);
        assertThat(simulation.runUntil(() -> false, 40)).isFalse();
    }

    @Test
    void aMachineIsToldTheVirtualTime() {
        Simulation simulation = simulation(1, Latency.constant(100), FaultRates.NONE);
        simulation.at(20, 0, () -> simulation.start(0));
        talkers.get(0).onStart = outbox -> outbox.setTimer(30, 1);
        talkers.get(0).onTimer =
                outbox -> outbox.send(0, Talker.message(DATAGRAM, "x"), 0, Talker.message(DATAGRAM, "x").length);
        simulation.runUntil(1000);
        assertThat(talkers.get(0).times).containsExactly("idle at 20", "timer at 50", "message at 50");
    }

    @Test
    void observersSeeWhoChangedAfterEveryEventOfAProcess() {
        Simulation simulation = simulation(2, Latency.constant(100), FaultRates.NONE);
        List<String> seen = new ArrayList<>();
        simulation.observe(rank -> seen.add(rank + " at " + simulation.nowMicros()));
        simulation.startAll();
        say(simulation, 0, 1, DATAGRAM, "x");
        simulation.runUntil(100);
        simulation.crash(0);
        assertThat(seen).containsExactly("0 at 0", "1 at 0", "1 at 100", "0 at 100");
    }

    @Test
    void messagesOnTheirWayCanBeSeenUnlessTheyAreLost() {
        Simulation simulation = simulation(3, FaultRates.NONE);
        simulation.startAll();
        say(simulation, 0, 1, DATAGRAM, "a");
        say(simulation, 0, 2, DATAGRAM, "bc");
        simulation.crash(2);
        List<String> seen = new ArrayList<>();
        simulation.forEachMessage((from, to, bytes, length) -> seen.add(from + ">" + to + " " + length));
        assertThat(seen).containsExactly("0>1 2");
    }

    @Test
    void aMachineThatFailsIsReportedWithTimeAndRank() {
        Simulation simulation = simulation(1, Latency.constant(1), FaultRates.NONE);
        talkers.get(0).onMessage = outbox -> {
            throw new IllegalStateException("no such thing");
        };
        simulation.startAll();
        simulation.at(2_500, 0, () -> say(simulation, 0, 0, DATAGRAM, "x"));
        assertThatThrownBy(() -> simulation.runUntil(Micros.SECOND))
                .isInstanceOf(SimulationException.class)
                .hasMessage("rank 0 failed at 2500us, event 2: no such thing");
    }

    @Test
    void aProcessStartsWhenItIsDownAndCrashesWhenItIsUp() {
        Simulation simulation = simulation(1, FaultRates.NONE);
        assertThatThrownBy(() -> simulation.crash(0)).hasMessage("rank 0 is down");
        simulation.start(0);
        assertThatThrownBy(() -> simulation.start(0)).hasMessage("rank 0 is up");
    }

    private Simulation simulation(NetworkSettings settings) {
        Simulation simulation = new Simulation(new SeededRandom(11), settings);
        talkers.add(new Talker());
        talkers.add(new Talker());
        simulation.add(() -> talkers.get(0));
        simulation.add(() -> talkers.get(talkers.size() - 1));
        simulation.startAll();
        return simulation;
    }

    @Test
    void timersMayBeLate() {
        Simulation simulation = simulation(
                new NetworkSettings(LATENCY, KindSet.NONE, FaultRates.NONE, Latency.uniform(1, Micros.SECOND), false));
        talkers.get(1).onMessage = outbox -> {
            for (int timer = 0; timer < 20; timer++) {
                outbox.setTimer(100, timer);
            }
        };
        say(simulation, 1, 1, RELIABLE, "go");
        simulation.runUntil(2 * Micros.SECOND);

        List<String> timers = new ArrayList<>(talkers.get(1).times.subList(2, 22));
        assertThat(timers).doesNotHaveDuplicates().doesNotContain("timer at 100");
        assertThat(talkers.get(1).heard.subList(1, 21)).doesNotContainSequence("timer 0", "timer 1", "timer 2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void datagramsOfTheLifeBeforeReachTheNextOneWhereThatIsAllowed(boolean allowed) {
        Simulation simulation = simulation(
                new NetworkSettings(LATENCY, KindSet.of(DATAGRAM), FaultRates.NONE, Latency.constant(0), allowed));
        say(simulation, 0, 1, DATAGRAM, "of old");
        say(simulation, 0, 1, RELIABLE, "for one life");
        simulation.crash(1);
        talkers.add(new Talker());
        simulation.start(1);
        simulation.runUntil(Micros.SECOND);

        assertThat(talkers.get(2).heard).isEqualTo(allowed ? List.of("0:of old") : List.of());
    }

    @Test
    void whatIsSaidAtOnceReachesProcessesThatStartAtTheSameMoment() {
        Simulation simulation = simulation(3, Latency.constant(1_000), FaultRates.NONE);
        talkers.get(0).onStart = outbox -> {
            byte[] bytes = Talker.message(RELIABLE, "early");
            outbox.send(2, bytes, 0, bytes.length);
        };

        simulation.startAll();
        simulation.runUntil(Micros.SECOND);

        assertThat(talkers.get(2).heard).containsExactly("0:early");
        assertThat(simulation.traffic().lost()).isZero();
    }
}
