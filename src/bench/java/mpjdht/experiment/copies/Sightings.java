package mpjdht.experiment.copies;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who wrote what, and what each had seen of the key by then. A write is <em>lost</em> when it was acknowledged, is not there in the end, and
 * nobody who had seen it has written the key since. A read is <em>stale</em> when a newer write had been acknowledged
 * before it began.
 */
public final class Sightings {
    private final List<List<Write>> writes = new ArrayList<>();
    private final List<Set<String>> replaced = new ArrayList<>();
    private final List<Set<String>> left = new ArrayList<>();
    private final Map<Integer, Write> underWay = new HashMap<>();
    private final Map<Integer, Read> reading = new HashMap<>();
    private long reads;
    private long staleReads;
    private long versionsBehind;
    private long readsOfSeveral;

    /** When a version came to be: time and writer of a Lamport clock. */
    record Age(long time, int writer) implements Comparable<Age> {
        static final Age NONE = new Age(0, 0);

        @Override
        public int compareTo(Age other) {
            return Comparator.comparingLong(Age::time)
                    .thenComparing(Age::writer, Integer::compareUnsigned)
                    .compare(this, other);
        }
    }

    /** What a read has shown. */
    record Seen(Age age, List<String> values) {
        static final Seen NOTHING = new Seen(Age.NONE, List.of());
    }

    /** A write that is acknowledged. */
    private record Write(String value, Age age, Seen seen) {}

    private record Read(int key, Age newest) {}

    Sightings(int keys) {
        for (int key = 0; key < keys; key++) {
            writes.add(new ArrayList<>());
            replaced.add(new HashSet<>());
            left.add(Set.of());
        }
    }

    void reads(int client, int key) {
        reading.put(
                client,
                new Read(
                        key,
                        writes.get(key).stream()
                                .map(Write::age)
                                .max(Comparator.naturalOrder())
                                .orElse(Age.NONE)));
    }

    void hasRead(int client, Seen seen) {
        Read read = reading.remove(client);
        reads++;
        readsOfSeveral += seen.values().size() > 1 ? 1 : 0;
        if (seen.age().compareTo(read.newest()) < 0) {
            staleReads++;
            versionsBehind += writes.get(read.key()).stream()
                    .filter(write -> write.age().compareTo(seen.age()) > 0
                            && write.age().compareTo(read.newest()) <= 0)
                    .count();
        }
    }

    void writes(int client, String value, Seen seen) {
        underWay.put(client, new Write(value, Age.NONE, seen));
    }

    void hasWritten(int client, int key, Age age) {
        Write write = underWay.remove(client);
        writes.get(key).add(new Write(write.value(), age, write.seen()));
        replaced.get(key).addAll(write.seen().values());
    }

    /** In the end, when all copies are equal. */
    void isLeft(int key, Seen seen) {
        left.set(key, Set.copyOf(seen.values()));
    }

    /** Reads. */
    public long reads() {
        return reads;
    }

    /** Stale reads. */
    public long staleReads() {
        return staleReads;
    }

    /** By how many acknowledged versions all stale reads together were too old. */
    long versionsBehind() {
        return versionsBehind;
    }

    long readsOfSeveral() {
        return readsOfSeveral;
    }

    /** Acknowledged writes. */
    public long writes() {
        return writes.stream().mapToLong(List::size).sum();
    }

    /** Values that are there in the end. */
    long valuesLeft() {
        return left.stream().mapToLong(Set::size).sum();
    }

    /** Writes that are lost. */
    public long lost() {
        long lost = 0;
        for (int key = 0; key < writes.size(); key++) {
            for (Write write : writes.get(key)) {
                boolean isKept = left.get(key).contains(write.value())
                        || replaced.get(key).contains(write.value());
                lost += isKept ? 0 : 1;
            }
        }
        return lost;
    }
}
