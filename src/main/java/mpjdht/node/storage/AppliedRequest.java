package mpjdht.node.storage;

import java.util.Arrays;
import mpjdht.message.Answer;
import mpjdht.message.IncrementRecord;
import mpjdht.message.Operation;
import mpjdht.message.PathTrace;
import mpjdht.message.RequestCursor;
import mpjdht.message.Sizes;
import mpjdht.message.SwapRecord;
import mpjdht.node.ProtocolException;
import mpjdht.store.NodeTable;

/**
 * What a request makes of the table of its node, and what is to be answered: the outcome, and a value for some. Whose turn it
 * is, and when and how the answer leaves, is no business of this class.
 *
 * <p>Used again for every request. The value may be read until the next one is applied, or the table changes.
 */
public final class AppliedRequest {
    private final int rank;
    private final PathTrace path = new PathTrace();
    private final WalkedKeys walked = new WalkedKeys();
    private final Counter counter = new Counter();
    private int outcome;

    /** Nothing applied, on this rank. */
    public AppliedRequest(int rank) {
        this.rank = rank;
    }

    /**
     * Applies a request.
     *
     * @param table of the node
     * @param node id of the node, where its arc ends
     */
    public void apply(RequestCursor request, NodeTable table, long node) {
        apply(request, table, node, node);
    }

    /**
     * Applies a request.
     *
     * @param table of the node
     * @param node id of the node
     * @param arcLast where the arc ends of which the table has every key
     */
    public void apply(RequestCursor request, NodeTable table, long node, long arcLast) {
        switch (request.operation()) {
            case Operation.PUT -> {
                table.put(
                        request.hash(),
                        request.position(),
                        request.bytes(),
                        request.keyOffset(),
                        request.keyLength(),
                        request.valueOffset(),
                        request.valueLength());
                outcome = Answer.STORED;
            }
            case Operation.GET -> outcome = find(request, table) ? Answer.FOUND : Answer.MISSING;
            case Operation.DELETE -> outcome = delete(request, table) ? Answer.DELETED : Answer.MISSING;
            case Operation.CAS -> outcome = swap(request, table);
            case Operation.INCR -> outcome = counter.add(request, table);
            case Operation.APPEND -> outcome = append(request, table);
            case Operation.EXPLAIN -> {
                path.open(request);
                path.append(node, rank);
                outcome = Answer.EXPLAINED;
            }
            case Operation.WALK -> {
                walked.find(request, table, arcLast, key -> true);
                outcome = Answer.WALKED;
            }
            case Operation.NOT_REACHED -> outcome = Answer.NOT_REACHED;
            default -> throw new ProtocolException("no operation has the code " + request.operation());
        }
    }

    private static boolean find(RequestCursor request, NodeTable table) {
        return table.find(
                request.hash(), request.position(), request.bytes(), request.keyOffset(), request.keyLength());
    }

    private static boolean delete(RequestCursor request, NodeTable table) {
        return table.delete(
                request.hash(), request.position(), request.bytes(), request.keyOffset(), request.keyLength());
    }

    private static int append(RequestCursor request, NodeTable table) {
        byte[] from = request.bytes();
        int keyLength = request.keyLength();
        int before = find(request, table) ? table.valueLength() : 0;
        int added = request.valueLength();
        if (before + added > Sizes.MAX_VALUE_BYTES) {
            return Answer.TOO_LONG;
        }
        byte[] entry = Arrays.copyOfRange(from, request.keyOffset(), request.keyOffset() + keyLength + before + added);
        if (before > 0) {
            System.arraycopy(table.valueBytes(), table.valueOffset(), entry, keyLength, before);
        }
        System.arraycopy(from, request.valueOffset(), entry, keyLength + before, added);
        table.put(request.hash(), request.position(), entry, 0, keyLength, keyLength, before + added);
        return Answer.STORED;
    }

    private static int swap(RequestCursor request, NodeTable table) {
        int oldFrom = SwapRecord.oldOffset(request);
        int oldTo = SwapRecord.newOffset(request);
        boolean hasOld = SwapRecord.hasOld(request);
        if (find(request, table)) {
            int from = table.valueOffset();
            int to = from + table.valueLength();
            if (!hasOld || !Arrays.equals(table.valueBytes(), from, to, request.bytes(), oldFrom, oldTo)) {
                return Answer.DIFFERS;
            }
        } else if (hasOld) {
            return Answer.MISSING;
        }
        if (!SwapRecord.hasNew(request)) {
            delete(request, table);
            return Answer.SWAPPED;
        }
        table.put(
                request.hash(),
                request.position(),
                request.bytes(),
                request.keyOffset(),
                request.keyLength(),
                oldTo,
                SwapRecord.newLength(request));
        return Answer.SWAPPED;
    }

    /** What became of it, one of {@link Answer}. */
    public int outcome() {
        return outcome;
    }

    /** Whether the answer has a value. */
    public boolean hasValue() {
        return switch (outcome) {
            case Answer.STORED, Answer.DELETED, Answer.MISSING, Answer.SWAPPED, Answer.TOO_LONG, Answer.NOT_REACHED ->
                false;
            default -> true;
        };
    }

    /** Array that holds the value of the answer, if it has one; the table is the one to which the request was applied. */
    public byte[] valueBytes(NodeTable table) {
        return switch (outcome) {
            case Answer.EXPLAINED -> path.bytes();
            case Answer.WALKED -> walked.bytes();
            case Answer.COUNTED -> counter.sumBytes();
            default -> table.valueBytes();
        };
    }

    /** Where it begins. */
    public int valueOffset(NodeTable table) {
        return switch (outcome) {
            case Answer.EXPLAINED, Answer.COUNTED, Answer.WALKED -> 0;
            default -> table.valueOffset();
        };
    }

    /** Its length. */
    public int valueLength(NodeTable table) {
        return switch (outcome) {
            case Answer.EXPLAINED -> path.length();
            case Answer.WALKED -> walked.length();
            case Answer.COUNTED -> IncrementRecord.BYTES;
            default -> table.valueLength();
        };
    }
}
