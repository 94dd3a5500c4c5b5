package mpjdht.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What a client has seen of a key when it read it: for each actor how many of its values, a version vector. A client gives
 * it back with its next write, which then overwrites what it has seen and nothing else. It is opaque to clients, and good for
 * the key that it was read from only.
 *
 * <p>As bytes: the number of actors, and for each, in ascending unsigned order, its id (8 bytes, little-endian) and its
 * counter, at least 1. Numbers are canonical varints, so equal contexts are equal bytes. As text: these bytes in base64url
 * without padding.
 */
public final class CausalContext {
    /** Of a client that has seen nothing: what it writes overwrites nothing. */
    public static final CausalContext EMPTY = new CausalContext(new long[0], new long[0]);

    private static final int LEAST_ENTRY_BYTES = Long.BYTES + 1;
    private static final int QUOTED_CHARACTERS = 40;

    private final long[] actors;
    private final long[] counters;

    /** Takes actors in ascending unsigned order, each with its counter. */
    CausalContext(long[] actors, long[] counters) {
        this.actors = actors;
        this.counters = counters;
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static CausalContext read(byte[] bytes, int offset, int length) {
        VarintReader in = new VarintReader("context", bytes, offset, length);
        int count = in.count(LEAST_ENTRY_BYTES);
        long[] actors = new long[count];
        long[] counters = new long[count];
        for (int i = 0; i < count; i++) {
            actors[i] = in.actor(i, i == 0 ? 0 : actors[i - 1]);
            counters[i] = in.counter();
        }
        in.finish();
        return new CausalContext(actors, counters);
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static CausalContext parse(String text) {
        byte[] bytes = decoded(text);
        CausalContext context = read(bytes, 0, bytes.length);
        if (!context.toText().equals(text)) {
            throw notBase64(text);
        }
        return context;
    }

    /** How many values of an actor have been seen. */
    public long counter(long actor) {
        for (int i = 0; i < actors.length; i++) {
            if (actors[i] == actor) {
                return counters[i];
            }
        }
        return 0;
    }

    /** How many actors have been seen to write. */
    public int size() {
        return actors.length;
    }

    /** Whether everything that the other has seen has been seen here, too. */
    public boolean covers(CausalContext other) {
        int mine = 0;
        for (int theirs = 0; theirs < other.actors.length; theirs++) {
            while (mine < actors.length && Long.compareUnsigned(actors[mine], other.actors[theirs]) < 0) {
                mine++;
            }
            if (mine == actors.length
                    || actors[mine] != other.actors[theirs]
                    || counters[mine] < other.counters[theirs]) {
                return false;
            }
        }
        return true;
    }

    /** The context as bytes; equal contexts are equal bytes. */
    public byte[] toBytes() {
        int length = VarintWriter.length(actors.length) + Long.BYTES * actors.length;
        for (long counter : counters) {
            length += VarintWriter.length(counter);
        }
        byte[] bytes = new byte[length];
        VarintWriter out = new VarintWriter(bytes);
        out.number(actors.length);
        for (int i = 0; i < actors.length; i++) {
            out.fixed(actors[i]);
            out.number(counters[i]);
        }
        return bytes;
    }

    /** The context as a token of letters, digits, {@code -} and {@code _}. */
    public String toText() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(toBytes());
    }

    /** What a state would know in which all that this context has seen is overwritten. */
    List<ActorValues> overwritten() {
        List<ActorValues> overwritten = new ArrayList<>(actors.length);
        for (int i = 0; i < actors.length; i++) {
            overwritten.add(new ActorValues(actors[i], counters[i], List.of()));
        }
        return overwritten;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CausalContext that
                && Arrays.equals(actors, that.actors)
                && Arrays.equals(counters, that.counters);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(actors) + Arrays.hashCode(counters);
    }

    @Override
    public String toString() {
        return toText();
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw notBase64(text);
        }
    }

    private static IllegalArgumentException notBase64(String text) {
        String quoted = text.length() <= QUOTED_CHARACTERS ? text : text.substring(0, QUOTED_CHARACTERS) + "...";
        return new IllegalArgumentException("malformed context: '" + quoted
                + "' is not base64url; right is a token as a GET told it, without padding");
    }
}
