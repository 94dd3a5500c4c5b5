package mpjdht.node.eventual;

import java.util.Arrays;
import java.util.List;
import mpjdht.message.Answer;
import mpjdht.message.ContextRecord;
import mpjdht.message.RequestCursor;
import mpjdht.message.Sizes;
import mpjdht.store.CausalContext;
import mpjdht.store.SiblingLimits;
import mpjdht.store.SiblingState;
import mpjdht.store.SiblingUpdate;
import mpjdht.store.Siblings;
import mpjdht.store.ValueSlice;
import mpjdht.store.Version;

/**
 * Commands where siblings are kept: a PUT or DELETE replaces what its client has seen, as the context says that comes with it, and stands
 * beside everything else. A DELETE of a client that has seen nothing deletes all that is here; CAS, INCR and APPEND look and write in one step,
 * and need one value at most.
 *
 * <p>The answer to a write tells the context that its client has then, or none if there is more than the client has seen; that to all
 * others the whole state.
 */
final class SiblingCommands extends KeyCommands {
    /** How large the siblings of a key may become. */
    static final SiblingLimits LIMITS = new SiblingLimits(Sizes.MAX_SIBLINGS, 128, Sizes.MAX_SIBLINGS_BYTES);

    private Siblings here = Siblings.EMPTY;
    private byte[] value = {};

    SiblingCommands(EventualState state) {
        super(state);
    }

    @Override
    void put(RequestCursor request) {
        Siblings before = find(request) ? table.siblings() : Siblings.EMPTY;
        int valueOffset = ContextRecord.valueOffset(request);
        put(
                request,
                before,
                context(request),
                request.bytes(),
                valueOffset,
                ContextRecord.valueLength(request),
                Answer.STORED);
    }

    private static CausalContext context(RequestCursor request) {
        int length = ContextRecord.contextLength(request);
        return length == 0
                ? CausalContext.EMPTY
                : CausalContext.read(request.bytes(), ContextRecord.contextOffset(request), length);
    }

    private void put(
            RequestCursor request,
            Siblings before,
            CausalContext context,
            byte[] from,
            int valueOffset,
            int valueLength,
            int what) {
        SiblingUpdate update = before.put(LIMITS, context, state.actor(before), from, valueOffset, valueLength);
        finish(request, before, update, what);
    }

    private void finish(RequestCursor request, Siblings before, SiblingUpdate update, int what) {
        if (!update.isDone()) {
            seen(Answer.CROWDED);
            return;
        }
        Siblings after = update.siblings();
        byte[] next = SiblingState.of(after);
        // Before the write: what stays beside it lies in the table, where the write may put it elsewhere.
        byte[] told = told(after, next);
        if (!after.equals(before)) {
            table.write(
                    request.hash(),
                    request.position(),
                    request.bytes(),
                    request.keyOffset(),
                    request.keyLength(),
                    next);
            hasWritten(request);
        }
        answer(what, told, 0, told.length);
    }

    /** What the client of a write is told: the context that it has from now on, if it has seen all that is left, and the version. */
    private static byte[] told(Siblings after, byte[] state) {
        byte[] context = after.distinctValues().size() > 1
                ? new byte[0]
                : after.context().toBytes();
        byte[] told = Arrays.copyOf(context, context.length + Version.BYTES);
        System.arraycopy(state, state.length - Version.BYTES, told, context.length, Version.BYTES);
        return told;
    }

    @Override
    void delete(RequestCursor request) {
        Siblings before = find(request) ? table.siblings() : Siblings.EMPTY;
        CausalContext context = ContextRecord.contextLength(request) == 0 ? before.context() : context(request);
        SiblingUpdate update = before.delete(LIMITS, context);
        boolean deletes = update.isDone() && update.siblings().valueCount() < before.valueCount();
        finish(request, before, update, deletes ? Answer.DELETED : Answer.MISSING);
    }

    @Override
    Found look(RequestCursor request) {
        here = find(request) ? table.siblings() : Siblings.EMPTY;
        List<ValueSlice> values = here.distinctValues();
        if (values.size() == 1) {
            value = values.get(0).copy();
        }
        return values.isEmpty() ? Found.NONE : values.size() == 1 ? Found.ONE : Found.SEVERAL;
    }

    @Override
    byte[] value() {
        return value;
    }

    @Override
    int valueOffset() {
        return 0;
    }

    @Override
    int valueLength() {
        return value.length;
    }

    @Override
    void replace(RequestCursor request, byte[] from, int newOffset, int newLength, int what) {
        put(request, here, here.context(), from, newOffset, newLength, what);
    }

    @Override
    void remove(RequestCursor request, int what) {
        finish(request, here, here.delete(LIMITS, here.context()), what);
    }
}
