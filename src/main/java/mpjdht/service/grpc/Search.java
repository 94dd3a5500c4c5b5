package mpjdht.service.grpc;

import io.grpc.Status;

/**
 * The search for a position, from node to node: each is asked what it knows, until one knows the owner. A node that has left meanwhile is a reason to begin
 * anew.
 */
final class Search {
    private static final int MOST_STEPS = 256;
    private static final int MOST_BEGINNINGS = 3;

    private final Circle circle;
    private final long from;
    private final long position;
    private final Heard<Found> heard;
    private int steps;
    private int beginnings;

    /**
     * Where a position is.
     *
     * @param predecessor the node before it
     * @param successor the node that owns it
     */
    record Found(long predecessor, long successor) {}

    /**
     * A search that has not begun.
     *
     * @param from the node that is asked first
     */
    Search(Circle circle, long from, long position, Heard<Found> heard) {
        this.circle = circle;
        this.from = from;
        this.position = position;
        this.heard = heard;
    }

    /** Asks the first node. */
    void begin() {
        beginnings++;
        ask(from);
    }

    private void ask(long node) {
        if (steps == MOST_STEPS) {
            heard.failed()
                    .accept(Status.UNAVAILABLE.withDescription(
                            "the pointers of the nodes lead to no owner at the moment"));
            return;
        }
        steps++;
        circle.pointers(node, new Heard<>(this::goOn, why -> noAnswer(node, why)));
    }

    private void goOn(Pointers pointers) {
        if (pointers.owns(position)) {
            heard.told().accept(new Found(pointers.predecessor().getAsLong(), pointers.self()));
        } else if (pointers.successorOwns(position)) {
            heard.told().accept(new Found(pointers.self(), pointers.successor()));
        } else {
            ask(pointers.closestPreceding(position));
        }
    }

    private void noAnswer(long node, Status why) {
        if (node == from || beginnings == MOST_BEGINNINGS) {
            heard.failed().accept(why);
        } else {
            begin();
        }
    }
}
