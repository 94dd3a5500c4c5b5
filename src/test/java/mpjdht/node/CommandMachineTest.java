package mpjdht.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import mpjdht.message.Answer;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.CommandMessage.MembershipChanged;
import mpjdht.message.CommandMessage.NodeDescribed;
import mpjdht.message.CommandMessage.RingPart;
import mpjdht.message.ControlMessage;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.NodeLoad;
import mpjdht.message.Operation;
import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

class CommandMachineTest {
    private static final int STORAGE = 1;

    private final RecordingOutbox outbox = new RecordingOutbox();
    private final List<String> results = new ArrayList<>();

    @Test
    void keepsNoMoreThanTheWindowInFlight() {
        CommandMachine machine = machine(3, true, "GET", "GET", "GET", "GET", "END");

        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: requests #0 #1 #2");
        reply(machine, 0);
        idleUntilQuiet(machine);

        assertThat(outbox.take()).containsExactly("0: requests #3");
    }

    @Test
    void givesResultsOutInTheOrderOfTheCommands() {
        CommandMachine machine = machine(10, true, "GET", "GET", "GET", "END");
        idleUntilQuiet(machine);

        reply(machine, 2, 1);
        assertThat(results).isEmpty();
        reply(machine, 0);

        assertThat(results).containsExactly("answered 1", "answered 2", "answered 3");
    }

    @Test
    void drainsBeforeAChangeOfTheRingAndWaitsAfterIt() {
        CommandMachine machine = machine(10, true, "GET", "ADD", "GET", "END");
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: requests #0");

        reply(machine, 0);
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: AddNode[rank=5, id=77, hasId=true]");

        tell(machine, new NodeJoined(1, 77, STORAGE));
        assertThat(outbox.take()).containsExactly("0: ViewInstalled[epoch=1]");
        tell(machine, new MembershipChanged(MembershipOutcome.DONE, 77, 1000, 1, 2));
        idleUntilQuiet(machine);

        assertThat(results).containsExactly("answered 1", "added 2 DONE");
        assertThat(outbox.take()).containsExactly("0: requests #1");
        assertThat(machine.view().size()).isEqualTo(2);
    }

    @Test
    void aRefusedChangeEndsTheRunUnlessItIsToGoOn() {
        CommandMachine stops = machine(10, true, "REMOVE", "GET", "END");
        idleUntilQuiet(stops);
        tell(stops, new MembershipChanged(MembershipOutcome.LAST_NODE, 77, 77, 0, 0));
        outbox.take();
        idleUntilQuiet(stops);
        assertThat(outbox.take()).containsExactly("0: Finish[]");
        assertThat(results).containsExactly("removed 1 LAST_NODE");

        CommandMachine goesOn = machine(10, false, "REMOVE", "GET", "END");
        idleUntilQuiet(goesOn);
        tell(goesOn, new MembershipChanged(MembershipOutcome.LAST_NODE, 77, 77, 0, 0));
        outbox.take();
        idleUntilQuiet(goesOn);
        assertThat(outbox.take()).containsExactly("0: requests #0");
    }

    @Test
    void drainsBeforeARingAndWaitsForEveryStorageRankAfterIt() {
        CommandMachine machine = machine(5, 10, true, "GET", "RING", "GET", "END");
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: requests #0");
        reply(machine, 0);
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("1: DescribeRing[]", "2: DescribeRing[]", "3: DescribeRing[]");

        tellFrom(3, machine, new RingPart(false, List.of(load(900, 3), load(100, 3))));
        tellFrom(1, machine, new RingPart(true, List.of(load(1000, 1))));
        tellFrom(2, machine, new RingPart(true, List.of()));
        idleUntilQuiet(machine);
        assertThat(results).containsExactly("answered 1");
        assertThat(outbox.take()).isEmpty();
        tellFrom(3, machine, new RingPart(true, List.of(load(-1, 3), load(5, 3))));

        assertThat(results).containsExactly("answered 1", "ring 2 [5@3, 100@3, 900@3, 1000@1, -1@3]");
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: requests #1");
    }

    @Test
    void aSecondRingIsCountedAnew() {
        CommandMachine machine = machine(3, 10, true, "RING", "RING", "END");
        for (int i = 0; i < 2; i++) {
            idleUntilQuiet(machine);
            tellFrom(STORAGE, machine, new RingPart(true, List.of(load(1000, STORAGE))));
        }

        assertThat(results).containsExactly("ring 1 [1000@1]", "ring 2 [1000@1]");
    }

    @Test
    void asksTheRankThatHostsANodeAboutItOnceNothingIsInFlight() {
        CommandMachine machine = machine(10, true, "GET", "NODE", "GET", "END");
        tell(machine, new NodeJoined(1, 77, STORAGE));
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: ViewInstalled[epoch=1]", "0: requests #0");
        reply(machine, 0);
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("1: DescribeNode[id=77]");

        tellFrom(STORAGE, machine, described(77));
        idleUntilQuiet(machine);

        assertThat(results).containsExactly("answered 1", "node 2 77");
        assertThat(outbox.take()).containsExactly("0: requests #1");
    }

