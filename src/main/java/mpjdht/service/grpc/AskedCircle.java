package mpjdht.service.grpc;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.service.Desk;
import mpjdht.service.RingWatch;

/**
 * The circle of the job. Nodes that keep pointers are asked for them; what others would know follows from the ring. What is asked while the same is at the
 * desk shares its answer.
 */
final class AskedCircle implements Circle {
    private final Desk desk;
    private final KeySpace space;
    private final Optional<RingWatch> watch;
    private final boolean keepsPointers;
    private final Map<String, List<Heard<String>>> asked = new HashMap<>();
    private boolean isClosed;

    /**
     * A circle about which nothing was asked.
     *
     * @param space the circle, for the doors' thread alone
     * @param watch knows the ring; without it, it is asked for
     * @param keepsPointers whether nodes have pointers of their own
     */
    AskedCircle(Desk desk, KeySpace space, Optional<RingWatch> watch, boolean keepsPointers) {
        this.desk = desk;
        this.space = space;
        this.watch = watch;
        this.keepsPointers = keepsPointers;
    }

    /** Nothing more is asked for. */
    void close() {
        isClosed = true;
    }

    @Override
    public void ring(Heard<RingView> heard) {
        if (watch.isPresent()) {
            heard.told().accept(watch.get().view());
        } else {
            ask("RING", new Heard<>(line -> heard.told().accept(RingLines.ring(line)), heard.failed()));
        }
    }

    @Override
    public void pointers(long node, Heard<Pointers> heard) {
        if (keepsPointers) {
            ask(
                    "NODE " + Long.toUnsignedString(node),
                    new Heard<>(line -> heard.told().accept(RingLines.pointers(line, space)), heard.failed()));
        } else {
            ring(new Heard<>(ring -> derive(ring, node, heard), heard.failed()));
        }
    }

    private void derive(RingView ring, long node, Heard<Pointers> heard) {
        int index = ring.indexOf(node);
        if (index < 0) {
            heard.failed().accept(ChordErrors.hasLeft(node));
        } else {
            heard.told().accept(Pointers.of(ring, index, space));
        }
    }

    private void ask(String line, Heard<String> heard) {
        if (isClosed) {
            heard.failed().accept(ChordErrors.JOB_ENDS);
            return;
        }
        List<Heard<String>> waiting = asked.get(line);
        if (waiting != null) {
            waiting.add(heard);
            return;
        }
        asked.put(line, new ArrayList<>(List.of(heard)));
        desk.ask(line, reply -> tell(line, reply));
    }

    private void tell(String line, Desk.Reply reply) {
        Consumer<Heard<String>> word;
        if (reply.error().isEmpty()) {
            String told = reply.lines().get(0);
            word = heard -> heard.told().accept(told);
        } else {
            Status why = Status.UNAVAILABLE.withDescription(reply.error().get().message());
            word = heard -> heard.failed().accept(why);
        }
        asked.remove(line).forEach(heard -> tell(heard, word));
    }

    /** What goes wrong with one who asked is nothing to the others. */
    private static void tell(Heard<String> heard, Consumer<Heard<String>> word) {
        try {
            word.accept(heard);
        } catch (RuntimeException e) {
            heard.failed().accept(Status.INTERNAL.withDescription(e.toString()));
        }
    }
}
