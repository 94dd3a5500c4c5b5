package mpjdht.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls of a key that have not had their turn. Candidates for the next turn are numbered: first the answered calls that were
 * invoked before the earliest answer of one that has not had its turn, by invocation; then the pending ones.
 *
 * <p>Invocations and answers stand in a list from which a call's two entries are taken out and put back, last out first in, in
 * constant time.
 */
final class OpenCalls {
    /** What follows the last candidate. */
    static final int NO_MORE = -1;

    private static final int HEAD = 0;

    private final List<Call> answered = new ArrayList<>();
    private final List<Call> pending = new ArrayList<>();
    private final long[] answeredTaken;
    private final long[] pendingTaken;

    /** The list: entry 0 is its head, those of call i are found in the two arrays below. */
    private final int[] next;

    private final int[] previous;
    private final int[] callOfInvocation;
    private final int[] position;
    private final int[] invocationEntry;
    private final int[] returnEntry;

    private final Map<Integer, ClientCalls> clients = new HashMap<>();
    private final ClientCalls[] clientOfAnswered;
    private final ClientCalls[] clientOfPending;

    /** How many answered calls of the same client come before it. */
    private final int[] rankOfAnswered;

    private final int[] rankOfPending;
    private int answeredLeft;

    /** The calls of one client: how many answered ones have had their turn, and which pending ones are there. */
    private static final class ClientCalls {
        final List<Integer> pending = new ArrayList<>();
        int answered;
        int taken;
    }

    OpenCalls(List<Call> calls) {
        for (Call call : calls) {
            if (!call.pending()) {
                answered.add(call);
            } else if (call.verb() != Verb.GET) {
                pending.add(call);
            }
        }
        int count = answered.size();
        answeredLeft = count;
        answeredTaken = new long[words(count)];
        pendingTaken = new long[words(pending.size())];
        next = new int[2 * count + 1];
        previous = new int[2 * count + 1];
        callOfInvocation = new int[2 * count + 1];
        position = new int[2 * count + 1];
        invocationEntry = new int[count];
        returnEntry = new int[count];
        listEvents();
        clientOfAnswered = new ClientCalls[count];
        rankOfAnswered = new int[count];
        clientOfPending = new ClientCalls[pending.size()];
        rankOfPending = new int[pending.size()];
        assignToClients(calls);
    }

    private void assignToClients(List<Call> calls) {
        int answeredSoFar = 0;
        int pendingSoFar = 0;
        for (Call call : calls) {
            if (call.pending() && call.verb() == Verb.GET) {
                continue;
            }
            ClientCalls client = clients.computeIfAbsent(call.client(), absent -> new ClientCalls());
            if (call.pending()) {
                clientOfPending[pendingSoFar] = client;
                rankOfPending[pendingSoFar] = client.answered;
                client.pending.add(pendingSoFar);
                pendingSoFar++;
            } else {
                clientOfAnswered[answeredSoFar] = client;
                rankOfAnswered[answeredSoFar] = client.answered;
                client.answered++;
                answeredSoFar++;
            }
        }
    }

    private static int words(int bits) {
        return (bits + Long.SIZE - 1) / Long.SIZE;
    }

    private void listEvents() {
        List<int[]> events = new ArrayList<>(2 * answered.size());
        for (int i = 0; i < answered.size(); i++) {
            events.add(new int[] {answered.get(i).invoked(), i, 1});
            events.add(new int[] {answered.get(i).returned(), i, 0});
        }
        events.sort((a, b) -> Integer.compare(a[0], b[0]));
        int entry = 1;
        for (int[] event : events) {
            boolean isInvocation = event[2] == 1;
            position[entry] = event[0];
            callOfInvocation[entry] = isInvocation ? event[1] : NO_MORE;
            (isInvocation ? invocationEntry : returnEntry)[event[1]] = entry;
            previous[entry] = entry - 1;
            next[entry - 1] = entry;
            entry++;
        }
        next[entry - 1] = HEAD;
        previous[HEAD] = entry - 1;
    }

    int answeredLeft() {
        return answeredLeft;
    }

    /** The first candidate, or NO_MORE. */
    int first() {
        return candidateFrom(next[HEAD]);
    }

    /** The candidate after one, which may have had its turn since; or NO_MORE. */
    int after(int candidate) {
        if (candidate < answered.size()) {
            return candidateFrom(next[invocationEntry[candidate]]);
        }
        return pendingFrom(candidate - answered.size() + 1);
    }

