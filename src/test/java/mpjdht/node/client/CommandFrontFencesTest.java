package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.NodeLoad;
import org.junit.jupiter.api.Test;

/** ADD, REMOVE, RING and NODE: nothing is in flight before them, and nothing is sent until they are answered. */
class CommandFrontFencesTest extends CommandFrontFixture {

    @Test
    void drainsBeforeAChangeOfTheRingAndWaitsAfterIt() {
        CommandFront machine = machine(10, true, "GET", "ADD", "GET", "END");
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: requests #0");

        reply(machine, 0);
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: AddNode[client=0, rank=5, id=77, hasId=true]");

        announceJoin(machine, 77, STORAGE);
        assertThat(machine.isSettled()).isTrue();
        tell(machine, new MembershipChanged(CLIENT, MembershipOutcome.DONE, 77, 1000, 1, 2));
        idleUntilQuiet(machine);

        assertThat(results).containsExactly("answered 1", "added 2 DONE");
        assertAddressed(1);
        assertThat(outbox.take()).containsExactly("0: requests #1");
    }

    @Test
    void aRefusedChangeEndsTheRunUnlessItIsToGoOn() {
        CommandFront stops = machine(10, true, "REMOVE", "GET", "END");
        idleUntilQuiet(stops);
        tell(stops, new MembershipChanged(CLIENT, MembershipOutcome.LAST_NODE, 77, 77, 0, 0));
        outbox.take();
        idleUntilQuiet(stops);
        assertThat(outbox.take()).containsExactly("results out, nodes 1", "0: Finish[]");
        assertThat(results).containsExactly("removed 1 LAST_NODE");

        CommandFront goesOn = machine(10, false, "REMOVE", "GET", "END");
        idleUntilQuiet(goesOn);
        tell(goesOn, new MembershipChanged(CLIENT, MembershipOutcome.LAST_NODE, 77, 77, 0, 0));
        outbox.take();
        idleUntilQuiet(goesOn);
        assertThat(outbox.take()).containsExactly("0: requests #0");
    }

    @Test
    void aFenceWaitsUntilTheResultsBeforeItAreOutAndIsNotPassedWhenOneOfThemEndsTheRun() {
        CommandFront stops = machine(10, true, "GET", "ADD", "GET", "END");
        idleUntilQuiet(stops);
        outbox.take();
        ready = false;
        fail(stops, 0);
        idleUntilQuiet(stops);
        assertThat(outbox.take()).isEmpty();
        ready = true;
        idleUntilQuiet(stops);
        assertThat(results).containsExactly("failed 1");
        assertThat(outbox.take()).containsExactly("results out, nodes 1", "0: Finish[]");

        CommandFront goesOn = machine(10, false, "GET", "ADD", "GET", "END");
        idleUntilQuiet(goesOn);
        outbox.take();
        fail(goesOn, 0);
        idleUntilQuiet(goesOn);
        assertThat(outbox.take()).containsExactly("0: AddNode[client=0, rank=5, id=77, hasId=true]");
    }

    @Test
    void drainsBeforeARingAndWaitsForEveryStorageRankAfterIt() {
        CommandFront machine = machine(5, 10, true, "GET", "RING", "GET", "END");
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: requests #0");
        reply(machine, 0);
        idleUntilQuiet(machine);
        assertThat(outbox.take())
                .containsExactly(
                        "1: DescribeRing[client=0, question=1, epoch=0]",
                        "2: DescribeRing[client=0, question=1, epoch=0]",
                        "3: DescribeRing[client=0, question=1, epoch=0]");

        tellFrom(3, machine, new RingPart(CLIENT, 1, false, List.of(load(900, 3), load(100, 3))));
        tellFrom(1, machine, new RingPart(CLIENT, 1, true, List.of(load(1000, 1))));
        tellFrom(2, machine, new RingPart(CLIENT, 1, true, List.of()));
        idleUntilQuiet(machine);
        assertThat(results).containsExactly("answered 1");
        assertThat(outbox.take()).isEmpty();
        tellFrom(3, machine, new RingPart(CLIENT, 1, true, List.of(load(-1, 3), load(5, 3))));

        assertThat(results).containsExactly("answered 1", "ring 2 [5@3, 100@3, 900@3, 1000@1, -1@3]");
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: requests #1");
    }

    @Test
    void aSecondRingIsCountedAnew() {
        CommandFront machine = machine(3, 10, true, "RING", "RING", "END");
        for (int question = 1; question <= 2; question++) {
            idleUntilQuiet(machine);
            tellFrom(STORAGE, machine, new RingPart(CLIENT, question, true, List.of(load(1000, STORAGE))));
        }

        assertThat(results).containsExactly("ring 1 [1000@1]", "ring 2 [1000@1]");
    }

    @Test
    void asksTheRankThatHostsANodeAboutItOnceNothingIsInFlight() {
        CommandFront machine = machine(10, true, "GET", "NODE", "GET", "END");
        announceJoin(machine, 77, STORAGE);
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: requests #0");
        reply(machine, 0);
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("1: DescribeNode[client=0, question=1, epoch=1, id=77]");

        tellFrom(STORAGE, machine, described(1, 77));
        idleUntilQuiet(machine);

        assertThat(results).containsExactly("answered 1", "node 2 77");
        assertThat(outbox.take()).containsExactly("0: requests #1");
    }

    @Test
    void aNodeThatIsNotOnTheCircleEndsTheRunUnlessItIsToGoOn() {
        CommandFront stops = machine(10, true, "NODE", "GET", "END");
        idleUntilQuiet(stops);
        assertThat(outbox.take()).containsExactly("results out, nodes 1", "0: Finish[]");
        assertThat(results).containsExactly("no node 1 77");

        CommandFront goesOn = machine(10, false, "NODE", "GET", "END");
        idleUntilQuiet(goesOn);
        assertThat(outbox.take()).containsExactly("0: requests #0");
    }

    @Test
    void refusesToBeToldOfNodesThatItHasNotAskedFor() {
        CommandFront machine = machine(4, 10, true, "RING", "END");
        assertThatThrownBy(() -> tellFrom(STORAGE, machine, described(0, 77)))
                .hasMessage("rank 1 told of its nodes, which nobody had asked it");
        idleUntilQuiet(machine);
        tellFrom(STORAGE, machine, new RingPart(CLIENT, 1, true, List.of()));

        assertThatThrownBy(() -> tellFrom(STORAGE, machine, new RingPart(CLIENT, 1, true, List.of())))
                .hasMessage("rank 1 told of its nodes, which nobody had asked it");
        assertThat(results).isEmpty();
    }

    private static NodeLoad load(long id, int rank) {
        return new NodeLoad(id, rank, 0, 0, id);
    }

    private static NodeDescribed described(long question, long id) {
        return new NodeDescribed(CLIENT, question, load(id, STORAGE), List.of(), List.of(), List.of());
    }
}
