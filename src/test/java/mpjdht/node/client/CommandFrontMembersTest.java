package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mpjdht.message.ClientMessage.Asked;
import mpjdht.message.ClientMessage.CopyDescribed;
import mpjdht.message.ClientMessage.FaultPlayed;
import mpjdht.message.ClientMessage.HostDescribed;
import mpjdht.message.ClientMessage.LeaderDescribed;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.ReplicaDescribed;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.ClientMessage.Synchronised;
import mpjdht.message.CopyLoad;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.NodeLoad;
import mpjdht.message.Origin;
import mpjdht.node.ProtocolException;
import mpjdht.ring.NodeRef;
import mpjdht.ring.ReplicaRole;
import org.junit.jupiter.api.Test;

/** Fences on a grid on which no head decides about the circle: one rank is asked, and says who else answers. */
class CommandFrontMembersTest extends CommandFrontFixture {
    private static final int ORIGIN = Origin.of(1, CLIENT);

    private CommandFront asking(String... commands) {
        CommandFront machine = machineOfMembers(false, commands);
        idleUntilQuiet(machine);
        return machine;
    }

    private static NodeLoad load(long id, int rank) {
        return new NodeLoad(id, rank, 3, 30, 0);
    }

    @Test
    void theRingIsTheNodesOfAllWhoAreAskedInWhateverOrderTheyAnswer() {
        CommandFront machine = asking("RING");
        assertThat(sent()).containsExactly("1: TellRing[origin=" + ORIGIN + ", question=1, passOn=true]");

        tellFrom(3, machine, new RingPart(CLIENT, 1, false, List.of(load(30, 3))));
        tellFrom(3, machine, new RingPart(CLIENT, 1, true, List.of(load(-1, 3))));
        tellFrom(1, machine, new Asked(CLIENT, 1, List.of(1, 3)));
        assertThat(results).isEmpty();
        tellFrom(1, machine, new RingPart(CLIENT, 0, true, List.of(load(70, 1))));
        assertThat(results).isEmpty();
        tellFrom(1, machine, new RingPart(CLIENT, 1, true, List.of(load(10, 1))));

        assertThat(results).containsExactly("ring 1 [10@1, 30@3, -1@3]");
    }

    @Test
    void aNodeThatNobodyHasIsNotOnTheCircle() {
        CommandFront machine = asking("NODE 77", "NODE 78");
        assertThat(sent()).containsExactly("1: TellNode[origin=" + ORIGIN + ", question=1, id=77, passOn=true]");
        tellFrom(1, machine, new Asked(CLIENT, 1, List.of()));
        idleUntilQuiet(machine);
        tellFrom(1, machine, new Asked(CLIENT, 2, List.of(4)));
        tellFrom(4, machine, new NodeDescribed(CLIENT, 2, load(78, 4), List.of(), List.of(), List.of()));

        assertThat(results).containsExactly("no node 1 77", "node 2 78");
    }

    @Test
    void copiesAreToldInTheOrderOfThoseWhoKeepThem() {
        CommandFront machine = asking("REPLICAS 5");
        assertThat(sent()).singleElement().asString().startsWith("1: TellCopy[origin=" + ORIGIN);
        tellFrom(2, machine, new ReplicaDescribed(CLIENT, 1, new CopyLoad(20, 2, ReplicaRole.LEADER, true, 3, 9)));
        tellFrom(1, machine, new Asked(CLIENT, 1, List.of(3, 2)));
        assertThat(results).isEmpty();
        tellFrom(3, machine, new ReplicaDescribed(CLIENT, 1, new CopyLoad(10, 3, ReplicaRole.FOLLOWER, false, 0, 0)));

        assertThat(results).containsExactly("copies 1 [10@3 FOLLOWER absent, 20@2 LEADER 3 B 9]");
    }

    @Test
    void aLeaderIsToldByWhoeverKnowsIt() {
        CommandFront machine = asking("LEADER 5");
        assertThat(sent()).containsExactly("1: TellLeader[origin=" + ORIGIN + ", question=1, position=5, hops=0]");
        tellFrom(3, machine, new LeaderDescribed(CLIENT, 0, new NodeRef(30, 3), 6));
        assertThat(results).isEmpty();
        tellFrom(3, machine, new LeaderDescribed(CLIENT, 1, new NodeRef(40, 3), 7));

        assertThat(results).containsExactly("leader 1 40@3 in term 7");
    }

