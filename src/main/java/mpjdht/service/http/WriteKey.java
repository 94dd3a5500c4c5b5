package mpjdht.service.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Arrays;
import java.util.Optional;
import mpjdht.message.Answer;
import mpjdht.service.Answers;
import mpjdht.service.Door;

/**
 * {@code PUT /keys/{key}} and {@code DELETE /keys/{key}}. With If-Match or If-None-Match it reads the value, and if that is as it should be has it
 * become the new one in one step; when another write has come between, it looks again.
 */
final class WriteKey extends KeyExchange {
    private final byte[] key;
    private final boolean deletes;
    private final Condition condition;

    /** What the key has to be for the write to be done. */
    record Condition(String ifMatch, String ifNoneMatch) {

        /** Whether there is any. */
        boolean isAny() {
            return !ifMatch.isEmpty() || !ifNoneMatch.isEmpty();
        }

        /** Whether a value may be written over. */
        boolean allows(byte[] value) {
            String tag = Tag.of(value, 0, value.length);
            return (ifMatch.isEmpty() || Tag.isAmong(ifMatch, tag, false))
                    && (ifNoneMatch.isEmpty() || !Tag.isAmong(ifNoneMatch, tag, true));
        }

        /** Whether a key may be written that is not there. */
        boolean allowsNothing() {
            return ifMatch.isEmpty();
        }
    }

    /**
     * A request for a write.
     *
     * @param mostBytes longest value; 0 for one that deletes
     */
    WriteKey(
            Responder responder,
            int mostBytes,
            Door door,
            long place,
            byte[] key,
            boolean deletes,
            Condition condition) {
        super(responder, mostBytes, door, place);
        this.key = key;
        this.deletes = deletes;
        this.condition = condition;
    }

    @Override
    String verb() {
        if (condition.isAny()) {
            return "CAS";
        }
        return deletes ? "DELETE" : "PUT";
    }

    @Override
    void run() {
        if (condition.isAny()) {
            get(key);
        } else if (deletes) {
            delete(key);
        } else {
            put(key, body(), length());
        }
    }

    private Optional<byte[]> next() {
        return deletes ? Optional.empty() : Optional.of(Arrays.copyOf(body(), length()));
    }

    @Override
    void done(Answers answers, int index) {
        switch (answers.outcome(index)) {
            case Answer.FOUND, Answer.DIFFERS -> decide(Optional.of(value(answers, index)));
            case Answer.MISSING -> missing();
            default -> tellDone();
        }
    }

    private void missing() {
        if (deletes && condition.allowsNothing()) {
            responder().refuse(HttpResponseStatus.NOT_FOUND, "the key is not there");
        } else {
            decide(Optional.empty());
        }
    }

    private void decide(Optional<byte[]> present) {
        boolean allows = present.map(condition::allows).orElseGet(condition::allowsNothing);
        if (allows) {
            swap(key, present, next());
        } else {
            responder()
                    .refuse(
                            HttpResponseStatus.PRECONDITION_FAILED,
                            present.isPresent()
                                    ? "the key has another value than the header asks for"
                                    : "the key is not there");
        }
    }

    private void tellDone() {
        if (deletes) {
            responder().send(HttpResponseStatus.NO_CONTENT, "", new byte[0]);
        } else {
            responder().send(HttpResponseStatus.NO_CONTENT, "", new byte[0], "etag", Tag.of(body(), 0, length()));
        }
    }
}
