package mpjdht.node.replica;

import mpjdht.message.ChainBatch;
import mpjdht.message.ChainEntry;
import mpjdht.node.Outbox;
import mpjdht.ring.Arc;
import mpjdht.ring.Region;
import mpjdht.store.ArcPart;
import mpjdht.store.KeyWalk;

/**
 * Fills the replicas behind the last one that serves, from that: what it remembers of commands, then its keys, segment by segment.
 * All of it goes down the line among the writes, so that no key of a copy comes late over what was written after it was read
 * (extending a chain: van Renesse and Schneider, OSDI 2004, section 3.3).
 */
final class Fill {
    /** No further segment is sent while more than this is not confirmed. */
    private static final long AHEAD_BYTES = 1 << 20;

    private final ReplicaState state;
    private final Region region;
    private Arc rest;
    private boolean begun;

    Fill(ReplicaState state, Region region) {
        this.state = state;
        this.region = region;
        this.rest = region.arc();
    }

    /** What it fills. */
    Region region() {
        return region;
    }

    /** Whether everything has been sent. */
    boolean isOver() {
        return rest == null;
    }

    /** Sends a segment, unless much is on its way; tells whether it did. */
    boolean step(Outbox outbox) {
        if (rest == null) {
            return false;
        }
        long last = region.arc().last();
        int index = state.roles.regionIndex(last);
        if (state.streams.keptBytes(state.roles.next(index)) > AHEAD_BYTES) {
            return false;
        }
        if (!begun) {
            begun = true;
            batch(index, outbox).addMark(ChainEntry.FILL_BEGINS, last);
            state.answered.forEach((origin, sequence, outcome, position, number) -> {
                if (state.rules.handsMemoryOver() && region.arc().contains(position)) {
                    batch(index, outbox).addMemory(origin, sequence, outcome, position, number);
                }
            });
        }
        ArcPart part = state.table.firstPart(rest);
        KeyWalk key = part.key();
        while (part.next()) {
            int keyEnd = key.keyOffset() + key.keyLength();
            batch(index, outbox)
                    .addKey(
                            key.hash(),
                            key.position(),
                            key.bytes(),
                            key.keyOffset(),
                            key.keyLength(),
                            keyEnd,
                            key.valueLength());
        }
        if (part.arc().last() == last) {
            rest = null;
            batch(index, outbox).addMark(ChainEntry.FILL_ENDS, last);
        } else {
            rest = new Arc(part.arc().last(), last);
        }
        return true;
    }

    private ChainBatch batch(int index, Outbox outbox) {
        return state.streams.batch(index, outbox);
    }
}
