package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mpjdht.message.ClientMessage.RingPart;
import mpjdht.message.Origin;
import mpjdht.message.RequestBatch;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** A client while the ring changes, and one that sends its requests to their owners itself. */
class CommandMachineRingsTest extends CommandMachineFixture {

    @Test
    void goesByANewRingOnlyWhenAllThatItSentHasBeenAnsweredAndSendsNothingMeanwhile() {
        CommandMachine machine = machine(10, true, "GET", "GET", "NOTHING_YET", "GET", "END");
        machine.onIdle(0, outbox);
        assertAddressed(0);
        assertThat(outbox.take()).containsExactly("0: requests #0 #1");

        machine.announce(view.join(77, STORAGE), outbox);
        idleUntilQuiet(machine);
        reply(machine, 1);
        idleUntilQuiet(machine);
        assertThat(machine.view().epoch()).isZero();
        assertThat(outbox.take()).isEmpty();
        reply(machine, 0);
        assertThat(machine.view().epoch()).isEqualTo(1);

        assertThat(machine.onIdle(0, outbox)).isTrue();
        assertAddressed(1);
        assertThat(outbox.take()).containsExactly("0: requests #2");
    }

    @Test
    void goesByANewRingAtOnceWhenNothingIsUnderWay() {
        CommandMachine machine = machine(10, true, "GET", "END");

        machine.announce(view.join(77, STORAGE), outbox);

        assertThat(machine.view().epoch()).isEqualTo(1);
    }

    @Test
    void staysWithTheRingAboutWhichItHasAskedUntilItHasTheAnswer() {
        CommandMachine machine = machine(3, 10, true, "RING", "GET", "END");
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("1: DescribeRing[client=0, epoch=0]");

        machine.announce(view.join(77, STORAGE), outbox);
        assertThat(machine.view().epoch()).isZero();
        tellFrom(STORAGE, machine, new RingPart(CLIENT, true, List.of()));

        assertThat(machine.view().epoch()).isEqualTo(1);
    }

    @Test
    void aClientThatRoutesSendsPartsToTheRanksOfTheOwnersWhenItCannotReadOn() {
        CommandMachine machine =
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
            CommandMachine machine = directMachine("GET 50", "GET 150", last);

            idleUntilQuiet(machine);

            assertThat(outbox.take()).as(last).containsExactly("1: requests #0", "2: requests #1");
        }
    }

    @Test
    void aClientThatRoutesSendsWhatItHeldBackByTheRingByWhichItWasRead() {
        CommandMachine machine =
                directMachine("GET 150", "NOTHING_YET", "GET 150", "NOTHING_YET", "NOTHING_YET", "END");
        idleOnce(machine);
        machine.announce(view.leave(200), outbox);
        idleUntilQuiet(machine);
        assertAddressed(0);
        assertThat(outbox.take()).containsExactly("2: requests #0");

        reply(machine, 0);
        idleOnce(machine);
        idleOnce(machine);

        assertAddressed(1);
        assertThat(outbox.take()).containsExactly("1: requests #1");
    }

    private CommandMachine directMachine(String... commands) {
        overlay = AssignedOverlay.direct();
        view = RingView.of(0, new long[] {100, 200, 300}, new int[] {1, 2, 1});
        return machine(4, 10, true, commands);
    }

    private void idleOnce(CommandMachine machine) {
        machine.onIdle(0, outbox);
    }

    private void assertAddressed(long epoch) {
        byte[] sent = outbox.raw(0);
        assertThat(RequestBatch.epoch(sent, 0, sent.length)).isEqualTo(epoch);
        assertThat(Origin.client(RequestBatch.origin(sent, 0, sent.length))).isEqualTo(CLIENT);
    }
}
