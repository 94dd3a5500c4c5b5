package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.message.ClientMessage.FaultPlayed;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.MembershipOutcome;
import mpjdht.node.Grid;
import mpjdht.ring.Configuration;
import mpjdht.ring.Placement;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CRASH, RECOVER, PAUSE, DELAY, PARTITION, HEAL and WAIT, on six ranks: those who play them are told, and nothing follows before. */
class CommandFrontFaultsTest extends CommandFrontFixture {
    private static final Configuration ALL = configuration(7, new long[] {100, 200, 300, 400}, new int[] {1, 2, 3, 1});
    private static final Configuration WITHOUT_RANK_1 = configuration(8, new long[] {200, 300}, new int[] {2, 3});

    private static Configuration configuration(long epoch, long[] ids, int[] ranks) {
        return Configuration.initial(RingView.of(epoch, ids, ranks), new Placement(2, rank -> rank));
    }

    private void played(CommandFront machine, int rank, boolean done) {
        tellFrom(rank, machine, new FaultPlayed(CLIENT, done, 1));
    }

    @Test
    void aCrashWaitsForWhatIsInFlightAndHoldsUpWhatFollows() {
        CommandFront machine = machine(ALL, true, "GET 50", "CRASH RANK 1", "GET 50");
        idleUntilQuiet(machine);
        assertThat(sent()).hasSize(1);
        replyOf(7, machine, 0);
        idleUntilQuiet(machine);
        assertThat(sent()).containsExactly("1: Crash[client=0]");

        played(machine, 1, true);
        idleUntilQuiet(machine);

        assertThat(results)
                .containsExactly("answered 1", "fault 2 CRASH of rank 1 with [100, 400] done, 0 keys of 0 B");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void aFaultOfANodeIsThatOfItsRankWithAllOfItsNodes() {
        CommandFront machine = machine(ALL, true, "CRASH 400");
        idleUntilQuiet(machine);
        assertThat(sent()).containsExactly("1: Crash[client=0]");

        played(machine, 1, true);

        assertThat(results).containsExactly("fault 1 CRASH of rank 1 with [100, 400] done, 0 keys of 0 B");
    }

    @Test
    void aPauseAndADelaySayHowLong() {
        CommandFront machine = machine(ALL, true, "PAUSE 200", "DELAY RANK 3");
        idleUntilQuiet(machine);
        assertThat(sent()).containsExactly("2: Pause[client=0, millis=250]");
        played(machine, 2, true);
        idleUntilQuiet(machine);
        assertThat(sent()).containsExactly("3: Delay[client=0, millis=250]");
        played(machine, 3, true);

        assertThat(results)
                .containsExactly(
                        "fault 1 PAUSE of rank 2 with [200] done, 0 keys of 0 B",
                        "fault 2 DELAY of rank 3 with [300] done, 0 keys of 0 B");
    }

    @Test
    void aCrashThatIsAnsweredWithNoEndsTheRunUnlessItIsToGoOn() {
        CommandFront stops = machine(ALL, true, "CRASH RANK 1", "HEAL");
        idleUntilQuiet(stops);
        sent();
        played(stops, 1, false);
        idleUntilQuiet(stops);
        assertThat(results).containsExactly("fault 1 CRASH of rank 1 with [100, 400] not done");
        assertThat(sent()).containsExactly("results out, nodes 4", "0: Finish[]");

        CommandFront goesOn = machine(ALL, false, "CRASH RANK 1", "CRASH RANK 2");
        idleUntilQuiet(goesOn);
        played(goesOn, 1, false);
        sent();
        idleUntilQuiet(goesOn);
        assertThat(sent()).containsExactly("2: Crash[client=0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CRASH 150", "PAUSE 150", "DELAY 150", "RECOVER 150"})
    void aFaultOfAnIdThatIsNotOnTheCircleFails(String command) {
        CommandFront machine = machine(ALL, true, command, "GET");

        idleUntilQuiet(machine);

        assertThat(results).containsExactly("no node 1 150");
        assertThat(sent()).containsExactly("results out, nodes 4", "0: Finish[]");
    }

    @Test
    void aNodeThatACrashHasTakenFromTheCircleCanRecoverAndNothingElse() {
        CommandFront machine = machine(ALL, false, "CRASH 100", "CRASH 100", "RECOVER 100");
        idleUntilQuiet(machine);
        played(machine, 1, true);
        machine.configure(WITHOUT_RANK_1, outbox);
        sent();

        idleUntilQuiet(machine);

        assertThat(results).hasSize(2).last().isEqualTo("no node 2 100");
        assertThat(sent()).containsExactly("1: Recover[client=0]");
    }

    @Test
    void aRecoveryWaitsUntilTheHeadSaysThatTheRankIsThereWithAllCopies() {
        CommandFront machine = machine(WITHOUT_RANK_1, true, "RECOVER RANK 1");
        idleUntilQuiet(machine);
        assertThat(sent()).containsExactly("1: Recover[client=0]");

        played(machine, 1, true);
        assertThat(sent()).containsExactly("0: AwaitReturn[client=0, rank=1, life=1]");
        machine.configure(configuration(9, new long[] {100, 200, 300, 400}, new int[] {1, 2, 3, 1}), outbox);
        idleUntilQuiet(machine);
        assertThat(results).isEmpty();
        assertThat(sent()).isEmpty();
        tellFrom(Grid.HEAD, machine, new MembershipChanged(CLIENT, MembershipOutcome.DONE, 0, 0, 12, 345));

        assertThat(results).containsExactly("fault 1 RECOVER of rank 1 with [100, 400] done, 12 keys of 345 B");
    }

    @Test
    void aRankThatIsAliveCannotRecoverAndTheHeadIsNotAsked() {
        CommandFront machine = machine(ALL, true, "RECOVER 200");
        idleUntilQuiet(machine);
        sent();

        played(machine, 2, false);

        assertThat(sent()).isEmpty();
        assertThat(results).containsExactly("fault 1 RECOVER of rank 2 with [200] not done");
    }

    @Test
    void aPartitionIsPlayedByTheStorageRanksThatAreNamedAndWaitsForAllOfThem() {
        CommandFront machine = machine(ALL, true, "PARTITION 0,1,5 | 3,4");
        idleUntilQuiet(machine);
        assertThat(sent())
                .containsExactly(
                        "1: CutOff[client=0, ranks=[3, 4]]",
                        "3: CutOff[client=0, ranks=[0, 1, 5]]",
                        "4: CutOff[client=0, ranks=[0, 1, 5]]");

        played(machine, 4, true);
        played(machine, 1, true);
        assertThat(results).isEmpty();
        played(machine, 3, true);

        assertThat(results).containsExactly("passed 1 Partition[oneSide=[0, 1, 5], otherSide=[3, 4]]");
    }

    @Test
    void aHealIsPlayedByEveryStorageRank() {
        CommandFront machine = machine(ALL, true, "HEAL");
        idleUntilQuiet(machine);
        assertThat(sent())
                .containsExactly(
                        "1: Reconnect[client=0]",
                        "2: Reconnect[client=0]",
                        "3: Reconnect[client=0]",
                        "4: Reconnect[client=0]");

        for (int rank = 1; rank <= 3; rank++) {
            played(machine, rank, true);
        }
        assertThat(results).isEmpty();
        played(machine, 4, true);

        assertThat(results).containsExactly("passed 1 Heal[]");
    }

    @Test
    void aWaitIsOverWhenItsTimeIsAndNotBefore() {
        CommandFront machine = machine(ALL, true, "WAIT 250", "HEAL");
        idleUntilQuiet(machine);
        assertThat(outbox.take()).contains("timer " + ClientHost.timerOf(CLIENT) + " in 250000 us");

        machine.onTimer(249_999, outbox);
        machine.configure(WITHOUT_RANK_1, outbox);
        idleUntilQuiet(machine);
        assertThat(results).isEmpty();
        assertThat(sent()).isEmpty();
        machine.onTimer(250_000, outbox);
        idleUntilQuiet(machine);

        assertThat(results).containsExactly("passed 1 Wait[millis=250]");
        assertThat(sent()).hasSize(4);
    }

    @Test
    void aWaitNeedsNoCopies() {
        CommandFront machine = machine(10, true, "WAIT 1");
        idleUntilQuiet(machine);
        assertThat(outbox.take()).contains("timer " + ClientHost.timerOf(CLIENT) + " in 1000 us");

        machine.onTimer(1000, outbox);

        assertThat(results).containsExactly("passed 1 Wait[millis=1]");
    }
}
