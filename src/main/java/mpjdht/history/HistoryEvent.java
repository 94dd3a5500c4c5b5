package mpjdht.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The fields of one event in a file; null where a field is not there. */
final class HistoryEvent {
    Long client;
    Long sequence;
    String kind;
    String verb;
    String outcome;
    byte[] key;
    byte[] value;
    byte[] old;
    byte[] replacement;
    /** Whether a CAS says that no value is to be there before, or after. */
    boolean isOldAbsent;

    boolean isReplacementAbsent;
    Long by;
    Long lamport;
    Long writer;

    /**
     * Reads an event from behind the beginning of its object to the end of it.
     *
     * @throws IllegalArgumentException if a field is not of its kind
     */
    static HistoryEvent read(JsonParser json) throws IOException {
        HistoryEvent event = new HistoryEvent();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            event.field(name, json);
        }
        return event;
    }

    private void field(String name, JsonParser json) throws IOException {
        switch (name) {
            case "client" -> client = integer(name, json);
            case "seq" -> sequence = integer(name, json);
            case "by" -> by = integer(name, json);
            case "lamport" -> lamport = integer(name, json);
            case "writer" -> writer = integer(name, json);
            case "event" -> kind = text(name, json);
            case "op" -> verb = text(name, json);
            case "outcome" -> outcome = text(name, json);
            case "key", "key_base64" -> key = bytes(name, json);
            case "value", "value_base64" -> value = bytes(name, json);
            case "old" -> {
                isOldAbsent = json.currentToken() == JsonToken.VALUE_NULL;
                old = isOldAbsent ? null : bytes(name, json);
            }
            case "new" -> {
                isReplacementAbsent = json.currentToken() == JsonToken.VALUE_NULL;
                replacement = isReplacementAbsent ? null : bytes(name, json);
            }
            case "old_base64" -> old = bytes(name, json);
            case "new_base64" -> replacement = bytes(name, json);
            default -> json.skipChildren();
        }
    }

    private static Long integer(String name, JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new IllegalArgumentException(name + " is not an integer");
        }
        return json.getLongValue();
    }

    private static String text(String name, JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException(name + " is not a string");
        }
        return json.getText();
    }

    private static byte[] bytes(String name, JsonParser json) throws IOException {
        String text = text(name, json);
        if (!name.endsWith("_base64")) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is not base64", e);
        }
    }

    /** The value of a field.
     *
     * @throws IllegalArgumentException if it is not there
     */
    static <T> T required(String name, T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
