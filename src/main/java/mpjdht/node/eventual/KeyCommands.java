package mpjdht.node.eventual;

import java.util.Arrays;
import mpjdht.message.Answer;
import mpjdht.message.DecimalText;
import mpjdht.message.IncrementRecord;
import mpjdht.message.Operation;
import mpjdht.message.PathTrace;
import mpjdht.message.RequestCursor;
import mpjdht.message.Sizes;
import mpjdht.message.SwapRecord;
import mpjdht.node.ProtocolException;
import mpjdht.node.storage.WalkedKeys;
import mpjdht.store.Conflicts;
import mpjdht.store.KeyWalk;
import mpjdht.store.Version;
import mpjdht.store.VersionedTable;

/**
 * What a command makes of a versioned table, and what is to be answered: the outcome, and bytes that end with the version that was written or
 * seen. Used again for every command; the answer may be read until the next one is applied, or the table changes.
 */
abstract class KeyCommands {
    private static final byte[] NO_VERSION = new byte[Version.BYTES];

    final EventualState state;
    final VersionedTable table;
    private final PathTrace path = new PathTrace();
    private final WalkedKeys walked = new WalkedKeys();
    private byte[] counted = {};
    private int outcome;
    private boolean isKnown;
    private boolean wrote;
    private byte[] bytes = NO_VERSION;
    private int offset;
    private int length;

    /** How many values a key has. */
    enum Found {
        NONE,
        ONE,
        SEVERAL
    }

    KeyCommands(EventualState state) {
        this.state = state;
        this.table = state.table;
    }

    /** Commands on the table of a rank, as it treats values that were written without knowledge of each other. */
    static KeyCommands of(EventualState state) {
        return state.table.conflicts() == Conflicts.SIBLINGS
                ? new SiblingCommands(state)
                : new LastWriterCommands(state);
    }

    /** Applies a command; {@code node} is the owner of its key. */
    final void apply(RequestCursor request, long node) {
        wrote = false;
        switch (request.operation()) {
            case Operation.PUT -> put(request);
            case Operation.GET -> get(request);
            case Operation.DELETE -> delete(request);
            case Operation.CAS -> swap(request);
            case Operation.INCR -> count(request);
            case Operation.APPEND -> append(request);
            case Operation.EXPLAIN -> {
                path.open(request);
                path.append(node, state.rank);
                byte[] told = Arrays.copyOf(path.bytes(), path.length() + Version.BYTES);
                answer(Answer.EXPLAINED, told, 0, told.length);
            }
            case Operation.WALK -> walk(request);
            default -> throw new ProtocolException("no operation has the code " + request.operation());
        }
    }

    /** Tells keys that are here, or their number: another copy may know of others. */
    private void walk(RequestCursor request) {
        int index = state.known().index(request.position());
        walked.find(request, table.keys(), state.known().arc(index).last(), KeyCommands::isThere);
        byte[] told = Arrays.copyOf(walked.bytes(), walked.length() + Version.BYTES);
        answer(Answer.WALKED, told, 0, told.length);
    }

    private static boolean isThere(KeyWalk key) {
        int version = key.keyOffset() + key.keyLength() + key.valueLength() - Version.BYTES;
        return !Version.isTombstone(key.bytes(), version);
    }

    abstract void put(RequestCursor request);

    abstract void delete(RequestCursor request);

    /** Looks for the value of a key, which then lies in {@link #value} from {@link #valueOffset} on. */
    abstract Found look(RequestCursor request);

    abstract byte[] value();

    abstract int valueOffset();

    abstract int valueLength();

    /** Writes a value in the place of what {@link #look} has found, and answers that it was done. */
    abstract void replace(RequestCursor request, byte[] from, int newOffset, int newLength, int what);

    /** Deletes what {@link #look} has found, and answers that it was done. */
    abstract void remove(RequestCursor request, int what);

    private void swap(RequestCursor request) {
        boolean hasOld = SwapRecord.hasOld(request);
        Found found = look(request);
        if (found == Found.NONE && hasOld) {
            missing();
        } else if (found == Found.SEVERAL) {
            seen(Answer.SEVERAL);
        } else if (found == Found.ONE && !(hasOld && isOld(request))) {
            seen(Answer.DIFFERS);
        } else if (SwapRecord.hasNew(request)) {
            int replacement = SwapRecord.newOffset(request);
            replace(request, request.bytes(), replacement, SwapRecord.newLength(request), Answer.SWAPPED);
        } else {
            remove(request, Answer.SWAPPED);
        }
    }

