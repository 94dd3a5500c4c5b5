package mpjdht.node.storage;

import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.message.PathTrace;
import mpjdht.message.RequestCursor;
import mpjdht.node.ProtocolException;
import mpjdht.store.NodeTable;

/**
 * What a request makes of the table of its node, and what is to be answered: the outcome, and a value for some. Whose turn it
 * is, and when and how the answer leaves, is no business of this class.
 *
 * <p>Used again for every request. The value may be read until the next one is applied, or the table changes.
 */
final class AppliedRequest {
    private static final byte[] NO_VALUE = {};

    private final int rank;
    private final PathTrace path = new PathTrace();
    private int outcome;

    /** Nothing applied, on this rank. */
    AppliedRequest(int rank) {
        this.rank = rank;
    }

    /**
     * Applies a request.
     *
     * @param table of the node
     * @param node id of the node
     */
    void apply(RequestCursor request, NodeTable table, long node) {
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
            case Operation.DELETE -> {
                boolean deleted = table.delete(
                        request.hash(), request.position(), request.bytes(), request.keyOffset(), request.keyLength());
                outcome = deleted ? Answer.DELETED : Answer.MISSING;
            }
            case Operation.EXPLAIN -> {
                path.open(request);
                path.append(node, rank);
                outcome = Answer.EXPLAINED;
            }
            default -> throw new ProtocolException("no operation has the code " + request.operation());
        }
    }

    private static boolean find(RequestCursor request, NodeTable table) {
        return table.find(
                request.hash(), request.position(), request.bytes(), request.keyOffset(), request.keyLength());
    }

    /** What became of it, one of {@link Answer}. */
    int outcome() {
        return outcome;
    }

    /** Whether the answer has a value; if not, the value is empty. */
    boolean hasValue() {
        return outcome == Answer.FOUND || outcome == Answer.EXPLAINED;
    }

    /** Array that holds the value of the answer; the table is the one to which the request was applied. */
    byte[] valueBytes(NodeTable table) {
        return switch (outcome) {
            case Answer.FOUND -> table.valueBytes();
            case Answer.EXPLAINED -> path.bytes();
            default -> NO_VALUE;
        };
    }

    /** Where it begins. */
    int valueOffset(NodeTable table) {
        return outcome == Answer.FOUND ? table.valueOffset() : 0;
    }

    /** Its length. */
    int valueLength(NodeTable table) {
        return switch (outcome) {
            case Answer.FOUND -> table.valueLength();
            case Answer.EXPLAINED -> path.length();
            default -> 0;
        };
    }
}
