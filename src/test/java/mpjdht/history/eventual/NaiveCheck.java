package mpjdht.history.eventual;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import mpjdht.history.Call;
import mpjdht.history.History;
import mpjdht.history.Outcome;
import mpjdht.history.Sync;
import mpjdht.history.Values;
import mpjdht.history.Verb;
import mpjdht.history.Version;

/** The naive way: looks at every call with every other, and every SYNC, of a history of one key. */
final class NaiveCheck {
    private final Values values;
    private final List<Sync> syncs;
    private final List<Call> calls;
    private final boolean onlyLastSync;

    private NaiveCheck(History history, boolean onlyLastSync) {
        this.values = history.values();
        this.syncs = history.syncs();
        this.calls = history.end().values().stream().findFirst().orElse(List.of());
        this.onlyLastSync = onlyLastSync;
    }

    /** The promises that are broken, when of the SYNCs before a read the one that was invoked last is looked at. */
    static Set<Promise> broken(History history) {
        return new NaiveCheck(history, true).all();
    }

    /** The promises that are broken when every SYNC before a read is looked at. */
    static Set<Promise> brokenAfterAnySync(History history) {
        return new NaiveCheck(history, false).all();
    }

    private Set<Promise> all() {
        Set<Promise> broken = EnumSet.noneOf(Promise.class);
        for (Call call : answered()) {
            if (tellsWhatNobodyWrote(call)) {
                broken.add(Promise.WRITTEN);
            }
            if (answered().stream().anyMatch(other -> contradict(call, other))
                    || (call.version().equals(Version.NOTHING) && known(call) && value(call) != null)) {
                broken.add(Promise.ONE_VALUE);
            }
        }
        for (Call read : reads()) {
            for (Sync sync : binding(read)) {
                broken.addAll(brokenAfter(sync, read));
                for (Call other : reads()) {
                    for (Sync otherSync : binding(other)) {
                        if (disagree(sync, read, otherSync, other)) {
                            broken.add(Promise.AGREED);
                        }
                    }
                }
            }
        }
        return broken;
    }

    private List<Call> answered() {
        return calls.stream().filter(call -> call.outcome() != Outcome.PENDING).toList();
    }

    private List<Call> reads() {
        return answered().stream().filter(call -> call.verb() == Verb.GET).toList();
    }

    private List<Call> writes() {
        return calls.stream()
                .filter(call -> call.verb() == Verb.PUT
                        || call.verb() == Verb.DELETE
                        || call.verb() == Verb.INCR
                        || call.verb() == Verb.APPEND
                        || (call.verb() == Verb.CAS
                                && call.outcome() != Outcome.DIFFERS
                                && call.outcome() != Outcome.MISSING))
                .toList();
    }

    private List<Call> acknowledged(Predicate<Call> which) {
        return writes().stream()
                .filter(call -> call.outcome() != Outcome.PENDING)
                .filter(which)
                .toList();
    }

    private String text(int number) {
        return number == Values.ABSENT ? null : new String(values.bytes(number), StandardCharsets.UTF_8);
    }

    /** Whether it is known which value an answer is about. */
    private static boolean known(Call call) {
        return call.result() != Call.UNTOLD
                || !(call.verb() == Verb.INCR || call.verb() == Verb.APPEND || call.outcome() == Outcome.DIFFERS);
    }

    private String value(Call call) {
        if (call.outcome() == Outcome.MISSING || call.outcome() == Outcome.DELETED) {
            return null;
        }
        return switch (call.verb()) {
            case PUT -> text(call.argument());
            case CAS -> text(call.outcome() == Outcome.SWAPPED ? call.replacement() : call.result());
            case GET, INCR, APPEND -> text(call.result());
            case DELETE -> null;
        };
    }

    private boolean deletes(Call call) {
        return call.verb() == Verb.DELETE
                || (writes().contains(call) && call.verb() == Verb.CAS && text(call.replacement()) == null);
    }

    private boolean mayWrite(Call write, String value) {
        if (value == null) {
            return deletes(write);
        }
        return switch (write.verb()) {
            case PUT -> value.equals(text(write.argument()));
            case CAS -> value.equals(text(write.replacement()));
            case INCR ->
                write.result() == Call.UNTOLD ? value.matches("0|-?[1-9][0-9]*") : value.equals(text(write.result()));
            case APPEND -> value.endsWith(text(write.argument()));
            case DELETE, GET -> false;
        };
    }

