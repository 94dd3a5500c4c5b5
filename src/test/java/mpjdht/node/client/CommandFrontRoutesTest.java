package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mpjdht.message.ClientMessage.Asked;
import mpjdht.node.overlay.AssignedOverlay;
import org.junit.jupiter.api.Test;

/** Where the commands of a client go on a grid on which any rank takes them, and answers tell who does them. */
class CommandFrontRoutesTest extends CommandFrontFixture {
    private static final int COMMAND = 5;
    private static final int HOME = 2;

    private CommandFront running(int rank, String... commands) {
        CommandFront machine = machineOfMembers(rank, false, commands);
        idleUntilQuiet(machine);
        return machine;
    }

    @Test
    void aCommandGoesHomeUntilAnAnswerTellsWhoDoesItInTheEnd() {
        CommandFront machine = running(COMMAND, "GET 5", "RING", "GET 6");
        assertThat(sent()).containsExactly(HOME + ": requests #0");
        replyFrom(4, machine, 0, 2, 50);
        idleUntilQuiet(machine);
        sent();
        tellFrom(HOME, machine, new Asked(CLIENT, 1, List.of()));
        idleUntilQuiet(machine);

        assertThat(sent()).containsExactly("4: requests #1");
    }

    @Test
    void whoAnswersReadsNeedNotDoWrites() {
        CommandFront machine = running(COMMAND, "GET 5", "RING", "HUGE 6");
        replyFrom(4, machine, 0, 2, 50);
        idleUntilQuiet(machine);
        tellFrom(HOME, machine, new Asked(CLIENT, 1, List.of()));
        sent();
        idleUntilQuiet(machine);

        assertThat(sent()).containsExactly(HOME + ": requests #1");
    }

    @Test
    void whenNobodyAnswersNothingIsKnownAnyMoreAndTheNextRankTakesTheCommands() {
        CommandFront machine = running(COMMAND, "GET 5", "RING", "GET 6");
        replyFrom(4, machine, 0, 2, 50);
        idleUntilQuiet(machine);
        tellFrom(HOME, machine, new Asked(CLIENT, 1, List.of()));
        idleUntilQuiet(machine);
        sent();
        nobodyAnswers(machine);

        assertThat(sent()).containsExactly((HOME + 1) + ": requests #1");
    }

    @Test
    void commandsThatGoFromNodeToNodeEnterAtHomeAlways() {
        overlay = AssignedOverlay.ring();
        CommandFront machine = running(COMMAND, "GET 5", "RING", "GET 6");
        replyFrom(4, machine, 0, 2, 50);
        idleUntilQuiet(machine);
        tellFrom(HOME, machine, new Asked(CLIENT, 1, List.of()));
        sent();
        idleUntilQuiet(machine);

        assertThat(sent()).containsExactly(HOME + ": requests #1");
    }

    @Test
    void aClientOnAStorageRankGoesThroughThatRankAlways() {
        CommandFront machine = running(1, "GET 5", "RING", "GET 6");
        replyFrom(4, machine, 0, 2, 50);
        idleUntilQuiet(machine);
        tellFrom(1, machine, new Asked(CLIENT, 1, List.of()));
        sent();
        idleUntilQuiet(machine);

        assertThat(sent()).containsExactly("1: requests #1");
    }
}
