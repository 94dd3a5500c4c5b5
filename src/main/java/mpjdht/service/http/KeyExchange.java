package mpjdht.service.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Arrays;
import java.util.Optional;
import mpjdht.message.Answer;
import mpjdht.message.SwapRecord;
import mpjdht.service.Answers;
import mpjdht.service.Door;

/** A request about one key, of which the grid is asked. */
abstract class KeyExchange extends Exchange {
    private static final byte[] NOTHING = {};
    private static final int LONG_BYTES = 1 << 20;

    private final Door door;
    private final long place;

    /**
     * A request whose body has not come.
     *
     * @param door the way to the grid
     * @param place of whoever waits for the answer
     */
    KeyExchange(Responder responder, int mostBytes, Door door, long place) {
        super(responder, mostBytes);
        this.door = door;
        this.place = place;
    }

    void get(byte[] key) {
        door.get(caller(), number(), key, 0, key.length);
        responder().submit();
    }

    /** Stores the value that follows the key in one array. */
    void put(byte[] key, byte[] value, int length) {
        byte[] both = Arrays.copyOf(key, key.length + length);
        System.arraycopy(value, 0, both, key.length, length);
        door.put(caller(), number(), both, 0, key.length, key.length, length);
        responder().submit();
    }

    void delete(byte[] key) {
        door.delete(caller(), number(), key, 0, key.length);
        responder().submit();
    }

    /** Has a value become another in one step; one that is empty is not there, and not both are. */
    void swap(byte[] key, Optional<byte[]> old, Optional<byte[]> next) {
        if (responder().isEnding()) {
            responder().refuse(HttpResponseStatus.SERVICE_UNAVAILABLE, Responder.ENDING);
            return;
        }
        int oldLength = old.map(bytes -> bytes.length).orElse(0);
        int newLength = next.map(bytes -> bytes.length).orElse(0);
        if (oldLength + newLength > SwapRecord.MAX_VALUES_BYTES) {
            responder()
                    .refuse(
                            HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                            "the value that is there and the new one together may have " + SwapRecord.MAX_VALUES_BYTES
                                    + " bytes");
            return;
        }
        byte[] all = Arrays.copyOf(key, key.length + oldLength + newLength);
        int newAt = key.length + oldLength;
        System.arraycopy(old.orElse(NOTHING), 0, all, key.length, oldLength);
        System.arraycopy(next.orElse(NOTHING), 0, all, newAt, newLength);
        door.swap(
                caller(),
                number(),
                all,
                0,
                key.length,
                key.length,
                old.isPresent() ? oldLength : SwapRecord.ABSENT,
                newAt,
                next.isPresent() ? newLength : SwapRecord.ABSENT);
        responder().submit();
    }

    /** Whether a value of that length is too much to be told, because so much waits already for clients that do not read. */
    boolean isTooMuch(int length) {
        return length > LONG_BYTES && door.isCrowded();
    }

    private int caller() {
        return (int) (place >>> Integer.SIZE);
    }

    private int number() {
        return (int) place;
    }

    @Override
    void answered(Answers answers, int index) {
        switch (answers.outcome(index)) {
            case Answer.REFUSED ->
                responder()
                        .refuse(
                                HttpResponseStatus.SERVICE_UNAVAILABLE,
                                "too few copies of the key are alive; nothing was written");
            case Answer.UNAVAILABLE ->
                responder()
                        .refuse(
                                HttpResponseStatus.SERVICE_UNAVAILABLE,
                                "no copy of the key can be reached; nothing was done");
            case Answer.UNKNOWN ->
                responder()
                        .refuse(
                                HttpResponseStatus.GATEWAY_TIMEOUT,
                                "no copy of the key can be reached any more; nobody can tell whether the write was done");
            case Answer.NOT_REACHED ->
                responder()
                        .refuse(
                                HttpResponseStatus.GATEWAY_TIMEOUT,
                                "the search for the key ended before it had asked every node");
            default -> done(answers, index);
        }
    }

    /** The grid has done it. */
    abstract void done(Answers answers, int index);

    /** The value of an answer. */
    static byte[] value(Answers answers, int index) {
        int at = answers.offset(index);
        return Arrays.copyOfRange(answers.bytes(), at, at + answers.length(index));
    }
}
