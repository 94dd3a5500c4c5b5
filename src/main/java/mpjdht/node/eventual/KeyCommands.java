package mpjdht.node.eventual;

import java.util.Arrays;
import mpjdht.message.Answer;
import mpjdht.message.DecimalText;
import mpjdht.message.IncrementRecord;
import mpjdht.message.Operation;
import mpjdht.message.PathTrace;
import mpjdht.message.RequestCursor;
import mpjdht.message.SwapRecord;
import mpjdht.node.ProtocolException;
import mpjdht.store.Version;
import mpjdht.store.VersionedTable;

/**
 * What a command makes of a versioned table, and what is to be answered: the outcome, and bytes that end with the version that was written or
 * seen. Used again for every command; the answer may be read until the next one is applied, or the table changes.
 */
final class KeyCommands {
    private static final byte[] NOTHING = {0};
    private static final byte[] NO_VERSION = new byte[Version.BYTES];

    private final EventualState state;
    private final VersionedTable table;
    private final PathTrace path = new PathTrace();
    private final byte[] counted = new byte[IncrementRecord.BYTES + Version.BYTES];
    private int outcome;
    private boolean wrote;
    private byte[] bytes = NO_VERSION;
    private int offset;
    private int length;

    KeyCommands(EventualState state) {
        this.state = state;
        this.table = state.table;
    }

    /** Applies a command; {@code node} is the owner of its key. */
    void apply(RequestCursor request, long node) {
        wrote = false;
        switch (request.operation()) {
            case Operation.PUT ->
                put(request, request.bytes(), request.valueOffset(), request.valueLength(), Answer.STORED);
            case Operation.GET -> get(request);
            case Operation.DELETE -> delete(request);
            case Operation.CAS -> swap(request);
            case Operation.INCR -> count(request);
            case Operation.EXPLAIN -> {
                path.open(request);
                path.append(node, state.rank);
                byte[] told = Arrays.copyOf(path.bytes(), path.length() + Version.BYTES);
                answer(Answer.EXPLAINED, told, 0, told.length);
            }
            default -> throw new ProtocolException("no operation has the code " + request.operation());
        }
    }

    private boolean find(RequestCursor request) {
        return table.find(
                request.hash(), request.position(), request.bytes(), request.keyOffset(), request.keyLength());
    }

    private void get(RequestCursor request) {
        if (find(request)) {
            seen(table.isTombstone() ? Answer.MISSING : Answer.FOUND);
        } else {
            answer(Answer.MISSING, NO_VERSION, 0, Version.BYTES);
        }
    }

    /** Answers with what was found. */
    private void seen(int what) {
        answer(what, table.bytes(), table.stateOffset(), table.stateLength());
    }

    private void put(RequestCursor request, byte[] value, int valueOffset, int valueLength, int what) {
        write(request, value, valueOffset, valueLength, false);
        written(what);
    }

    private void delete(RequestCursor request) {
        boolean isThere = find(request) && !table.isTombstone();
        // A replica that is away may have the key even where it is not here.
        write(request, NOTHING, 0, 0, true);
        written(isThere ? Answer.DELETED : Answer.MISSING);
    }

    private void write(RequestCursor request, byte[] value, int valueOffset, int valueLength, boolean deleted) {
        table.write(
                request.hash(),
                request.position(),
                request.bytes(),
                request.keyOffset(),
                request.keyLength(),
                value,
                valueOffset,
                valueLength,
                state.clock.tick(),
                state.writer(),
                deleted);
        state.changed(request.position());
        wrote = true;
    }

    private void written(int what) {
        int version = table.entryKeyLength() + table.entryStateLength() - Version.BYTES;
        answer(what, table.entry(), version, Version.BYTES);
    }

    private void swap(RequestCursor request) {
        if (!find(request)) {
            answer(Answer.MISSING, NO_VERSION, 0, Version.BYTES);
            return;
        }
        if (table.isTombstone()) {
            seen(Answer.MISSING);
            return;
        }
        int from = table.stateOffset();
        int to = from + table.valueLength();
        int old = SwapRecord.oldOffset(request);
        int replacement = SwapRecord.newOffset(request);
        if (Arrays.equals(table.bytes(), from, to, request.bytes(), old, replacement)) {
            put(request, request.bytes(), replacement, SwapRecord.newLength(request), Answer.SWAPPED);
        } else {
            seen(Answer.DIFFERS);
        }
    }

    private void count(RequestCursor request) {
        long by = IncrementRecord.by(request);
        long before = 0;
        if (find(request) && !table.isTombstone()) {
            int from = table.stateOffset();
            int to = from + table.valueLength();
            if (!DecimalText.isNumber(table.bytes(), from, to)) {
                seen(Answer.NOT_A_NUMBER);
                return;
            }
            before = DecimalText.number(table.bytes(), from, to);
        }
        long sum = before + by;
        if (((before ^ sum) & (by ^ sum)) < 0) {
            seen(Answer.OUT_OF_RANGE);
            return;
        }
        byte[] text = DecimalText.of(sum);
        put(request, text, 0, text.length, Answer.COUNTED);
        IncrementRecord.write(sum, counted);
        System.arraycopy(bytes, offset, counted, IncrementRecord.BYTES, Version.BYTES);
        answer(Answer.COUNTED, counted, 0, counted.length);
    }

    private void answer(int what, byte[] told, int from, int bytesTold) {
        outcome = what;
        bytes = told;
        offset = from;
        length = bytesTold;
    }

    /** What became of it, one of {@link Answer}. */
    int outcome() {
        return outcome;
    }

    /** Whether a version was written, which {@link VersionedTable#entry} has. */
    boolean wrote() {
        return wrote;
    }

    /** Array that holds what the answer tells. */
    byte[] bytes() {
        return bytes;
    }

    /** Where it begins. */
    int offset() {
        return offset;
    }

    /** Its length, with the version at its end. */
    int length() {
        return length;
    }
}