    @Test
    void aNodeThatIsNotOnTheCircleEndsTheRunUnlessItIsToGoOn() {
        CommandMachine stops = machine(10, true, "NODE", "GET", "END");
        idleUntilQuiet(stops);
        assertThat(outbox.take()).containsExactly("0: Finish[]");
        assertThat(results).containsExactly("no node 1 77");

        CommandMachine goesOn = machine(10, false, "NODE", "GET", "END");
        idleUntilQuiet(goesOn);
        assertThat(outbox.take()).containsExactly("0: requests #0");
    }

    @Test
    void refusesToBeToldOfNodesThatItHasNotAskedFor() {
        CommandMachine machine = machine(4, 10, true, "RING", "END");
        assertThatThrownBy(() -> tellFrom(STORAGE, machine, described(77)))
                .hasMessage("rank 1 told of its nodes, which nobody had asked it");
        idleUntilQuiet(machine);
        tellFrom(STORAGE, machine, new RingPart(true, List.of()));

        assertThatThrownBy(() -> tellFrom(STORAGE, machine, new RingPart(true, List.of())))
                .hasMessage("rank 1 told of its nodes, which nobody had asked it");
        assertThat(results).isEmpty();
    }

    @Test
    void finishesOnceEveryResultIsOut() {
        CommandMachine machine = machine(10, true, "GET", "END");
        idleUntilQuiet(machine);
        outbox.take();
        assertThat(results).isEmpty();

        reply(machine, 0);
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: Finish[]");
        assertThat(results).containsExactly("answered 1", "ended");
        assertThat(machine.finished()).isFalse();

        tell(machine, new Shutdown());
        assertThat(machine.finished()).isTrue();
    }

    @Test
    void whatStopsEarlyDoesNotEnd() {
        CommandMachine machine = machine(10, true, "GET", "STOP");
        idleUntilQuiet(machine);
        reply(machine, 0);
        idleUntilQuiet(machine);

        assertThat(outbox.take()).containsExactly("0: requests #0", "0: Finish[]");
        assertThat(results).containsExactly("answered 1");
    }

    @Test
    void waitsForInputOnlyWhenNothingIsInFlight() {
        CommandMachine machine = machine(10, true, "GET", "NOTHING_YET", "NOTHING_YET", "END");

        assertThat(machine.onIdle(outbox)).isTrue();
        assertThat(machine.awaitsInput()).isFalse();
        reply(machine, 0);
        assertThat(machine.onIdle(outbox)).isFalse();
        assertThat(machine.awaitsInput()).isTrue();
        assertThat(machine.onIdle(outbox)).isTrue();
        assertThat(machine.awaitsInput()).isFalse();
    }

    @Test
    void keepsTheBytesInFlightBoundedButLetsAnySingleRequestThrough() {
        CommandMachine machine = machine(1000, true, "HUGE", "HUGE", "GET", "END");

        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: requests #0");
        reply(machine, 0);
        idleUntilQuiet(machine);
        assertThat(outbox.take()).containsExactly("0: requests #1");
        reply(machine, 1);
        idleUntilQuiet(machine);

        assertThat(outbox.take()).containsExactly("0: requests #2");
    }

    @Test
    void givesCreditBackInPiecesAsAnswersLeave() {
        CommandMachine machine = machine(1000, true, "GET", "GET", "GET", "END");
        idleUntilQuiet(machine);
        outbox.take();

        answer(machine, 1, 600_000);
        answer(machine, 2, 600_000);
        assertThat(outbox.take()).isEmpty();
        answer(machine, 0, 600_000);

        assertThat(outbox.take()).containsExactly("1: Credit[bytes=1200040]");
    }

    @Test
    void refusesWhatNoRankShouldSend() {
        CommandMachine machine = machine(10, true, "GET", "GET", "END");
        idleUntilQuiet(machine);
        reply(machine, 1);

        assertThatThrownBy(() -> reply(machine, 1))
                .hasMessage("rank 1 answered command 1, which does not wait for an answer");
        assertThatThrownBy(() -> reply(machine, 2)).hasMessageContaining("answered command 2, which does not wait");
        assertThatThrownBy(() -> reply(machine, -1)).hasMessageContaining("answered command -1, which does not wait");
        assertThatThrownBy(() -> tell(machine, new Finish()))
                .hasMessage("the command rank got a message of kind 4 from rank 0");
        assertThatThrownBy(() -> tell(machine, new NodeLeft(3, 1000))).isInstanceOf(IllegalArgumentException.class);
    }

