package mpjdht.node.replica;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpjdht.message.ChainBatch;
import mpjdht.message.ChainCursor;
import mpjdht.message.ChainEntry;
import mpjdht.message.HeadMessage.Drained;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.ring.Arc;
import mpjdht.ring.Region;

/** What a rank does for the replicas of its regions when one configuration follows another. */
final class Succession {
    private final ReplicaState state;
    private final Map<Long, Fill> fills = new LinkedHashMap<>();
    private final ChainCursor cursor = new ChainCursor();

    Succession(ReplicaState state) {
        this.state = state;
    }

    /** What had not been confirmed is told to whoever stands behind this rank now. */
    void sayAgain(Roles before, List<ChainBatch> unconfirmed, Outbox outbox) {
        unconfirmed.forEach(batch -> sayAgain(before, batch, outbox));
    }

    private void sayAgain(Roles before, ChainBatch batch, Outbox outbox) {
        cursor.open(batch.bytes(), 0, batch.length());
        while (cursor.next()) {
            int region = state.roles.regionIndex(cursor.position());
            int next = state.roles.next(region);
            boolean goesOn =
                    switch (cursor.operation()) {
                        case ChainEntry.PUT, ChainEntry.DELETE, ChainEntry.NOTHING, ChainEntry.BEFORE_IMAGE ->
                            state.rules.tellsAgain();
                        case ChainEntry.DRAINED, ChainEntry.BARRIER -> false;
                        default -> fillGoesOn(before, region);
                    };
            boolean isKnown = before.configuration().wereEqualBefore(state.roles.configuration(), cursor.position());
            if (next != Roles.NOBODY && goesOn && !isKnown) {
                state.streams.batch(region, outbox).add(cursor);
            }
        }
    }

    /** Whether a region is filled as it was before, so that what has been done of that counts. */
    private boolean fillGoesOn(Roles before, int region) {
        return before.configuration().fillGoesOn(state.roles.region(region));
    }

    /** Begins with what the configuration asks for: fills, drains, and gives up. */
    void begin(Roles before, Outbox outbox) {
        beginFills(before);
        drain(outbox);
        giveUp(before);
    }

    /** Goes on with filling; tells whether anything was sent. */
    boolean fill(Outbox outbox) {
        boolean filled = false;
        for (Fill fill : fills.values()) {
            filled |= fill.step(outbox);
        }
        return filled;
    }

    private void beginFills(Roles before) {
        Map<Long, Fill> old = new LinkedHashMap<>(fills);
        fills.clear();
        for (int region = 0; region < state.roles.regions(); region++) {
            Region now = state.roles.region(region);
            if (state.roles.isLast(region) && !now.filling().isEmpty()) {
                long last = now.arc().last();
                Fill begun = old.get(last);
                boolean goesOn = begun != null && fillGoesOn(before, region);
                fills.put(last, goesOn ? begun : new Fill(state, now));
            }
        }
    }

    private void drain(Outbox outbox) {
        for (int region = 0; region < state.roles.regions(); region++) {
            Region now = state.roles.region(region);
            if (now.closed() && state.roles.isFirst(region)) {
                int next = state.roles.next(region);
                if (next == Roles.NOBODY) {
                    outbox.send(
                            Grid.HEAD,
                            new Drained(state.roles.epoch(), now.arc().last()));
                } else {
                    state.streams
                            .batch(region, outbox)
                            .addMark(ChainEntry.DRAINED, now.arc().last());
                }
            }
        }
    }

    /** Gives up the keys of which this rank keeps no copy any more. */
    private void giveUp(Roles before) {
        for (int region = 0; region < state.roles.regions(); region++) {
            Arc arc = state.roles.region(region).arc();
            if (state.roles.isStranger(region) && hadAny(before, arc)) {
                state.drop(arc);
            }
        }
    }

    private static boolean hadAny(Roles before, Arc arc) {
        int last = before.regionIndex(arc.last());
        int region = before.regionIndex(arc.after() + 1);
        while (region != last && before.isStranger(region)) {
            region = region + 1 == before.regions() ? 0 : region + 1;
        }
        return !before.isStranger(region);
    }
}
