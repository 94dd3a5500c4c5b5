package mpjdht.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import mpjdht.command.CommandError;
import mpjdht.node.client.Client;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import mpjdht.node.client.ResultSink;

/**
 * The commands of one source, dealt to several clients in turn, whose results are given out in the order of the commands.
 *
 * <p>A client that asks when the next command is another's has it put aside for that one, as far as there is room. A client
 * that stops, because its command failed or its line could not be read, gives out what it has under way; what is put aside for
 * it, and what it would have been dealt later, is not run.
 *
 * <p>An ADD, REMOVE or RECOVER is not over before what other clients have under way is answered, while their results behind it wait for
 * its own, and keep their credit. So behind one a client has a single command under way, which is always answered.
 */
public final class DealtCommands {
    /** Bytes of commands put aside for all clients; one command of any length may be put aside beyond. */
    private static final int MOST_BYTES_ASIDE = 4 << 20;

    private final CommandSource source;
    private final IntSupplier sourceColumn;
    private final ResultSink results;
    private final boolean stopOnError;
    private final List<Hand> hands = new ArrayList<>();
    /** The hands whose results are next, in the order of the commands. */
    private final ArrayDeque<Hand> turns = new ArrayDeque<>();

    /** Numbers of the commands that change the ring and whose turn is not over. */
    private final ArrayDeque<Long> changes = new ArrayDeque<>();

    private int dealtTo;
    /** Commands dealt, and so the number of the next one. */
    private long commandsDealt;
    /** Commands whose turn is over. */
    private long commandsPassed;
    /** Whether any hand has got something since {@link #hasDealt} was last asked. */
    private boolean dealt;

    private long bytesAside;
    /** END, or STOP, once the source has come to its end; else null. */
    private CommandSource.Next end;

    private long endLocation;
    private int handsOpen;
    private long commandsDropped;
    private boolean sourceFailed;
    private boolean concluded;

    /**
     * Nothing dealt.
     *
     * @param clients how many clients there are, at least 1
     * @param source gives the commands; goes on behind a line that could not be read when it is asked again after STOP
     * @param sourceColumn of the argument that the failure of the command read last is about
     * @param results takes the results
     * @param stopOnError whether a client stops at what fails
     */
    public DealtCommands(
            int clients, CommandSource source, IntSupplier sourceColumn, ResultSink results, boolean stopOnError) {
        this.source = source;
        this.sourceColumn = sourceColumn;
        this.results = results;
        this.stopOnError = stopOnError;
        this.handsOpen = clients;
        for (int client = 0; client < clients; client++) {
            hands.add(new Hand(this));
        }
    }

    /** A client that has a {@link #source} and a {@link #sink}, as its rank is to ask it. */
    public Client asked(Client client) {
        return new DealtClient(this, client);
    }

    /** The commands of a client. */
    public CommandSource source(int client) {
        return hands.get(client);
    }

    /** Takes the results of a client. */
    public ResultSink sink(int client) {
        return new ResultsInTurn(this, hands.get(client), results);
    }

    /** The source reports an error; what is wrong with a whole file ends the commands of all. */
    public void noteError(CommandError error) {
        sourceFailed |= error.line() == 0 && stopOnError;
    }

    /** There is nothing more to deal. */
    public void abandon() {
        end = CommandSource.Next.STOP;
    }

    /** Column of the argument that the failure of a command is about, whose result is next, and that is no request. */
    public int column() {
        return turns.element().column();
    }

    /** Says how many commands were not run because their clients had stopped. */
    public void warnOfDropped(Consumer<String> warnings) {
        if (commandsDropped > 0) {
            warnings.accept("warning: of the " + hands.size() + " clients some stopped at a line that failed; "
                    + commandsDropped + (commandsDropped == 1 ? " line" : " lines") + " dealt to them later "
                    + (commandsDropped == 1 ? "was" : "were") + " not run");
        }
    }

    /** What a hand with nothing put aside has next: NOTHING_YET when it is to ask again. */
    CommandSource.Next deal(Hand asking) {
        while (asking.isEmpty()) {
            if (asking.isStopped()) {
                return CommandSource.Next.STOP;
            }
            if (end != null) {
                return end;
            }
            if (!dealOne()) {
                return CommandSource.Next.NOTHING_YET;
            }
            dealt = true;
        }
        return null;
    }

    /** Whether there has been something for any client since this was last asked. */
    boolean hasDealt() {
        boolean has = dealt;
        dealt = false;
        return has;
    }

    private boolean dealOne() {
        Hand hand = hands.get(dealtTo);
        if (!hand.hasRoom() || bytesAside >= MOST_BYTES_ASIDE) {
            return false;
        }
        int before = hand.bytesAside();
        CommandSource.Next next = source.next(hand.aside(), hand.sequence());
        switch (next) {
            case NOTHING_YET -> {
                return false;
            }
            case END -> {
                end = next;
                endLocation = source.location();
                return true;
            }
            case STOP -> {
                if (sourceFailed) {
                    end = next;
                    return true;
                }
                hand.stop();
            }
            case REQUEST, EXPLAIN, FENCE -> {
                if (hand.isStopped()) {
                    hand.dropSince(before);
                    commandsDropped++;
                } else {
                    hand.add(commandsDealt, next, before, source, sourceColumn.getAsInt());
                    bytesAside += hand.bytesAside() - before;
                    turns.add(hand);
                    if (changesRing(hand.lastFence())) {
                        changes.add(commandsDealt);
                    }
                    commandsDealt++;
                }
            }
        }
        dealtTo = (dealtTo + 1) % hands.size();
        return true;
    }

    private static boolean changesRing(Fence fence) {
        return fence instanceof Fence.Add
                || fence instanceof Fence.Remove
                || (fence instanceof Fence.Fault fault && fault.kind() == Fence.FaultKind.RECOVER);
    }

    /** A hand has taken a command of so many bytes that was put aside. */
    void taken(int bytes) {
        bytesAside -= bytes;
    }

    /** Whether a change of the ring is not over that stands before a command. */
    boolean isBehindChange(long number) {
        return !changes.isEmpty() && changes.element() < number;
    }

    /** Whether the next result is of this hand. */
    boolean isTurnOf(Hand hand) {
        return turns.peek() == hand;
    }

    /**
     * The result whose turn it was is out.
     *
     * @param succeeded whether the command has; if not, its client may stop
     */
    void pass(boolean succeeded) {
        Hand hand = turns.element();
        hand.givenOut();
        if (!succeeded && stopOnError) {
            commandsDropped += hand.leave();
        }
        do {
            turns.remove();
            commandsPassed++;
        } while (!turns.isEmpty() && turns.element().isGone());
        while (!changes.isEmpty() && changes.element() < commandsPassed) {
            changes.remove();
        }
    }

    /** A client has no command left; all that it had under way is out. Tells whether all results of all are. */
    boolean conclude(Hand hand, int nodes) {
        if (!hand.isOver()) {
            hand.end();
            handsOpen--;
        }
        if (handsOpen == 0 && !concluded) {
            if (hands.stream().allMatch(Hand::hasEndedWell)) {
                results.ended(endLocation);
            }
            concluded = results.conclude(nodes);
        }
        return concluded;
    }
}
