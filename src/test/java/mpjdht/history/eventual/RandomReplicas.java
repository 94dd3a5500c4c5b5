package mpjdht.history.eventual;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import mpjdht.history.Call;
import mpjdht.history.History;
import mpjdht.history.Outcome;
import mpjdht.history.Values;
import mpjdht.history.Verb;
import mpjdht.history.Version;

/**
 * Draws small histories of one key that has copies: each call takes effect at some copy at some moment while it is under way, or,
 * if it has no answer, later or never; copies tell each other what they know when they like; and a SYNC makes them all equal. Or
 * something is wrong with the copies.
 */
final class RandomReplicas {
    /** Of seeds that are near each other the first numbers drawn are, too. */
    private static final long FAR_APART = 0x9E37_79B9_7F4A_7C15L;

    private static final int COPIES = 3;
    private static final int CLIENTS = 3;
    private static final int MOST_CALLS = 20;
    private static final List<String> VALUES = List.of("0", "1", "2", "x", "y");
    private static final List<String> ASKED =
            List.of("GET", "GET", "GET", "GET", "PUT", "PUT", "PUT", "DELETE", "DELETE", "CAS", "INCR", "SYNC", "SYNC");

    /** What is wrong with the copies. */
    enum Fault {
        NONE,
        /** A read finds what nobody has written. */
        INVENTS,
        /** A SYNC forgets a copy. */
        LEAVES_A_COPY_OUT,
        /** Nothing is left where a DELETE was. */
        KEEPS_NO_TOMBSTONES,
        /** Answers tell the versions of others. */
        MIXES_VERSIONS_UP,
        /** Answers tell the values of others. */
        MIXES_VALUES_UP
    }

    private final Random random;
    private final Fault fault;

    /** Some histories have no APPEND, whose value nobody is told. */
    private final boolean appends;

    /** Of how many answers one tells no version; 0 when all do. */
    private final int untoldOf;

    private final History history = new History();
    private final int key = history.keyNames().number(new byte[] {'k'});
    private final Copy[] copies = new Copy[COPIES];
    private final List<Asked> underWay = new ArrayList<>();
    private final List<Asked> forgotten = new ArrayList<>();
    private final long[] sequences = new long[CLIENTS];
    private int position;

    private static final class Copy {
        long clock;
        Version version = Version.NOTHING;
        String value;

        void learn(Copy other) {
            clock = Math.max(clock, other.clock);
            if (other.version.compareTo(version) > 0) {
                version = other.version;
                value = other.value;
            }
        }
    }

    private static final class Asked {
        int client;
        long sequence;
        String what;
        String argument;
        String replacement;
        boolean done;
        boolean fails;
        Outcome outcome;
        String told;
        Version version;
    }

    private RandomReplicas(long seed, Fault fault) {
        this.random = new Random(seed * FAR_APART);
        this.fault = fault;
        this.appends = seed % 16 < 4;
        this.untoldOf = List.of(0, 0, 1, 4).get((int) (seed % 4));
        for (int i = 0; i < COPIES; i++) {
            copies[i] = new Copy();
        }
    }

    /** The history that a seed draws. */
    static History draw(long seed, Fault fault) {
        return new RandomReplicas(seed, fault).play();
    }

    private History play() {
        int left = 2 + random.nextInt(MOST_CALLS - 1);
        while (left > 0 || !underWay.isEmpty()) {
            if (left > 0 && (underWay.isEmpty() || random.nextInt(3) == 0)) {
                left--;
                begin();
            } else if (random.nextInt(40) == 0) {
                forgotten.add(underWay.remove(random.nextInt(underWay.size())));
            } else if (random.nextBoolean()) {
                end(underWay.remove(random.nextInt(underWay.size())));
            }
            for (List<Asked> some : List.of(underWay, forgotten)) {
                if (!some.isEmpty() && random.nextInt(3) == 0) {
                    takeEffect(some.get(random.nextInt(some.size())));
                }
            }
            if (random.nextInt(6) == 0) {
                copies[random.nextInt(COPIES)].learn(copies[random.nextInt(COPIES)]);
            }
        }
        return history;
    }

    private int number(String value) {
        return value == null ? Values.ABSENT : history.values().number(value.getBytes(StandardCharsets.UTF_8));
    }

