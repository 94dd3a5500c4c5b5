package mpjdht.service.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import mpjdht.message.Answer;
import mpjdht.service.Answers;
import mpjdht.service.Door;

/** {@code GET /keys/{key}}: the bytes of its value, or 304 when the client has them. */
final class ReadKey extends KeyExchange {
    private final byte[] key;
    private final String known;

    /**
     * A request for a value.
     *
     * @param known the header If-None-Match; empty when there is none
     */
    ReadKey(Responder responder, Door door, long place, byte[] key, String known) {
        super(responder, 0, door, place);
        this.key = key;
        this.known = known;
    }

    @Override
    String verb() {
        return "GET";
    }

    @Override
    void run() {
        get(key);
    }

    @Override
    void done(Answers answers, int index) {
        if (answers.outcome(index) == Answer.MISSING) {
            responder().refuse(HttpResponseStatus.NOT_FOUND, "the key is not there");
            return;
        }
        int offset = answers.offset(index);
        int length = answers.length(index);
        if (isTooMuch(length)) {
            responder().refuse(HttpResponseStatus.SERVICE_UNAVAILABLE, Responder.CROWDED);
            return;
        }
        String tag = Tag.of(answers.bytes(), offset, length);
        if (!known.isEmpty() && Tag.isAmong(known, tag, true)) {
            responder().send(HttpResponseStatus.NOT_MODIFIED, "", new byte[0], "etag", tag);
        } else {
            responder()
                    .send(
                            HttpResponseStatus.OK,
                            Responder.BYTES,
                            answers.bytes(),
                            offset,
                            length,
                            "etag",
                            tag,
                            "cache-control",
                            "no-store");
        }
    }
}
