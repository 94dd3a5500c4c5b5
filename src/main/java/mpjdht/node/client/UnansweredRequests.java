package mpjdht.node.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;

/** Those of a client's requests in use that have no answer, in the order of their numbers; of the numbers from one on to before another. */
final class UnansweredRequests {
    private final SentRequests sent;
    private final ReplyBoard board;

    UnansweredRequests(SentRequests sent, ReplyBoard board) {
        this.sent = sent;
        this.board = board;
    }

    /** Whether a number has a request without an answer. */
    boolean has(int sequence) {
        return sent.has(sequence) && !board.has(sequence);
    }

    /** The first of them; {@code end} when there is none. */
    int first(int from, int end) {
        int sequence = from;
        while (sequence != end && !has(sequence)) {
            sequence++;
        }
        return sequence;
    }

    /** How many of them are of a kind. */
    int count(int from, int end, Predicate<RequestCursor> kind) {
        int count = 0;
        for (int sequence = first(from, end); sequence != end; sequence = first(sequence + 1, end)) {
            count += kind.test(sent.request(sequence)) ? 1 : 0;
        }
        return count;
    }

    /** Copies of those that are of a kind. */
    List<RequestBatch> copies(int from, int end, Predicate<RequestCursor> kind) {
        List<RequestBatch> copies = new ArrayList<>();
        for (int sequence = first(from, end); sequence != end; sequence = first(sequence + 1, end)) {
            RequestCursor request = sent.request(sequence);
            if (kind.test(request)) {
                if (copies.isEmpty() || copies.get(copies.size() - 1).full()) {
                    copies.add(new RequestBatch());
                }
                copies.get(copies.size() - 1).addCopy(request);
            }
        }
        return copies;
    }
}
