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

    /** A client has had a GET done by rank 4, to which its home passed it on, and has sent its second command. */
    private CommandFront afterAGet(int rank, int home, String second) {
        // The RING lets no two commands leave together.
        CommandFront machine = machineOfMembers(rank, false, "GET 5", "RING", second);
        idleUntilQuiet(machine);
        assertThat(sent()).containsExactly(home + ": requests #0");
        replyFrom(4, machine, 0, 2, 50);
        idleUntilQuiet(machine);
        tellFrom(home, machine, new Asked(CLIENT, 1, List.of()));
        sent();
        idleUntilQuiet(machine);
        return machine;
    }

    @Test
    void aCommandGoesToWhoeverDidTheOneBeforeItThatWasPassedOn() {
        afterAGet(COMMAND, HOME, "GET 6");

        assertThat(sent()).containsExactly("4: requests #1");
    }

    @Test
    void whoAnswersReadsNeedNotDoWrites() {
        afterAGet(COMMAND, HOME, "HUGE 6");

        assertThat(sent()).containsExactly(HOME + ": requests #1");
    }

    @Test
    void whenNobodyAnswersNothingIsKnownAnyMoreAndTheNextRankTakesTheCommands() {
        CommandFront machine = afterAGet(COMMAND, HOME, "GET 6");
        sent();
        nobodyAnswers(machine);

        assertThat(sent()).containsExactly((HOME + 1) + ": requests #1");
    }

    @Test
    void commandsThatGoFromNodeToNodeEnterAtHomeAlways() {
        overlay = AssignedOverlay.ring();
        afterAGet(COMMAND, HOME, "GET 6");

        assertThat(sent()).containsExactly(HOME + ": requests #1");
    }

    @Test
    void aClientOnAStorageRankGoesThroughThatRankAlways() {
        afterAGet(1, 1, "GET 6");

        assertThat(sent()).containsExactly("1: requests #1");
    }
}