    @Test
    void aSyncThatHasNotMadeAllEqualHasFailed() {
        CommandFront machine = machineOfMembers(true, "SYNC", "SYNC", "RING");
        idleUntilQuiet(machine);
        assertThat(sent()).containsExactly("1: Synchronise[origin=" + ORIGIN + ", question=1]");
        tellFrom(1, machine, new Synchronised(CLIENT, 1, true, 2, 3, 4));
        idleUntilQuiet(machine);
        sent();
        tellFrom(1, machine, new Synchronised(CLIENT, 2, false, 100, 0, 0));
        idleUntilQuiet(machine);

        assertThat(results).hasSize(2).allMatch(line -> line.startsWith("synchronised"));
        assertThat(sent()).noneMatch(line -> line.contains("TellRing"));
    }

    @Test
    void aNodeJoinsWhereItIsToAndLeavesThroughTheRankAtHome() {
        CommandFront machine = asking("ADD", "REMOVE");
        assertThat(sent()).containsExactly("5: Join[origin=" + ORIGIN + ", id=77, hasId=true]");
        tellFrom(5, machine, new MembershipChanged(CLIENT, MembershipOutcome.DONE, 77, 0, 0, 0));
        idleUntilQuiet(machine);
        assertThat(sent()).containsExactly("1: Leave[origin=" + ORIGIN + ", id=77]");
        tellFrom(2, machine, new MembershipChanged(CLIENT, MembershipOutcome.NOT_ON_CIRCLE, 77, 0, 0, 0));

        assertThat(results).containsExactly("added 1 DONE", "removed 2 NOT_ON_CIRCLE");
    }

    /** As it comes of a REMOVE for which the client waited no longer, or that was told twice. */
    @Test
    void whatBecameOfAnotherChangeIsNoAnswer() {
        CommandFront machine = asking("ADD", "REMOVE", "RECOVER RANK 4");
        tellFrom(2, machine, new MembershipChanged(CLIENT, MembershipOutcome.NOT_ON_CIRCLE, 77, 0, 0, 0));
        tellFrom(5, machine, new MembershipChanged(CLIENT, MembershipOutcome.NOT_ON_CIRCLE, 77, 0, 0, 0));
        tellFrom(5, machine, new MembershipChanged(CLIENT, MembershipOutcome.DONE, 78, 0, 0, 0));
        tellFrom(2, machine, new MembershipChanged(CLIENT, MembershipOutcome.DONE, 77, 0, 0, 0));
        assertThat(results).isEmpty();
        tellFrom(5, machine, new MembershipChanged(CLIENT, MembershipOutcome.DONE, 77, 0, 0, 0));
        idleUntilQuiet(machine);
        tellFrom(5, machine, new MembershipChanged(CLIENT, MembershipOutcome.DONE, 78, 0, 0, 0));
        tellFrom(5, machine, new MembershipChanged(CLIENT, MembershipOutcome.DONE, 77, 0, 0, 0));
        idleUntilQuiet(machine);
        tellFrom(1, machine, new HostDescribed(CLIENT, 3, 4, List.of(40L)));
        tellFrom(4, machine, new FaultPlayed(CLIENT, true, 3));
        tellFrom(2, machine, new MembershipChanged(CLIENT, MembershipOutcome.NOT_ON_CIRCLE, 77, 0, 0, 0));
        assertThat(results).containsExactly("added 1 DONE", "removed 2 DONE");
        tellFrom(4, machine, new MembershipChanged(CLIENT, MembershipOutcome.DONE, 0, 0, 5, 50));

        assertThat(results).hasSize(3);
    }