    private boolean tellsWhatNobodyWrote(Call call) {
        String seen =
                switch (call.outcome()) {
                    case FOUND -> text(call.result());
                    case DIFFERS -> call.result() == Call.UNTOLD ? null : text(call.result());
                    case SWAPPED -> text(call.argument());
                    default -> null;
                };
        boolean invented = seen != null
                && writes().stream().noneMatch(write -> write.invoked() < call.returned() && mayWrite(write, seen));
        List<Call> same = acknowledged(write -> sameVersion(write, call));
        return invented || (!same.isEmpty() && same.stream().allMatch(write -> write.invoked() > call.returned()));
    }

    private static boolean sameVersion(Call one, Call other) {
        return one.version().told() && one.version().equals(other.version());
    }

    private boolean contradict(Call one, Call other) {
        return sameVersion(one, other) && known(one) && known(other) && !Objects.equals(value(one), value(other));
    }

    private List<Sync> binding(Call read) {
        List<Sync> before =
                syncs.stream().filter(sync -> sync.converged() < read.invoked()).toList();
        return before.stream()
                .filter(sync -> !onlyLastSync || before.stream().noneMatch(other -> other.invoked() > sync.invoked()))
                .filter(sync -> writes().stream().noneMatch(write -> within(write, sync.invoked(), read.returned())))
                .toList();
    }

    private static boolean within(Call write, int from, int to) {
        return write.invoked() > from && write.invoked() < to;
    }

    private Set<Promise> brokenAfter(Sync sync, Call read) {
        List<Call> before = acknowledged(write -> write.returned() < sync.invoked());
        String value = value(read);
        if (!read.version().told()) {
            boolean lost = value == null
                    && !before.isEmpty()
                    && calls.stream().noneMatch(call -> deletes(call) && call.invoked() < read.returned());
            return lost ? EnumSet.of(Promise.KEPT) : EnumSet.noneOf(Promise.class);
        }
        Call newest = null;
        for (Call write : before) {
            if (newest == null || write.version().compareTo(newest.version()) > 0) {
                newest = write;
            }
        }
        // A DELETE that nobody acknowledged may be newer than all, and forgotten already.
        boolean deleted = (newest != null && deletes(newest))
                || writes().stream()
                        .anyMatch(write -> deletes(write) && write.pending() && write.invoked() < read.returned());
        boolean forgotten = deleted && read.version().equals(Version.NOTHING);
        if (newest != null && !forgotten && newest.version().compareTo(read.version()) > 0) {
            return EnumSet.of(deletes(newest) && value != null ? Promise.DELETED : Promise.KEPT);
        }
        boolean owned = read.version().equals(Version.NOTHING)
                || writes().stream()
                        .filter(write -> write.invoked() < read.returned())
                        .anyMatch(write -> mayOwn(write, read));
        return owned ? EnumSet.noneOf(Promise.class) : EnumSet.of(Promise.OWNED);
    }

    private boolean mayOwn(Call write, Call read) {
        // A write that was sent again may have a second version.
        return mayWrite(write, value(read)) || write.version().equals(read.version());
    }

    private boolean settled(Sync sync) {
        return writes().stream()
                .noneMatch(write -> write.invoked() < sync.invoked() && write.returned() > sync.invoked());
    }

    private boolean disagree(Sync sync, Call read, Sync otherSync, Call other) {
        int from = Math.min(sync.invoked(), otherSync.invoked());
        int to = Math.max(read.returned(), other.returned());
        return settled(sync)
                && settled(otherSync)
                && brokenAfter(sync, read).isEmpty()
                && brokenAfter(otherSync, other).isEmpty()
                && writes().stream().noneMatch(write -> within(write, from, to))
                && !Objects.equals(value(read), value(other));
    }

    /** How old what was read was. */
    static ReadAges ages(History history) {
        NaiveCheck check = new NaiveCheck(history, false);
        ReadAges ages = ReadAges.NONE;
        for (Call read : check.reads()) {
            ages = ages.plus(check.age(read));
        }
        return ages;
    }

    private ReadAges age(Call read) {
        if (!read.version().told()) {
            return new ReadAges(1, 0, 0, 0, 0, 0, 0);
        }
        int missed = (int) acknowledged(write -> isNewerAndBefore(write, read)).stream()
                .map(Call::version)
                .distinct()
                .count();
        boolean notOwn = !acknowledged(write -> write.client() == read.client() && isNewerAndBefore(write, read))
                .isEmpty();
        boolean back = reads().stream()
                .anyMatch(earlier -> earlier.client() == read.client() && isNewerAndBefore(earlier, read));
        return new ReadAges(1, 1, missed > 0 ? 1 : 0, missed, missed, notOwn ? 1 : 0, back ? 1 : 0);
    }

    private static boolean isNewerAndBefore(Call call, Call read) {
        return call.returned() < read.invoked() && call.version().compareTo(read.version()) > 0;
    }
}
