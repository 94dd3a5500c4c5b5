package mpjdht.service.http;

import com.fasterxml.jackson.jr.ob.JSON;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mpjdht.message.Answer;
import mpjdht.message.Sizes;
import mpjdht.service.Answers;
import mpjdht.service.Door;

/**
 * {@code POST /put}, {@code /get} and {@code /delete}: key and value are strings of a JSON object, and so is the response. A write may say who wrote;
 * that is told back.
 */
final class KeyObject extends KeyExchange {
    /** Every byte of key and value may be written as an escape of six. */
    private static final int MOST_BYTES = 96 << 20;

    private static final String WRITER = "writer_id";

    private final Kind kind;
    private String key = "";
    private byte[] value = {};
    private Optional<Object> writer = Optional.empty();

    /** What is to be done. */
    enum Kind {
        GET,
        PUT,
        DELETE
    }

    KeyObject(Responder responder, Door door, long place, Kind kind) {
        super(responder, MOST_BYTES, door, place);
        this.kind = kind;
    }

    @Override
    String verb() {
        return kind.name();
    }

    @Override
    void run() {
        Map<String, Object> asked;
        try {
            asked = JSON.std.mapFrom(Arrays.copyOf(body(), length()));
        } catch (IOException e) {
            wrong("the body is no JSON object; right is " + right());
            return;
        }
        Optional<String> problem = take(asked);
        if (problem.isPresent()) {
            wrong(problem.get());
            return;
        }
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > Sizes.MAX_KEY_BYTES) {
            wrong("the key has " + bytes.length + " bytes; right is 1 to " + Sizes.MAX_KEY_BYTES);
            return;
        }
        switch (kind) {
            case GET -> get(bytes);
            case PUT -> put(bytes, value, value.length);
            case DELETE -> delete(bytes);
        }
    }

    private Optional<String> take(Map<String, Object> asked) {
        for (String name : asked.keySet()) {
            boolean isKnown = name.equals("key")
                    || (kind == Kind.PUT && name.equals("value"))
                    || (kind != Kind.GET && name.equals(WRITER));
            if (!isKnown) {
                return Optional.of("'" + name + "' is not known here; right is " + right());
            }
        }
        if (!(asked.get("key") instanceof String text)) {
            return Optional.of("'key' is no string; right is " + right());
        }
        key = text;
        if (kind == Kind.PUT) {
            if (!(asked.get("value") instanceof String given)) {
                return Optional.of("'value' is no string; right is " + right());
            }
            value = given.getBytes(StandardCharsets.UTF_8);
            if (value.length > Sizes.MAX_VALUE_BYTES) {
                return Optional.of(
                        "the value has " + value.length + " bytes; right is at most " + Sizes.MAX_VALUE_BYTES);
            }
        }
        writer = Optional.ofNullable(asked.get(WRITER));
        if (writer.isPresent() && !(writer.get() instanceof String) && !(writer.get() instanceof Number)) {
            return Optional.of("'writer_id' is no string and no number");
        }
        return Optional.empty();
    }

    private String right() {
        return kind == Kind.PUT ? "{\"key\": \"…\", \"value\": \"…\", \"writer_id\": \"…\"}" : "{\"key\": \"…\"}";
    }

    private void wrong(String why) {
        responder().refuse(HttpResponseStatus.BAD_REQUEST, why);
    }

    @Override
    void done(Answers answers, int index) {
        int outcome = answers.outcome(index);
        if (isTooMuch(answers.length(index))) {
            responder().refuse(HttpResponseStatus.SERVICE_UNAVAILABLE, Responder.CROWDED);
            return;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("success", outcome != Answer.MISSING);
        told.put("key", key);
        if (outcome == Answer.FOUND) {
            byte[] bytes = value(answers, index);
            told.put("value", new String(bytes, StandardCharsets.UTF_8));
            told.put("version", version(bytes));
        } else if (outcome == Answer.STORED) {
            told.put("version", version(value));
        } else if (outcome == Answer.MISSING) {
            told.put("error", "the key is not there");
        }
        writer.ifPresent(who -> told.put(WRITER, who));
        HttpResponseStatus status = outcome == Answer.MISSING ? HttpResponseStatus.NOT_FOUND : HttpResponseStatus.OK;
        responder().send(status, Responder.JSON, Json.bytes(told));
    }

    private static String version(byte[] bytes) {
        return Tag.of(bytes, 0, bytes.length).replace("\"", "");
    }
}
