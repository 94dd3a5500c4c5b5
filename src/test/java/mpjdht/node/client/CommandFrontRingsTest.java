package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** A client while the ring changes, and one that sends its requests to their owners itself. */
class CommandFrontRingsTest extends CommandFrontFixture {

    @Test
    void requestsOutsideTheMovedArcGoByTheNewRingAtOnce() {
        CommandFront machine = machine(10, true, "GET 50", "GET 500", "NOTHING_YET", "GET 501", "NOTHING_YET", "END");
        machine.onIdle(0, outbox);
        assertAddressed(0);
        assertThat(outbox.take()).containsExactly("0: requests #0 #1");

        announceJoin(machine, 77, STORAGE);
        machine.onIdle(0, outbox);

        assertAddressed(1);
        assertThat(outbox.take()).containsExactly("0: requests #2");
    }

    @Test
    void requestsInTheMovedArcAreHeldUntilAllThatWentTheOldPathHaveTheirAnswers() {
        CommandFront machine = machine(
                10, true, "GET 50", "GET 500", "GET 60", "NOTHING_YET", "GET 70", "GET 600", "GET 71", "NOTHING_YET");
        machine.onIdle(0, outbox);
        outbox.take();
        announceJoin(machine, 77, STORAGE);
        machine.onIdle(0, outbox);
        assertThat(outbox.take()).containsExactly("0: requests #4");

        reply(machine, 2);
        assertThat(outbox.take()).isEmpty();
        reply(machine, 0);

        assertAddressed(1);
        assertThat(outbox.take()).containsExactly("0: requests #3 #5");
    }

    @Test
    void isSettledWhenAllThatWentByTheOldRingHasItsAnswerWhereverItsKeyIs() {
        CommandFront machine = machine(10, true, "GET 50", "GET 500", "NOTHING_YET", "GET 600", "NOTHING_YET", "END");
        machine.onIdle(0, outbox);
        announceJoin(machine, 77, STORAGE);
        machine.onIdle(0, outbox);

        reply(machine, 2);
        reply(machine, 0);
        assertThat(machine.isSettled()).isFalse();
        reply(machine, 1);

        assertThat(machine.isSettled()).isTrue();
    }

    @Test
    void whatANodeGivesWhenItLeavesIsHeldToo() {
        view = RingView.of(0, new long[] {100, 200}, new int[] {STORAGE, STORAGE});
        CommandFront machine = machine(10, true, "GET 150", "NOTHING_YET", "GET 151", "GET 201", "NOTHING_YET");
        machine.onIdle(0, outbox);
        outbox.take();

        announceLeave(machine, 200);
        machine.onIdle(0, outbox);
        assertThat(outbox.take()).containsExactly("0: requests #2");
        reply(machine, 0);

        assertThat(outbox.take()).containsExactly("0: requests #1");
    }

    @Test
    void wherePathsLeadFromNodeToNodeAllRequestsAreHeld() {
        overlay = AssignedOverlay.ring();
        CommandFront machine = machine(10, true, "GET 500", "NOTHING_YET", "GET 600", "GET 70", "NOTHING_YET");
        machine.onIdle(0, outbox);
        outbox.take();
        announceJoin(machine, 77, STORAGE);
        machine.onIdle(0, outbox);
        assertThat(outbox.take()).isEmpty();

        reply(machine, 0);

        assertAddressed(1);
        assertThat(outbox.take()).containsExactly("0: requests #1 #2");
    }

    @Test
    void goesByANewRingAtOnceWhenNothingIsUnderWay() {
        CommandFront machine = machine(10, true, "GET", "NOTHING_YET");

        announceJoin(machine, 77, STORAGE);

        assertThat(machine.isSettled()).isTrue();
        machine.onIdle(0, outbox);
        assertAddressed(1);
    }

    @Test
    void isNotSettledWhileItHasNoAnswerAboutAnOlderRing() {
        CommandFront machine = machine(3, 10, true, "RING", "GET", "END");
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("1: DescribeRing[client=0, question=1, epoch=0]");

        announceJoin(machine, 77, STORAGE);
        assertThat(machine.isSettled()).isFalse();
        tellFrom(STORAGE, machine, new RingPart(CLIENT, 1, true, List.of()));

        assertThat(machine.isSettled()).isTrue();
    }

    @Test
    void aQuestionAboutTheRingInForceGoesByThatAndKeepsNoClientUnsettled() {
        CommandFront machine = machine(3, 10, true, "RING", "GET", "END");
        announceJoin(machine, 77, STORAGE);

        idleUntilQuiet(machine);

        assertThat(outbox.take()).containsExactly("1: DescribeRing[client=0, question=1, epoch=1]");
        assertThat(machine.isSettled()).isTrue();
    }

    @Test
    void whatHoldsUpAllOthersIsToldByTheRingByWhichItWent() {
        view = RingView.of(0, new long[] {100, 200}, new int[] {1, 2});
        CommandFront machine = machine(4, 10, true, "GET 50", "GET 150", "NOTHING_YET", "GET 160", "NOTHING_YET");
        machine.onIdle(0, outbox);
        announceJoin(machine, 75, 2);
        machine.onIdle(0, outbox);
        outbox.take();

        answer(machine, 1, 4 << 20);

        assertThat(outbox.take())
                .containsExactly("1: Due[origin=196608, sequence=0, node=100, position=50, change=0, epoch=0]");
    }

    @Test
    void aClientThatRoutesSendsPartsToTheRanksOfTheOwnersWhenItCannotReadOn() {
        CommandFront machine =
                directMachine("GET 50", "GET 150", "GET 60", "GET 250", "NOTHING_YET", "NOTHING_YET", "END");

        idleOnce(machine);
        assertThat(outbox.take()).isEmpty();
        idleOnce(machine);

        assertAddressed(0);
        assertThat(outbox.take()).containsExactly("1: requests #0 #2 #3", "2: requests #1");
    }

    @Test
    void aClientThatRoutesSendsWhatItHeldBackBeforeAFenceAndBeforeTheEnd() {
        for (String last : new String[] {"ADD", "RING", "END", "STOP"}) {
            CommandFront machine = directMachine("GET 50", "GET 150", last);

            idleUntilQuiet(machine);

            assertThat(outbox.take()).as(last).containsExactly("1: requests #0", "2: requests #1");
        }
    }

    @Test
    void aClientThatRoutesSendsWhatItHeldBackByTheRingByWhichItWasRead() {
        CommandFront machine = directMachine("GET 150", "NOTHING_YET", "GET 150", "NOTHING_YET", "NOTHING_YET", "END");
        idleOnce(machine);
        announceLeave(machine, 200);
        idleOnce(machine);
        idleOnce(machine);
        assertAddressed(0);
        assertThat(outbox.take()).containsExactly("2: requests #0");

        reply(machine, 0);
        idleUntilQuiet(machine);

        assertAddressed(1);
        assertThat(outbox.take()).containsExactly("1: requests #1");
    }

    private CommandFront directMachine(String... commands) {
        overlay = AssignedOverlay.direct();
        view = RingView.of(0, new long[] {100, 200, 300}, new int[] {1, 2, 1});
        return machine(4, 10, true, commands);
    }

    private void idleOnce(CommandFront machine) {
        machine.onIdle(0, outbox);
    }
}
