package mpjdht.runtime;

import java.util.ArrayDeque;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;

/** The commands that were dealt to one client and that it has not taken. */
final class Hand implements CommandSource {
    private static final int MOST_COMMANDS = 4096;
    private static final Card NONE = new Card(0, Next.NOTHING_YET, 0, null, 0, 0);

    private final DealtCommands dealer;
    private final RequestBatch aside = new RequestBatch();
    private final ArrayDeque<Card> cards = new ArrayDeque<>();
    private Card taken = NONE;
    private int takenBytes;
    private int dealt;
    private int underWay;
    private boolean stopped;
    private boolean endedWell;
    private boolean gone;
    private boolean over;

    /** A command, by its number among those of all hands; a request has its bytes among those put aside, any other its fence. */
    private record Card(long number, Next next, long location, Fence fence, int column, int bytes) {
        boolean isRequest() {
            return next == Next.REQUEST || next == Next.EXPLAIN;
        }
    }

    Hand(DealtCommands dealer) {
        this.dealer = dealer;
    }

    /** Whether one more command may be put aside. */
    boolean hasRoom() {
        return cards.size() < MOST_COMMANDS && !aside.full();
    }

    boolean isEmpty() {
        return cards.isEmpty();
    }

    /** Takes requests that are put aside. */
    RequestBatch aside() {
        return aside;
    }

    /** Bytes put aside, those included that have been taken. */
    int bytesAside() {
        return aside.length();
    }

    /** Number that the next request dealt gets. */
    int sequence() {
        return dealt;
    }

    /** The command that the source read last is this hand's; if it is a request, its bytes are those since {@code before}. */
    void add(long number, Next next, int before, CommandSource source, int column) {
        Fence fence = next == Next.FENCE ? source.fence() : null;
        cards.add(new Card(number, next, source.location(), fence, column, aside.length() - before));
        if (fence == null) {
            dealt++;
        }
    }

    /** The command that the source read last is not to run. */
    void dropSince(int before) {
        aside.dropSince(before);
    }

    /** Gets nothing any more, and stops behind what it has. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Its client has come to the end of the commands. */
    void endWell() {
        endedWell = true;
    }

    boolean hasEndedWell() {
        return endedWell;
    }

    /** The result of a command that was taken is out. */
    void givenOut() {
        underWay--;
    }

    /**
     * Its client stops. Requests that are under way are answered yet, but a fence behind them, which waits for these answers, is
     * not passed. Returns how many commands are not run.
     */
    int leave() {
        stopped = true;
        gone = true;
        int left = cards.size();
        if (underWay > 0 && !taken.isRequest()) {
            underWay--;
            left++;
        }
        cards.forEach(card -> dealer.taken(card.bytes()));
        cards.clear();
        aside.reset();
        return left;
    }

    /** Whether what is left of its turns is to be passed over. */
    boolean isGone() {
        return gone && underWay == 0;
    }

    /** Its client has no command left, and all its results are out. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    @Override
    public Next next(RequestBatch batch, int sequence) {
        Next nothing = dealer.deal(this);
        if (nothing != null) {
            return nothing;
        }
        if (underWay > 0 && dealer.isBehindChange(cards.element().number())) {
            return Next.NOTHING_YET;
        }
        taken = cards.remove();
        underWay++;
        if (taken.bytes() > 0) {
            int offset = RequestCursor.headerBytes() + takenBytes;
            batch.addAll(aside.bytes(), offset, taken.bytes(), 1);
            takenBytes += taken.bytes();
            dealer.taken(taken.bytes());
        }
        if (cards.isEmpty()) {
            aside.reset();
            takenBytes = 0;
        }
        return taken.next();
    }

    @Override
    public long location() {
        return taken.location();
    }

    @Override
    public Fence fence() {
        return taken.fence();
    }

    /** The fence of the command that was put aside last; null if that was a request. */
    Fence lastFence() {
        return cards.getLast().fence();
    }

    /** Column of the argument that the failure of the command taken last is about. */
    int column() {
        return taken.column();
    }
}
