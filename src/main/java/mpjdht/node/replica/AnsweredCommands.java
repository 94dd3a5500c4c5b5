package mpjdht.node.replica;

import java.util.LinkedHashMap;
import java.util.Map;
import mpjdht.ring.Arc;

/**
 * The commands that have changed something, or that must not be done again for another reason, each with what became of it: so that
 * a client may send a command again as long as it has no answer, and it takes effect once. Part of what replicas keep equal.
 *
 * <p>Bounded: a client has a window of commands under way. The number of a command decides its slot; when a younger one takes the
 * slot, the client has had the answer to the older one.
 */
final class AnsweredCommands {
    /** What {@link #outcome} says of a command that has not been done. */
    static final int NOT_DONE = 0;

    /** What {@link #outcome} says of a command whose client has had the answer. */
    static final int CONFIRMED = -1;

    /** In the place of an outcome: of this command nothing is known, but the client has had the answers to the older ones in its slot. */
    private static final byte FORGOTTEN = Byte.MAX_VALUE;

    private final int slots;
    private final Map<Integer, OfClient> clients = new LinkedHashMap<>();
    private OfClient lastUsed;

    /** The commands of one client. */
    private static final class OfClient {
        final int origin;
        final int[] sequences;
        final byte[] outcomes;
        final long[] positions;
        long[] numbers = {};

        OfClient(int origin, int slots) {
            this.origin = origin;
            sequences = new int[slots];
            outcomes = new byte[slots];
            positions = new long[slots];
        }

        boolean isHere(int slot) {
            return outcomes[slot] != NOT_DONE && outcomes[slot] != FORGOTTEN;
        }

        /** The youngest command that is here; without meaning if none is. */
        int newest() {
            int newest = Integer.MIN_VALUE;
            boolean isAny = false;
            for (int slot = 0; slot < sequences.length; slot++) {
                if (isHere(slot) && (!isAny || sequences[slot] - newest > 0)) {
                    newest = sequences[slot];
                    isAny = true;
                }
            }
            return newest;
        }
    }

    /** Takes commands. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes one.
         *
         * @param origin the client, as {@link mpjdht.message.Origin} names it
         * @param sequence number of the command
         * @param outcome what became of it, one of {@link mpjdht.message.Answer}
         * @param position of its key
         * @param number what it has come to; 0 if to no number
         */
        void take(int origin, int sequence, int outcome, long position, long number);
    }

    /**
     * Nothing yet.
     *
     * @param window most commands of a client under way
     */
    AnsweredCommands(int window) {
        this.slots = window == 1 ? 1 : Integer.highestOneBit(window - 1) << 1;
    }

    /** What became of a command: {@link #NOT_DONE}, {@link #CONFIRMED}, or one of {@link mpjdht.message.Answer}. */
    int outcome(int origin, int sequence) {
        OfClient client = client(origin);
        int slot = sequence & (slots - 1);
        if (client.outcomes[slot] == NOT_DONE) {
            return NOT_DONE;
        }
        int younger = client.sequences[slot] - sequence;
        if (younger == 0) {
            return client.outcomes[slot] == FORGOTTEN ? NOT_DONE : client.outcomes[slot];
        }
        return younger > 0 ? CONFIRMED : NOT_DONE;
    }

    /** The number that a command came to, which has been done, and whose client may not have had the answer. */
    long number(int origin, int sequence) {
        long[] numbers = client(origin).numbers;
        return numbers.length == 0 ? 0 : numbers[sequence & (slots - 1)];
    }

    /**
     * A command has been done; says nothing new when it, or a younger one in its place, is here.
     *
     * @param number what it has come to; 0 if to no number
     */
    void add(int origin, int sequence, int outcome, long position, long number) {
        OfClient client = client(origin);
        int slot = sequence & (slots - 1);
        int younger = client.sequences[slot] - sequence;
        boolean isNews = younger < 0 || (younger == 0 && client.outcomes[slot] == FORGOTTEN);
        if (client.outcomes[slot] == NOT_DONE || isNews) {
            client.sequences[slot] = sequence;
            client.outcomes[slot] = (byte) outcome;
            client.positions[slot] = position;
            if (number != 0 && client.numbers.length == 0) {
                client.numbers = new long[slots];
            }
            if (client.numbers.length > 0) {
                client.numbers[slot] = number;
            }
        }
    }

    /** Hands over every command that is here. */
    void forEach(Taker taker) {
        clients.values().forEach(client -> forEach(client, Integer.MAX_VALUE, taker));
    }

    /** Hands over the commands of a client that are not older than a window of them, as far as is known here. */
    void forEachOfLast(int window, int origin, Taker taker) {
        forEach(client(origin), window, taker);
    }

    private void forEach(OfClient client, int window, Taker taker) {
        int newest = client.newest();
        for (int slot = 0; slot < slots; slot++) {
            if (client.isHere(slot) && newest - client.sequences[slot] < window) {
                taker.take(
                        client.origin,
                        client.sequences[slot],
                        client.outcomes[slot],
                        client.positions[slot],
                        client.numbers.length == 0 ? 0 : client.numbers[slot]);
            }
        }
    }

    /** Forgets the commands on keys of an arc. */
    void forget(Arc arc) {
        for (OfClient client : clients.values()) {
            for (int slot = 0; slot < slots; slot++) {
                if (client.outcomes[slot] != NOT_DONE && arc.contains(client.positions[slot])) {
                    client.outcomes[slot] = FORGOTTEN;
                }
            }
        }
    }

    private OfClient client(int origin) {
        if (lastUsed == null || lastUsed.origin != origin) {
            lastUsed = clients.computeIfAbsent(origin, absent -> new OfClient(absent, slots));
        }
        return lastUsed;
    }
}
