package mpjdht.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Draws small histories of one key: clients call, each call takes effect at some moment while it is under way, and what the
 * clients hear is true, or, for a few answers in every second history, is not.
 */
final class RandomHistories {
    private static final int MOST_CALLS = 6;
    private static final int CLIENTS = 3;
    private static final int VALUES = 3;

    private final Random random;
    private final boolean onlyDistinctWrites;
    /** Values to which somebody has appended are mostly no numbers, so nobody counts those up. */
    private final List<Verb> verbs;

    private final boolean lies;
    private final List<Drawn> calls = new ArrayList<>();
    private String value;

    /** A call as it is drawn, from its invocation to its answer. */
    private static final class Drawn {
        int client;
        Verb verb;
        String argument;
        String replacement;
        Outcome outcome;
        String result;
        int invoked;
        int returned = Call.NEVER;
        boolean done;
    }

    private RandomHistories(long seed, boolean onlyDistinctWrites) {
        this.random = new Random(seed);
        this.onlyDistinctWrites = onlyDistinctWrites;
        this.lies = random.nextBoolean();
        Verb absent = random.nextBoolean() ? Verb.APPEND : Verb.INCR;
        this.verbs = Stream.of(Verb.values()).filter(verb -> verb != absent).toList();
    }

    /** The calls that a seed draws, by invocation. */
    static List<Call> draw(long seed, boolean onlyDistinctWrites, Values values) {
        return new RandomHistories(seed, onlyDistinctWrites).play(values);
    }

    private List<Call> play(Values values) {
        int count = 2 + random.nextInt(MOST_CALLS - 1);
        List<Drawn> underWay = new ArrayList<>();
        int position = 1;
        while (calls.size() < count || !underWay.isEmpty()) {
            boolean begins = calls.size() < count && (underWay.isEmpty() || random.nextInt(3) > 0);
            if (begins) {
                Drawn call = begin();
                call.invoked = position;
                underWay.add(call);
            } else {
                Drawn call = underWay.remove(random.nextInt(underWay.size()));
                if (random.nextInt(6) == 0) {
                    call.outcome = Outcome.PENDING;
                    if (random.nextBoolean()) {
                        takeEffect(call);
                        call.outcome = Outcome.PENDING;
                    }
                    call.result = null;
                } else {
                    takeEffect(call);
                    call.returned = position;
                    if (lies && random.nextInt(3) == 0) {
                        lie(call);
                    }
                }
            }
            if (!underWay.isEmpty() && random.nextBoolean()) {
                takeEffect(underWay.get(random.nextInt(underWay.size())));
            }
            position++;
        }
        List<Call> drawn = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            Drawn call = calls.get(i);
            drawn.add(new Call(
                    call.client,
                    i,
                    call.verb,
                    number(values, call.argument),
                    number(values, call.replacement),
                    call.verb == Verb.INCR ? 1 : 0,
                    call.outcome,
                    call.result == null ? Call.UNTOLD : number(values, call.result),
                    call.invoked,
                    call.returned));
        }
        return drawn;
    }

    private static int number(Values values, String text) {
        return text == null ? Values.ABSENT : values.number(text.getBytes(StandardCharsets.UTF_8));
    }

    private Drawn begin() {
        Drawn call = new Drawn();
        call.client = random.nextInt(CLIENTS);
        call.verb = onlyDistinctWrites
                ? (random.nextBoolean() ? Verb.PUT : Verb.GET)
                : verbs.get(random.nextInt(verbs.size()));
        call.argument = call.verb == Verb.PUT || call.verb == Verb.CAS || call.verb == Verb.APPEND ? drawValue() : null;
        call.replacement = call.verb == Verb.CAS ? drawValue() : null;
        if (call.verb == Verb.CAS && random.nextInt(3) == 0) {
            boolean fromAbsent = random.nextBoolean();
            call.argument = fromAbsent ? null : call.argument;
            call.replacement = fromAbsent ? call.replacement : null;
        }
        calls.add(call);
        return call;
    }

    private String drawValue() {
        return onlyDistinctWrites ? "v" + calls.size() : Integer.toString(random.nextInt(VALUES));
    }

    private void takeEffect(Drawn call) {
        if (call.done) {
            return;
        }
        call.done = true;
        switch (call.verb) {
            case PUT -> {
                value = call.argument;
                call.outcome = Outcome.STORED;
            }
            case GET -> {
                call.outcome = value == null ? Outcome.MISSING : Outcome.FOUND;
                call.result = value;
            }
            case DELETE -> {
                call.outcome = value == null ? Outcome.MISSING : Outcome.DELETED;
                value = null;
            }
            case CAS -> {
                if (Objects.equals(call.argument, value)) {
                    call.outcome = Outcome.SWAPPED;
                    value = call.replacement;
                } else {
                    call.outcome = value == null && random.nextBoolean() ? Outcome.MISSING : Outcome.DIFFERS;
                    call.result = random.nextBoolean() ? value : null;
                }
            }
            case APPEND -> {
                value = (value == null ? "" : value) + call.argument;
                call.outcome = Outcome.STORED;
            }
            case INCR -> {
                value = Integer.toString((value == null ? 0 : Integer.parseInt(value)) + 1);
                call.outcome = Outcome.STORED;
                call.result = random.nextBoolean() ? value : null;
            }
        }
    }

    private void lie(Drawn call) {
        switch (call.verb) {
            case GET -> {
                boolean nothing = random.nextInt(3) == 0;
                call.outcome = nothing ? Outcome.MISSING : Outcome.FOUND;
                String other = onlyDistinctWrites ? "v" + (1 + random.nextInt(MOST_CALLS)) : drawValue();
                call.result = nothing ? null : other;
            }
            case DELETE -> call.outcome = call.outcome == Outcome.DELETED ? Outcome.MISSING : Outcome.DELETED;
            case CAS -> {
                call.outcome = call.outcome == Outcome.SWAPPED ? Outcome.DIFFERS : Outcome.SWAPPED;
                call.result = null;
            }
            case INCR -> call.result = drawValue();
            case PUT, APPEND -> call.outcome = Outcome.STORED;
        }
    }
}