    /** Whether the value that {@link #look} has found is the old one of a CAS. */
    private boolean isOld(RequestCursor request) {
        int from = valueOffset();
        int old = SwapRecord.oldOffset(request);
        return Arrays.equals(
                value(), from, from + valueLength(), request.bytes(), old, old + SwapRecord.oldLength(request));
    }

    private void count(RequestCursor request) {
        long by = IncrementRecord.by(request);
        long before = 0;
        Found found = look(request);
        if (found == Found.SEVERAL) {
            seen(Answer.SEVERAL);
            return;
        }
        if (found == Found.ONE) {
            int from = valueOffset();
            if (!DecimalText.isNumber(value(), from, from + valueLength())) {
                tellValue(Answer.NOT_A_NUMBER);
                return;
            }
            before = DecimalText.number(value(), from, from + valueLength());
        }
        if (IncrementRecord.isOutOfRange(before, by)) {
            tellValue(Answer.OUT_OF_RANGE);
            return;
        }
        byte[] text = DecimalText.of(before + by);
        replace(request, text, 0, text.length, Answer.COUNTED);
        if (outcome == Answer.COUNTED) {
            tellSum(before + by);
        }
    }

    private void append(RequestCursor request) {
        Found found = look(request);
        int before = found == Found.ONE ? valueLength() : 0;
        int added = request.valueLength();
        if (found == Found.SEVERAL) {
            seen(Answer.SEVERAL);
        } else if (before + added > Sizes.MAX_VALUE_BYTES) {
            answer(Answer.TOO_LONG, NO_VERSION, 0, Version.BYTES);
        } else {
            byte[] whole = new byte[before + added];
            if (before > 0) {
                System.arraycopy(value(), valueOffset(), whole, 0, before);
            }
            System.arraycopy(request.bytes(), request.valueOffset(), whole, before, added);
            replace(request, whole, 0, whole.length, Answer.STORED);
        }
    }

    /** Answers with the value that {@link #look} has found, whose bytes a version follows that nobody reads. */
    private void tellValue(int what) {
        byte[] told = Arrays.copyOfRange(value(), valueOffset(), valueOffset() + valueLength() + Version.BYTES);
        answer(what, told, 0, told.length);
    }

    /** Tells a sum before what the answer tells already. */
    private void tellSum(long sum) {
        int all = IncrementRecord.BYTES + length;
        if (counted.length < all) {
            counted = new byte[all];
        }
        IncrementRecord.write(sum, counted);
        System.arraycopy(bytes, offset, counted, IncrementRecord.BYTES, length);
        answer(Answer.COUNTED, counted, 0, all);
    }

    private void get(RequestCursor request) {
        if (find(request) && !table.isTombstone()) {
            seen(Answer.FOUND);
        } else {
            missing();
        }
    }

    /** Looks for what is known of a key, and remembers whether it is anything. */
    final boolean find(RequestCursor request) {
        isKnown = table.find(
                request.hash(), request.position(), request.bytes(), request.keyOffset(), request.keyLength());
        return isKnown;
    }

    /** Answers with what was found, which may be nothing. */
    final void seen(int what) {
        if (isKnown) {
            answer(what, table.bytes(), table.stateOffset(), table.stateLength());
        } else {
            answer(what, NO_VERSION, 0, Version.BYTES);
        }
    }

    final void missing() {
        seen(Answer.MISSING);
    }

    /** A state was written at the position of a command. */
    final void hasWritten(RequestCursor request) {
        state.changed(request.position());
        wrote = true;
    }

    final void answer(int what, byte[] told, int from, int bytesTold) {
        outcome = what;
        bytes = told;
        offset = from;
        length = bytesTold;
    }

    /** What became of it, one of {@link Answer}. */
    final int outcome() {
        return outcome;
    }

    /** Whether a version was written, which {@link VersionedTable#entry} has. */
    final boolean wrote() {
        return wrote;
    }

    /** Array that holds what the answer tells. */
    final byte[] bytes() {
        return bytes;
    }

    /** Where it begins. */
    final int offset() {
        return offset;
    }

    /** Its length, with the version at its end. */
    final int length() {
        return length;
    }
}