    private static NodeLoad load(long id, int rank) {
        return new NodeLoad(id, rank, 0, 0, id);
    }

    private static NodeDescribed described(long id) {
        return new NodeDescribed(load(id, STORAGE), List.of(), List.of(), List.of());
    }

    private CommandMachine machine(int window, boolean stopOnError, String... commands) {
        return machine(3, window, stopOnError, commands);
    }

    private CommandMachine machine(int ranks, int window, boolean stopOnError, String... commands) {
        results.clear();
        RingView view = RingView.of(0, new long[] {1000}, new int[] {STORAGE});
        return new CommandMachine(
                new Grid(ranks), view, new Commands(commands), new Results(), FlowLimits.ofWindow(window), stopOnError);
    }

    private void idleUntilQuiet(CommandMachine machine) {
        boolean progress;
        do {
            progress = machine.onIdle(outbox);
        } while (progress);
    }

    private void reply(CommandMachine machine, int... sequences) {
        ReplyBatch batch = new ReplyBatch();
        for (int sequence : sequences) {
            batch.add(Answer.MISSING, 1, sequence, 1000);
        }
        machine.onMessage(STORAGE, batch.bytes(), 0, batch.length(), outbox);
    }

    @Test
    void tellsARankWithoutCreditWhichCommandHoldsUpAllOthersOnce() {
        CommandMachine machine = machine(10, true, "GET", "GET", "GET", "GET", "END");
        idleUntilQuiet(machine);
        outbox.take();

        answer(machine, 1, (4 << 20) - 2 * 20);
        assertThat(outbox.take()).isEmpty();
        answer(machine, 2, 0);
        assertThat(outbox.take()).containsExactly("1: Due[sequence=0]");
        answer(machine, 3, 0);
        assertThat(outbox.take()).isEmpty();
        answer(machine, 0, 0);

        assertThat(results).containsExactly("answered 1", "answered 2", "answered 3", "answered 4");
        assertThat(outbox.take()).containsExactly("1: Credit[bytes=4194304]");
    }

    private void answer(CommandMachine machine, int sequence, int valueBytes) {
        ReplyBatch batch = new ReplyBatch();
        batch.add(Answer.FOUND, 1, sequence, 1000, new byte[valueBytes], 0, valueBytes);
        machine.onMessage(STORAGE, batch.bytes(), 0, batch.length(), outbox);
    }

    private void tell(CommandMachine machine, ControlMessage message) {
        tellFrom(Grid.HEAD, machine, message);
    }

    private void tellFrom(int rank, CommandMachine machine, ControlMessage message) {
        byte[] bytes = message.encode();
        machine.onMessage(rank, bytes, 0, bytes.length, outbox);
    }

    /** Commands by name; {@code HUGE} is a PUT of more than may be in flight. */
    private static final class Commands implements CommandSource {
        private static final byte[] KEY = {'k'};

        private final Deque<String> commands;
        private long line;

        Commands(String... commands) {
            this.commands = new ArrayDeque<>(Arrays.asList(commands));
        }

        @Override
        public Next next(RequestBatch batch, int sequence) {
            String command = commands.poll();
            line++;
            if (command.equals("GET") || command.equals("HUGE")) {
                int valueBytes =
                        command.equals("GET") ? 0 : (int) FlowLimits.ofWindow(1).inFlightBytes() + 1;
                batch.add(
                        valueBytes == 0 ? Operation.GET : Operation.PUT,
                        sequence,
                        5,
                        5,
                        KEY,
                        0,
                        1,
                        new byte[valueBytes],
                        0,
                        valueBytes);
                return Next.REQUEST;
            }
            return Next.valueOf(command);
        }

        @Override
        public long location() {
            return line;
        }

        @Override
        public int rank() {
            return 5;
        }

        @Override
        public boolean hasId() {
            return true;
        }

        @Override
        public long id() {
            return 77;
        }
    }

    private final class Results implements ResultSink {
        @Override
        public void answered(long location, RequestCursor request, ReplyCursor reply, int rank) {
            results.add("answered " + location);
        }

        @Override
        public void added(long location, int rank, MembershipChanged result) {
            results.add("added " + location + " " + result.outcome());
        }

        @Override
        public void removed(long location, MembershipChanged result) {
            results.add("removed " + location + " " + result.outcome());
        }

        @Override
        public void ringDescribed(long location, List<NodeLoad> nodes) {
            results.add("ring " + location + " "
                    + nodes.stream().map(node -> node.id() + "@" + node.rank()).toList());
        }

        @Override
        public void nodeDescribed(long location, NodeDescribed node) {
            results.add("node " + location + " " + node.node().id());
        }

        @Override
        public void noSuchNode(long location, long id) {
            results.add("no node " + location + " " + id);
        }

        @Override
        public void ended(long location) {
            results.add("ended");
        }
    }
}
