package mpjdht.service.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mpjdht.message.Answer;
import mpjdht.message.Sizes;
import mpjdht.service.Answers;
import mpjdht.service.Door;

/**
 * {@code POST /put}, {@code /get} and {@code /delete}: key and value are strings of a JSON object, and so is the response. Whoever asks may say who
 * that is, and is told it back. A long value is told piece by piece.
 */
final class KeyObject extends KeyExchange {
    /** A body is read in one piece, while others wait. */
    private static final int MOST_BYTES = 4 << 20;

    private static final String WRITER = "writer_id";

    private final Kind kind;
    private String key = "";
    private byte[] value = {};
    private Optional<Object> writer = Optional.empty();
    private Optional<LongValue> found = Optional.empty();

    /** What is to be done. */
    enum Kind {
        GET,
        PUT,
        DELETE
    }

    /** A value that is told piece by piece, and what stands behind it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record LongValue(ValuePieces pieces, int length, byte[] end) {}

    KeyObject(Responder responder, Door door, long place, Kind kind) {
        super(responder, MOST_BYTES, door, place);
        this.kind = kind;
    }

    @Override
    String verb() {
        return kind.name();
    }

    @Override
    String tooLong() {
        return super.tooLong() + "; PUT /keys/KEY takes any value";
    }

    @Override
    void run() {
        try {
            Map<String, Object> asked = Json.object(body(), length())
                    .orElseThrow(() ->
                            new BadRequestException("the body is not one JSON object in UTF-8; right is " + right()));
            take(asked);
            byte[] bytes = bytes(asked, "key");
            if (bytes.length == 0 || bytes.length > Sizes.MAX_KEY_BYTES) {
                throw new BadRequestException(
                        "the key has " + bytes.length + " bytes; right is 1 to " + Sizes.MAX_KEY_BYTES);
            }
            switch (kind) {
                case GET -> get(bytes);
                case PUT -> put(bytes, value, value.length);
                case DELETE -> delete(bytes);
            }
        } catch (BadRequestException e) {
            responder().refuse(HttpResponseStatus.BAD_REQUEST, e.getMessage());
        }
    }

    private void take(Map<String, Object> asked) throws BadRequestException {
        for (String name : asked.keySet()) {
            boolean isKnown = name.equals("key") || (kind == Kind.PUT && name.equals("value")) || name.equals(WRITER);
            if (!isKnown) {
                throw new BadRequestException("'" + name + "' is not known here; right is " + right());
            }
        }
        if (asked.get("key") instanceof String text) {
            key = text;
        }
        if (kind == Kind.PUT) {
            value = bytes(asked, "value");
        }
        if (asked.containsKey(WRITER)) {
            writer = Optional.of(writer(asked));
        }
    }

    private byte[] bytes(Map<String, Object> asked, String name) throws BadRequestException {
        if (!(asked.get(name) instanceof String text)) {
            throw new BadRequestException("'" + name + "' is no string; right is " + right());
        }
        return Json.utf8(text)
                .orElseThrow(() -> new BadRequestException(
                        "'" + name + "' has half of a surrogate pair; right is both halves, as in \\ud83d\\ude00"));
    }

    private Object writer(Map<String, Object> asked) throws BadRequestException {
        Object who = asked.get(WRITER);
        if (who instanceof Integer || who instanceof Long) {
            return who;
        }
        if (!(who instanceof String)) {
            throw new BadRequestException(
                    "'" + WRITER + "' is neither; right is a string, or a whole number of 64 bits");
        }
        bytes(asked, WRITER);
        return who;
    }

    private String right() {
        return kind == Kind.PUT
                ? "{\"key\": \"…\", \"value\": \"…\", \"writer_id\": \"…\"}"
                : "{\"key\": \"…\", \"writer_id\": \"…\"}";
    }

    @Override
    void done(Answers answers, int index) {
        int outcome = answers.outcome(index);
        if (isTooMuch(answers.length(index))) {
            responder().refuse(HttpResponseStatus.SERVICE_UNAVAILABLE, Responder.CROWDED);
            return;
        }
        if (outcome == Answer.FOUND) {
            found(value(answers, index));
            return;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("success", outcome != Answer.MISSING);
        told.put("key", key);
        if (outcome == Answer.STORED) {
            told.put("version", version(value));
        } else if (outcome == Answer.MISSING) {
            told.put("error", "the key is not there");
        }
        writer.ifPresent(who -> told.put(WRITER, who));
        HttpResponseStatus status = outcome == Answer.MISSING ? HttpResponseStatus.NOT_FOUND : HttpResponseStatus.OK;
        responder().send(status, Responder.JSON, Json.bytes(told));
    }

    private void found(byte[] bytes) {
        Map<String, Object> behind = new LinkedHashMap<>();
        behind.put("version", version(bytes));
        writer.ifPresent(who -> behind.put(WRITER, who));
        byte[] end = ("\"," + Json.text(behind).substring(1)).getBytes(StandardCharsets.UTF_8);
        ValuePieces pieces = new ValuePieces(bytes);
        if (bytes.length > ValuePieces.PIECE_BYTES) {
            found = Optional.of(new LongValue(pieces, bytes.length, end));
            responder().goOnAfterOthers();
            return;
        }
        pieces.look();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head(pieces));
        whole.writeBytes(pieces.next());
        whole.writeBytes(end);
        responder().send(HttpResponseStatus.OK, Responder.JSON, whole.toByteArray());
    }

    private byte[] head(ValuePieces pieces) {
        String head = "{\"success\":true,\"key\":" + Json.text(key) + ",\"" + pieces.name() + "\":\"";
        return head.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    void goOn() {
        if (found.isPresent() && responder().isRead()) {
            tell(found.get());
        }
    }

    private void tell(LongValue value) {
        ValuePieces pieces = value.pieces();
        if (!pieces.look()) {
            responder().goOnAfterOthers();
            return;
        }
        if (pieces.isAtBegin()) {
            responder().begin(Responder.JSON);
            responder().append(head(pieces));
        }
        responder().append(pieces.next());
        if (pieces.isOver()) {
            found = Optional.empty();
            responder().append(value.end());
            responder().end();
        } else {
            responder().goOnAfterOthers();
        }
    }

    @Override
    long heldBytes() {
        return (long) length() + found.map(LongValue::length).orElse(0);
    }

    private static String version(byte[] bytes) {
        return Tag.of(bytes, 0, bytes.length).replace("\"", "");
    }
}