    private String drawValue() {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private void begin() {
        Asked asked = new Asked();
        asked.client = random.nextInt(CLIENTS);
        asked.sequence = sequences[asked.client]++;
        asked.what = ASKED.get(random.nextInt(ASKED.size()));
        if (appends && asked.what.equals("PUT") && random.nextInt(3) == 0) {
            asked.what = "APPEND";
        }
        if (asked.what.equals("SYNC")) {
            history.sync(++position, asked.client, asked.sequence);
        } else {
            Verb verb = Verb.valueOf(asked.what);
            asked.argument = verb == Verb.PUT || verb == Verb.CAS || verb == Verb.APPEND ? drawValue() : null;
            asked.replacement = verb == Verb.CAS ? drawValue() : null;
            if (verb == Verb.CAS && random.nextInt(3) == 0) {
                boolean fromAbsent = random.nextBoolean();
                asked.argument = fromAbsent ? null : asked.argument;
                asked.replacement = fromAbsent ? asked.replacement : null;
            }
            history.invoke(
                    ++position,
                    asked.client,
                    asked.sequence,
                    verb,
                    key,
                    number(asked.argument),
                    number(asked.replacement),
                    1);
        }
        underWay.add(asked);
    }

    private void takeEffect(Asked asked) {
        if (asked.done) {
            return;
        }
        asked.done = true;
        Copy copy = copies[random.nextInt(COPIES)];
        switch (asked.what) {
            case "SYNC" -> {
                int leftOut = fault == Fault.LEAVES_A_COPY_OUT ? random.nextInt(COPIES) : COPIES;
                for (int i = 0; i < COPIES * COPIES; i++) {
                    if (i % COPIES != leftOut) {
                        copies[i % COPIES].learn(copies[i / COPIES]);
                    }
                }
            }
            case "GET" -> see(asked, copy, copy.value == null ? Outcome.MISSING : Outcome.FOUND);
            case "PUT" -> write(asked, copy, Outcome.STORED, asked.argument);
            case "DELETE" -> write(asked, copy, copy.value == null ? Outcome.MISSING : Outcome.DELETED, null);
            case "CAS" -> {
                if (Objects.equals(asked.argument, copy.value)) {
                    write(asked, copy, Outcome.SWAPPED, asked.replacement);
                } else {
                    see(asked, copy, copy.value == null ? Outcome.MISSING : Outcome.DIFFERS);
                }
            }
            case "APPEND" -> {
                write(asked, copy, Outcome.STORED, (copy.value == null ? "" : copy.value) + asked.argument);
                asked.told = null;
            }
            default -> {
                if (copy.value != null && !copy.value.matches("0|[1-9][0-9]{0,8}")) {
                    asked.fails = true;
                } else {
                    int sum = (copy.value == null ? 0 : Integer.parseInt(copy.value)) + 1;
                    write(asked, copy, Outcome.STORED, Integer.toString(sum));
                    asked.told = copy.value;
                }
            }
        }
    }

    private static void see(Asked asked, Copy copy, Outcome outcome) {
        asked.outcome = outcome;
        asked.told = copy.value;
        asked.version = copy.version;
    }

    private void write(Asked asked, Copy copy, Outcome outcome, String value) {
        copy.version = new Version(++copy.clock, copy == copies[0] ? 0 : copy == copies[1] ? 1 : -1);
        copy.value = value;
        asked.outcome = outcome;
        asked.version = copy.version;
        if (value == null && fault == Fault.KEEPS_NO_TOMBSTONES) {
            copy.version = Version.NOTHING;
        }
    }

    private void end(Asked asked) {
        takeEffect(asked);
        position++;
        if (asked.fails || (asked.what.equals("SYNC") && random.nextInt(8) == 0)) {
            history.fail(position, asked.client, asked.sequence);
        } else if (random.nextInt(30) == 0) {
            history.answer(position, asked.client, asked.sequence, Outcome.PENDING, Call.UNTOLD);
        } else if (asked.what.equals("SYNC")) {
            history.converged(position, asked.client, asked.sequence);
        } else {
            answer(asked);
        }
    }

    private void answer(Asked asked) {
        boolean strikes = random.nextInt(4) == 0;
        if (strikes && fault == Fault.INVENTS && asked.outcome == Outcome.FOUND) {
            asked.told = "z";
        } else if (strikes && fault == Fault.MIXES_VALUES_UP && asked.outcome == Outcome.FOUND) {
            asked.told = drawValue();
        } else if (strikes && fault == Fault.MIXES_VERSIONS_UP) {
            asked.version = new Version(random.nextInt(4), random.nextInt(2));
        }
        boolean mayBeUntold = asked.what.equals("INCR") || asked.what.equals("CAS");
        boolean untold = asked.told == null || (mayBeUntold && random.nextBoolean());
        boolean versioned = untoldOf == 0 || (untoldOf > 1 && random.nextInt(untoldOf) > 0);
        history.answer(
                position,
                asked.client,
                asked.sequence,
                asked.outcome,
                untold ? Call.UNTOLD : number(asked.told),
                versioned ? asked.version : Version.UNTOLD);
    }
}
