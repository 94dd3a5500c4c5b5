package mpjdht.history.eventual;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mpjdht.history.Call;
import mpjdht.history.Version;

/** Looks how old what the reads of one key told was, read by read, with all that had been answered when each was invoked. */
final class KeyAges {
    private final VersionCount acknowledged;
    private final Map<Integer, Version> newestOwn = new HashMap<>();
    private final Map<Integer, Version> newestRead = new HashMap<>();
    private ReadAges ages = ReadAges.NONE;

    private KeyAges(VersionCount acknowledged) {
        this.acknowledged = acknowledged;
    }

    /** The ages of what the reads among calls told, which come by invocation. */
    static ReadAges of(List<Call> calls) {
        List<Call> reads = calls.stream().filter(Told::reads).toList();
        List<Call> answers = calls.stream()
                .filter(call -> call.version().told() && (Told.acknowledged(call) || Told.reads(call)))
                .sorted(Comparator.comparingInt(Call::returned))
                .toList();
        KeyAges keyAges = new KeyAges(VersionCount.ofWrites(answers));
        int answered = 0;
        for (Call read : reads) {
            while (answered < answers.size() && answers.get(answered).returned() < read.invoked()) {
                keyAges.answered(answers.get(answered++));
            }
            keyAges.ages = keyAges.ages.plus(keyAges.ageOf(read));
        }
        return keyAges.ages;
    }

    private void answered(Call call) {
        Map<Integer, Version> newest = Told.reads(call) ? newestRead : newestOwn;
        newest.merge(call.client(), call.version(), (one, other) -> one.compareTo(other) < 0 ? other : one);
        if (Told.acknowledged(call)) {
            acknowledged.add(call.version());
        }
    }

    private ReadAges ageOf(Call read) {
        if (!read.version().told()) {
            return new ReadAges(1, 0, 0, 0, 0, 0, 0);
        }
        int missed = acknowledged.newerThan(read.version());
        return new ReadAges(1, 1, missed > 0 ? 1 : 0, missed, missed, older(read, newestOwn), older(read, newestRead));
    }

    private static int older(Call read, Map<Integer, Version> newest) {
        return read.version().compareTo(newest.getOrDefault(read.client(), Version.UNTOLD)) < 0 ? 1 : 0;
    }
}
