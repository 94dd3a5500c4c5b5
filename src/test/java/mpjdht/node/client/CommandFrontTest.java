package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.node.FlowLimits;
import org.junit.jupiter.api.Test;

/** Requests, results, windows and credit; what waits for an empty window is in {@link CommandFrontFencesTest}. */
class CommandFrontTest extends CommandFrontFixture {
    @Test
    void keepsNoMoreThanTheWindowInFlight() {
        CommandFront machine = machine(3, true, "GET", "GET", "GET", "GET", "END");

        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: requests #0 #1 #2");
        reply(machine, 0);
        idleUntilQuiet(machine);

        assertThat(outbox.take()).containsExactly("0: requests #3");
    }

    @Test
    void givesResultsOutInTheOrderOfTheCommands() {
        CommandFront machine = machine(10, true, "GET", "GET", "GET", "END");
        idleUntilQuiet(machine);

        reply(machine, 2, 1);
        assertThat(results).isEmpty();
        reply(machine, 0);

        assertThat(results).containsExactly("answered 1", "answered 2", "answered 3");
    }

    @Test
    void letsTheOtherRanksGoOnlyWhenEveryResultIsOut() {
        CommandFront machine = machine(10, true, "GET", "END");
        idleUntilQuiet(machine);
        outbox.take();
        assertThat(results).isEmpty();

        reply(machine, 0);
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("results out, nodes 1", "0: Finish[]");
        assertThat(results).containsExactly("answered 1", "ended");
    }

    @Test
    void aRequestThatFailsEndsTheRunAndThoseInFlightBehindItAreGivenOut() {
        CommandFront machine = machine(3, true, "GET", "GET", "GET", "GET", "END");
        idleUntilQuiet(machine);
        outbox.take();

        fail(machine, 0);
        idleUntilQuiet(machine);
        assertThat(outbox.take()).isEmpty();
        reply(machine, 2, 1);
        idleUntilQuiet(machine);

        assertThat(results).containsExactly("failed 1", "answered 2", "answered 3");
        assertThat(outbox.take()).containsExactly("results out, nodes 1", "0: Finish[]");
    }

    @Test
    void aRunThatIsToGoOnDoesSoBehindARequestThatFails() {
        CommandFront machine = machine(1, false, "GET", "GET", "END");
        idleUntilQuiet(machine);
        fail(machine, 0);
        idleUntilQuiet(machine);
        reply(machine, 1);
        idleUntilQuiet(machine);

        assertThat(results).containsExactly("failed 1", "answered 2", "ended");
    }

    @Test
    void aRunWhoseLastRequestFailsDoesNotEndWell() {
        CommandFront machine = machine(10, true, "GET", "END");
        idleUntilQuiet(machine);
        fail(machine, 0);
        idleUntilQuiet(machine);

        assertThat(outbox.take()).containsExactly("0: requests #0", "results out, nodes 1", "0: Finish[]");
        assertThat(results).containsExactly("failed 1");
    }

    @Test
    void whatStopsEarlyDoesNotEnd() {
        CommandFront machine = machine(10, true, "GET", "STOP");
        idleUntilQuiet(machine);
        reply(machine, 0);
        idleUntilQuiet(machine);

        assertThat(outbox.take()).containsExactly("0: requests #0", "results out, nodes 1", "0: Finish[]");
        assertThat(results).containsExactly("answered 1");
    }

    @Test
    void readsOnWhenInputThatWasLateHasCome() {
        CommandFront machine = machine(10, true, "GET", "NOTHING_YET", "GET", "END");

        assertThat(machine.onIdle(0, outbox)).isTrue();
        assertThat(machine.onIdle(0, outbox)).isTrue();
        assertThat(outbox.take()).containsExactly("0: requests #0", "0: requests #1");
    }

    @Test
    void keepsTheBytesInFlightBoundedButLetsAnySingleRequestThrough() {
        CommandFront machine = machine(1000, true, "HUGE", "HUGE", "GET", "GET", "END");

        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: requests #0");
        reply(machine, 0);
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: requests #1");
        reply(machine, 1);
        idleUntilQuiet(machine);

        assertThat(outbox.take()).containsExactly("0: requests #2 #3");
    }

    @Test
    void countsWhatTheOpenBatchHoldsAsInFlight() {
        RequestBatch two = new RequestBatch();
        two.add(Operation.GET, 0, 5, 5, new byte[1], 0, 1, new byte[0], 0, 0);
        two.add(Operation.GET, 1, 5, 5, new byte[1], 0, 1, new byte[0], 0, 0);
        CommandFront machine = machine(new FlowLimits(1000, two.length(), 1000), "GET", "GET", "GET", "GET", "END");

        idleUntilQuiet(machine);

        assertThat(outbox.take()).containsExactly("0: requests #0 #1");
    }

    @Test
    void givesCreditBackInPiecesAsAnswersLeave() {
        CommandFront machine = machine(1000, true, "GET", "GET", "GET", "END");
        idleUntilQuiet(machine);
        outbox.take();

        answer(machine, 1, 600_000);
        answer(machine, 2, 600_000);
        assertThat(outbox.take()).isEmpty();
        answer(machine, 0, 600_000);

        assertThat(outbox.take()).containsExactly("1: Credit[client=0, bytes=1200040, oldest=2]");
    }

    @Test
    void refusesWhatNoRankShouldSend() {
        CommandFront machine = machine(10, true, "GET", "GET", "END");
        idleUntilQuiet(machine);
        reply(machine, 1);

        assertThatThrownBy(() -> reply(machine, 1))
                .hasMessage("rank 1 answered command 1, which does not wait for an answer");
        assertThatThrownBy(() -> reply(machine, 2)).hasMessageContaining("answered command 2, which does not wait");
        assertThatThrownBy(() -> reply(machine, -1)).hasMessageContaining("answered command -1, which does not wait");
        assertThatThrownBy(() -> tell(machine, new Finish()))
                .hasMessage("the client got a message of kind 4 from rank 0");
        assertThatThrownBy(() -> tell(machine, new NodeLeft(3, 1000)))
                .hasMessage("the client got a message of kind 7 from rank 0");
    }

    @Test
    void tellsARankWithoutCreditWhichCommandHoldsUpAllOthersOnce() {
        CommandFront machine = machine(10, true, "GET", "GET", "GET", "GET", "END");
        idleUntilQuiet(machine);
        outbox.take();

        answer(machine, 1, (4 << 20) - 2 * 20);
        assertThat(outbox.take()).isEmpty();
        answer(machine, 2, 0);
        assertThat(outbox.take())
                .containsExactly("1: Due[origin=131072, sequence=0, node=1000, position=5, change=0, epoch=0]");
        answer(machine, 3, 0);
        assertThat(outbox.take()).isEmpty();
        answer(machine, 0, 0);

        assertThat(results).containsExactly("answered 1", "answered 2", "answered 3", "answered 4");
        assertThat(outbox.take()).containsExactly("1: Credit[client=0, bytes=4194304, oldest=2]");
    }
}