    private int candidateFrom(int entry) {
        if (entry != HEAD && callOfInvocation[entry] != NO_MORE) {
            return callOfInvocation[entry];
        }
        return pendingFrom(0);
    }

    private int pendingFrom(int index) {
        int horizon = horizon();
        for (int i = index; i < pending.size() && pending.get(i).invoked() < horizon; i++) {
            if (!isTaken(i)) {
                return answered.size() + i;
            }
        }
        return NO_MORE;
    }

    /** Position of the earliest answer of a call that has not had its turn. */
    private int horizon() {
        int entry = next[HEAD];
        while (entry != HEAD && callOfInvocation[entry] != NO_MORE) {
            entry = next[entry];
        }
        return entry == HEAD ? Call.NEVER : position[entry];
    }

    boolean isAnswered(int candidate) {
        return candidate != NO_MORE && candidate < answered.size();
    }

    Call call(int candidate) {
        return isAnswered(candidate) ? answered.get(candidate) : pending.get(candidate - answered.size());
    }

    /** Whether every answered call of its client with a smaller number has had its turn, and no call with a larger one. */
    boolean isNextOfItsClient(int candidate) {
        if (isAnswered(candidate)) {
            return clientOfAnswered[candidate].taken == rankOfAnswered[candidate];
        }
        int index = candidate - answered.size();
        ClientCalls client = clientOfPending[index];
        return client.taken == rankOfPending[index]
                && client.pending.stream().noneMatch(later -> later > index && isTaken(later));
    }

    /**
     * Whether a pending candidate need not be tried, because one that was invoked earlier does the same and can come in its place;
     * where order is kept, only one of the same client is sure to be able to.
     */
    boolean hasEqualBefore(int candidate, boolean clientOrder) {
        int index = candidate - answered.size();
        Call call = call(candidate);
        for (int earlier = 0; earlier < index; earlier++) {
            boolean inItsPlace = !clientOrder
                    || (clientOfPending[earlier] == clientOfPending[index]
                            && isNextOfItsClient(answered.size() + earlier));
            if (inItsPlace && !isTaken(earlier) && pending.get(earlier).doesTheSameAs(call)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTaken(int pendingIndex) {
        return (pendingTaken[pendingIndex / Long.SIZE] & 1L << pendingIndex) != 0;
    }

    boolean clientHasPending(int candidate) {
        return !clientOfAnswered[candidate].pending.isEmpty();
    }

    /** Takes an answered candidate, and returns the next one; its answer may have held up further ones. */
    int takeAndGoOn(int candidate) {
        int before = previous[invocationEntry[candidate]];
        take(candidate);
        return candidateFrom(next[before]);
    }

    void take(int candidate) {
        if (!isAnswered(candidate)) {
            int i = candidate - answered.size();
            pendingTaken[i / Long.SIZE] |= 1L << i;
            return;
        }
        unlink(invocationEntry[candidate]);
        unlink(returnEntry[candidate]);
        answeredTaken[candidate / Long.SIZE] |= 1L << candidate;
        clientOfAnswered[candidate].taken++;
        answeredLeft--;
    }

    /** Undoes the last {@link #take} that has not been undone. */
    void putBack(int candidate) {
        if (!isAnswered(candidate)) {
            int i = candidate - answered.size();
            pendingTaken[i / Long.SIZE] &= ~(1L << i);
            return;
        }
        link(returnEntry[candidate]);
        link(invocationEntry[candidate]);
        answeredTaken[candidate / Long.SIZE] &= ~(1L << candidate);
        clientOfAnswered[candidate].taken--;
        answeredLeft++;
    }

    private void unlink(int entry) {
        next[previous[entry]] = next[entry];
        previous[next[entry]] = previous[entry];
    }

    private void link(int entry) {
        next[previous[entry]] = entry;
        previous[next[entry]] = entry;
    }

    /** Notes the configuration of now; false when it was noted before. */
    boolean isNew(TriedConfigurations tried, int value) {
        int first = next[HEAD];
        int fromWord = first == HEAD ? answeredTaken.length : callOfInvocation[first] / Long.SIZE;
        return tried.add(answeredTaken, fromWord, endOfTaken(fromWord), pendingTaken, value);
    }

    /** Behind the last word that may hold a taken call: none was invoked after the horizon. */
    private int endOfTaken(int fromWord) {
        int horizon = horizon();
        int low = fromWord * Long.SIZE;
        int high = answered.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (answered.get(middle).invoked() < horizon) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.min(answeredTaken.length, words(low));
    }
}
