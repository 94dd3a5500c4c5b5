package mpjdht.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds a short window of a history that shows a violation: first the shortest beginning that does, by bisection over its
 * answers; then, of that, the shortest end, by bisection over its invocations; then what can be left out of that.
 *
 * <p>Where a beginning is cut off its calls are unanswered. Where an end is, the value before it may be any; what was under way
 * there may have taken effect before it, in it, or not at all, and a read tells nothing. So whatever cannot be explained in a
 * window cannot be explained in the whole, and a longer window shows all that a shorter one does.
 */
final class WindowSearch {
    private static final int FIRST_TRIED = 16;
    private static final int MOST_SEARCHED_APART = 64;
    private static final int MOST_SORTED_APART = 1024;

    private final Judge judge;
    private final List<Call> calls;

    /** Whether an order of calls can be found. */
    interface Judge {
        Verdict judge(List<Call> calls, boolean initiallyAbsent);
    }

    /** A search in calls that the judge finds violated. */
    WindowSearch(List<Call> calls, Judge judge) {
        this.calls = calls;
        this.judge = judge;
    }

    Window find(int key, Promise promise) {
        int to = shortestBeginning();
        List<Call> beginning = until(to);
        int from = shortestEnd(beginning);
        boolean fromBeginning = from == 0;
        List<Call> needed = new ArrayList<>(fromBeginning ? beginning : since(beginning, from));
        leaveOut(needed, fromBeginning);
        List<Call> shown = calls.stream()
                .filter(call -> needed.stream().anyMatch(other -> sameCall(call, other)))
                .toList();
        return new Window(key, promise, from, to, fromBeginning, shown, calls.size());
    }

    private static boolean sameCall(Call call, Call other) {
        return call.client() == other.client() && call.sequence() == other.sequence();
    }

    private boolean violated(List<Call> some, boolean initiallyAbsent) {
        return judge.judge(some, initiallyAbsent) == Verdict.VIOLATED;
    }

    private int shortestBeginning() {
        int[] answers = calls.stream()
                .mapToInt(Call::returned)
                .filter(at -> at != Call.NEVER)
                .sorted()
                .toArray();
        int low = 0;
        int high = answers.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (violated(until(answers[middle]), true)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return answers[high];
    }

    private List<Call> until(int position) {
        return calls.stream()
                .filter(call -> call.invoked() <= position)
                .map(call -> call.returned() <= position ? call : call.unanswered())
                .toList();
    }

    /** The position of the last invocation from which on the window may begin; 0 when it needs the beginning. */
    private int shortestEnd(List<Call> beginning) {
        int size = beginning.size();
        int length = Math.min(FIRST_TRIED, size);
        while (length < size && !violatedBy(beginning, length)) {
            length = Math.min(2 * length, size);
        }
        if (!violatedBy(beginning, length)) {
            return 0;
        }
        int tooShort = 0;
        while (length - tooShort > 1) {
            int middle = (length + tooShort) >>> 1;
            if (violatedBy(beginning, middle)) {
                length = middle;
            } else {
                tooShort = middle;
            }
        }
        return beginning.get(size - length).invoked();
    }

    /** Whether the last calls alone show it. */
    private boolean violatedBy(List<Call> beginning, int last) {
        return violated(since(beginning, beginning.get(beginning.size() - last).invoked()), false);
    }

    private static List<Call> since(List<Call> beginning, int position) {
        List<Call> end = new ArrayList<>();
        for (Call call : beginning) {
            if (call.invoked() >= position) {
                end.add(call);
            } else if (call.returned() > position && call.verb() != Verb.GET) {
                end.add(call.unanswered());
            }
        }
        return end;
    }

    /**
     * Without a call that changes nothing the others are only easier to explain, and so they are without a write that nobody
     * reads where there are only writes and reads: one without which they still cannot be explained is not needed.
     */
    private void leaveOut(List<Call> needed, boolean fromBeginning) {
        boolean writesAndReads = DistinctWrites.applies(needed);
        if (needed.size() > (writesAndReads ? MOST_SORTED_APART : MOST_SEARCHED_APART)) {
            return;
        }
        leaveOut(needed, fromBeginning, Call::changesNothing);
        if (writesAndReads) {
            leaveOut(needed, fromBeginning, call -> !isRead(call, needed));
        }
    }

    private void leaveOut(List<Call> needed, boolean fromBeginning, Predicate<Call> droppable) {
        for (int i = needed.size() - 1; i >= 0; i--) {
            Call tried = needed.get(i);
            if (droppable.test(tried)) {
                needed.remove(i);
                if (!violated(needed, fromBeginning)) {
                    needed.add(i, tried);
                }
            }
        }
    }

    private static boolean isRead(Call write, List<Call> needed) {
        return needed.stream().anyMatch(call -> call.verb() == Verb.GET && call.result() == write.argument());
    }
}
