package mpjdht.service.grpc;

import io.grpc.Status;
import mpjdht.message.Answer;
import mpjdht.message.Sizes;

/** How failures are told to clients of Chord. */
final class ChordErrors {
    static final Status JOB_ENDS = Status.UNAVAILABLE.withDescription("the job ends");
    static final Status NOT_OPEN = Status.UNAVAILABLE.withDescription(
            "the command files of the job are not done; right is to ask again later");
    static final Status NO_UTF8 = Status.FAILED_PRECONDITION.withDescription(
            "the value is no UTF-8, and cannot be told in a string; right is the door by which it came");

    private static final int MOST_SHOWN = 60;

    private ChordErrors() {}

    /** More is under way than may be. */
    static Status tooMuch(String what) {
        return Status.RESOURCE_EXHAUSTED.withDescription(what + "; right is to ask again later");
    }

    /** A node is not on the circle any more. */
    static Status hasLeft(long node) {
        return Status.UNAVAILABLE.withDescription("node " + ChordIds.text(node) + " has left the circle");
    }

    /** A node has no port, or none yet. */
    static Status withoutPort(long node) {
        return Status.UNAVAILABLE.withDescription("node " + ChordIds.text(node) + " has no port at the moment");
    }

    /** Somebody who is no node of the circle. */
    static Status stranger(String id) {
        return Status.PERMISSION_DENIED.withDescription(
                "'" + shown(id)
                        + "' is no node of this circle; nodes join it on the ranks of the job alone, by ADD in a command file or at another door");
    }

    /** A key that is not a node's to keep. */
    static Status notOwner(long node, String key) {
        return Status.FAILED_PRECONDITION.withDescription("key '" + shown(key) + "' does not belong to node "
                + ChordIds.text(node) + "; nothing was stored; right is the node that FindSuccessor tells, or Put");
    }

    /** A text that is no id. */
    static Status noId(String text) {
        return Status.INVALID_ARGUMENT.withDescription(
                "'" + shown(text) + "' is no id; right are decimal digits of a number below 2^160");
    }

    /** As much of a text as fits a line, without what would break it. */
    private static String shown(String text) {
        String head = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
        return head.replaceAll("\\p{Cntrl}", "?");
    }

    /** What is wrong with a key of that length; empty when nothing is. */
    static String ofKey(int length) {
        return length >= 1 && length <= Sizes.MAX_KEY_BYTES
                ? ""
                : "a key of " + length + " bytes; right are 1 to " + Sizes.MAX_KEY_BYTES;
    }

    /** Whether nothing has been done, and that is known. */
    static boolean isKnown(int outcome) {
        return outcome == Answer.REFUSED || outcome == Answer.UNAVAILABLE;
    }

    /** The status of an outcome that is a {@linkplain Answer#isFailure failure}. */
    static Status of(int outcome) {
        return switch (outcome) {
            case Answer.REFUSED ->
                Status.FAILED_PRECONDITION.withDescription("too few copies of the key are alive; nothing was written");
            case Answer.UNAVAILABLE ->
                Status.UNAVAILABLE.withDescription("no copy of the key can be reached; nothing was done");
            case Answer.UNKNOWN ->
                Status.UNKNOWN.withDescription(
                        "no copy of the key can be reached any more; nobody can tell whether it was written");
            case Answer.NOT_REACHED ->
                Status.DEADLINE_EXCEEDED.withDescription("the search for the key ended before it had asked every node");
            default -> Status.INTERNAL.withDescription("failed with outcome " + outcome);
        };
    }
}
