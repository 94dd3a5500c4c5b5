package mpjdht.node.replica;

import mpjdht.message.Answer;
import mpjdht.message.RequestCursor;
import mpjdht.node.storage.ChargedReplies;
import mpjdht.store.NodeTable;

/** Answers of which those to failed counts tell what is there. */
final class PresentValue {
    private PresentValue() {}

    /** Adds the answer to a command, with the value of its key if the outcome is one that tells it. */
    static void add(ChargedReplies replies, int outcome, int hops, RequestCursor command, NodeTable table, long owner) {
        boolean told = Answer.isFailure(outcome)
                && table.find(
                        command.hash(), command.position(), command.bytes(), command.keyOffset(), command.keyLength());
        if (told) {
            replies.add(
                    outcome,
                    hops,
                    command.sequence(),
                    owner,
                    table.valueBytes(),
                    table.valueOffset(),
                    table.valueLength());
        } else {
            replies.add(outcome, hops, command.sequence(), owner);
        }
    }
}