    @Test
    void aFaultIsPlayedByTheRankThatHostsItsNodeAndARecoveryWaitsUntilThatIsFilled() {
        CommandFront machine = asking("CRASH 40", "RECOVER RANK 4", "CRASH 41");
        assertThat(sent()).containsExactly("1: FindHost[origin=" + ORIGIN + ", question=1, isNode=true, named=40]");
        tellFrom(1, machine, new HostDescribed(CLIENT, 1, 4, List.of(40L, 70L)));
        assertThat(sent()).containsExactly("4: Crash[client=0]");
        tellFrom(4, machine, new FaultPlayed(CLIENT, true, 0));
        idleUntilQuiet(machine);
        sent();
        tellFrom(1, machine, new HostDescribed(CLIENT, 2, 4, List.of(40L)));
        assertThat(sent()).containsExactly("4: Recover[client=0]");
        tellFrom(4, machine, new FaultPlayed(CLIENT, true, 3));
        assertThat(sent()).containsExactly("4: AwaitFilled[origin=" + ORIGIN + ", life=3]");
        tellFrom(4, machine, new MembershipChanged(CLIENT, MembershipOutcome.DONE, 0, 0, 5, 50));
        idleUntilQuiet(machine);
        tellFrom(1, machine, new HostDescribed(CLIENT, 3, 0, List.of()));

        assertThat(results)
                .containsExactly(
                        "fault 1 CRASH of rank 4 with [40, 70] done, 0 keys of 0 B",
                        "fault 2 RECOVER of rank 4 with [40] done, 5 keys of 50 B",
                        "no node 3 41");
    }

    @Test
    void aQuestionThatIsNotAnsweredIsAskedOfTheNextRankAndFormerAnswersMeanNothing() {
        CommandFront machine = asking("RING");
        sent();
        nobodyAnswers(machine);
        assertThat(sent()).containsExactly("2: TellRing[origin=" + ORIGIN + ", question=2, passOn=true]");
        tellFrom(1, machine, new Asked(CLIENT, 1, List.of()));
        assertThat(results).isEmpty();
        tellFrom(2, machine, new Asked(CLIENT, 2, List.of()));

        assertThat(results).containsExactly("ring 1 []");
    }

    @Test
    void aSyncOfARankThatHasDiedIsAskedOfTheNextOne() {
        CommandFront machine = asking("SYNC");
        sent();
        nobodyAnswers(machine);
        assertThat(sent()).containsExactly("2: Synchronise[origin=" + ORIGIN + ", question=2]");
        tellFrom(1, machine, new Synchronised(CLIENT, 1, false, 100, 0, 0));
        assertThat(results).isEmpty();
        tellFrom(2, machine, new Synchronised(CLIENT, 2, true, 1, 0, 0));

        assertThat(results).hasSize(1);
    }

    @Test
    void whoHostsANodeIsAskedOfTheNextRankButAFaultIsPlayedOnce() {
        CommandFront machine = asking("CRASH RANK 4");
        sent();
        nobodyAnswers(machine);
        assertThat(sent()).containsExactly("2: FindHost[origin=" + ORIGIN + ", question=2, isNode=false, named=4]");
        tellFrom(2, machine, new HostDescribed(CLIENT, 2, 4, List.of(40L)));
        assertThat(sent()).containsExactly("4: Crash[client=0]");
        nobodyAnswers(machine);

        assertThat(sent()).isEmpty();
    }

    @Test
    void aRankThatIsNamedPlaysAFaultEvenIfNobodyIsThereWhoKnowsItsNodes() {
        CommandFront machine = asking("RECOVER RANK 4");
        nobodyAnswers(machine);
        sent();
        nobodyAnswers(machine);
        assertThat(sent()).containsExactly("4: Recover[client=0]");
        tellFrom(2, machine, new HostDescribed(CLIENT, 2, 4, List.of(40L)));
        assertThat(sent()).isEmpty();
        tellFrom(4, machine, new FaultPlayed(CLIENT, true, 3));
        tellFrom(4, machine, new MembershipChanged(CLIENT, MembershipOutcome.DONE, 0, 0, 0, 0));

        assertThat(results).containsExactly("fault 1 RECOVER of rank 4 with [] done, 0 keys of 0 B");
    }

    @Test
    void aCopyOfAChainIsNothingThatIsToldHere() {
        CommandFront machine = asking("REPLICAS 5");

        assertThatThrownBy(() -> tellFrom(2, machine, new CopyDescribed(CLIENT, 1, true, 3, 9)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("rank 2 told of a copy as of a chain");
    }
}
