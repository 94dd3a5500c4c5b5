package mpjdht.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a history of JSON lines, an event a line, in the order in which things happened. Fields that it does not know are
 * passed over; positions are the numbers of the lines.
 */
public final class HistoryReader {
    /** The longest value of the product, 64 MiB, in base64. */
    private static final int MAX_STRING = 90 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_STRING).build())
            .build();

    private final History history = new History();
    private int line;
    private boolean inEvent;

    private HistoryReader() {}

    /**
     * Reads a history to its end.
     *
     * @param in a history in UTF-8
     * @throws HistoryFormatException if a line is no event, or none that can follow the others
     */
    public static History read(InputStream in) throws IOException {
        HistoryReader reader = new HistoryReader();
        try (JsonParser json = JSON.createParser(in)) {
            reader.readAll(json);
        }
        return reader.history;
    }

    private void readAll(JsonParser json) throws IOException {
        try {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                line = json.currentTokenLocation().getLineNr();
                if (token != JsonToken.START_OBJECT) {
                    throw new IllegalArgumentException("not a JSON object; right is one event a line");
                }
                inEvent = true;
                take(HistoryEvent.read(json));
                inEvent = false;
            }
        } catch (JsonProcessingException e) {
            int at = inEvent || e.getLocation() == null ? line : e.getLocation().getLineNr();
            String reason = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new HistoryFormatException(at, "not JSON: " + reason);
        } catch (IllegalArgumentException e) {
            throw new HistoryFormatException(line, e.getMessage());
        }
    }

    private void take(HistoryEvent event) {
        long client = HistoryEvent.required("client", event.client);
        if (client != (int) client) {
            throw new IllegalArgumentException("client " + client + " has more than 32 bits");
        }
        long sequence = HistoryEvent.required("seq", event.sequence);
        switch (HistoryEvent.required("event", event.kind)) {
            case "invoke" -> invoke(event, (int) client, sequence);
            case "return" -> answer(event, (int) client, sequence);
            default -> throw new IllegalArgumentException("event is " + event.kind + "; right is invoke or return");
        }
    }

    private void invoke(HistoryEvent event, int client, long sequence) {
        String asked = HistoryEvent.required("op", event.verb);
        if (asked.equals("SYNC")) {
            history.sync(line, client, sequence);
            return;
        }
        Verb verb = verb(asked);
        int argument = Values.ABSENT;
        int replacement = Values.ABSENT;
        if (verb == Verb.PUT || verb == Verb.APPEND) {
            argument = history.values().number(HistoryEvent.required("value", event.value));
        } else if (verb == Verb.CAS) {
            argument = event.isOldAbsent
                    ? Values.ABSENT
                    : history.values().number(HistoryEvent.required("old", event.old));
            replacement = event.isReplacementAbsent
                    ? Values.ABSENT
                    : history.values().number(HistoryEvent.required("new", event.replacement));
        }
        long by = event.by == null ? 1 : event.by;
        int key = history.keyNames().number(HistoryEvent.required("key", event.key));
        history.invoke(line, client, sequence, verb, key, argument, replacement, by);
    }

    private void answer(HistoryEvent event, int client, long sequence) {
        String heard = HistoryEvent.required("outcome", event.outcome);
        if (heard.equals("failed")) {
            history.fail(line, client, sequence);
            return;
        }
        if (heard.equals("converged")) {
            history.converged(line, client, sequence);
            return;
        }
        Outcome outcome = outcome(heard);
        if (outcome == Outcome.FOUND) {
            HistoryEvent.required("value", event.value);
        }
        int result = event.value == null ? Call.UNTOLD : history.values().number(event.value);
        history.answer(line, client, sequence, outcome, result, version(event));
    }

    private static Version version(HistoryEvent event) {
        if (event.lamport == null && event.writer == null) {
            return Version.UNTOLD;
        }
        long lamport = HistoryEvent.required("lamport", event.lamport);
        if (lamport < 0) {
            throw new IllegalArgumentException("lamport is " + lamport + "; right is 0 or more");
        }
        long writer = HistoryEvent.required("writer", event.writer);
        if (writer != Integer.toUnsignedLong((int) writer)) {
            throw new IllegalArgumentException("writer is " + writer + "; right is 0 to 4294967295");
        }
        return new Version(lamport, (int) writer);
    }

    private static Verb verb(String name) {
        return switch (name) {
            case "PUT" -> Verb.PUT;
            case "GET" -> Verb.GET;
            case "DELETE" -> Verb.DELETE;
            case "CAS" -> Verb.CAS;
            case "INCR" -> Verb.INCR;
            case "APPEND" -> Verb.APPEND;
            default ->
                throw new IllegalArgumentException(
                        "op is '" + name + "'; right is PUT, GET, DELETE, CAS, INCR, APPEND or SYNC");
        };
    }

    private static Outcome outcome(String name) {
        return switch (name) {
            case "stored" -> Outcome.STORED;
            case "found" -> Outcome.FOUND;
            case "missing" -> Outcome.MISSING;
            case "deleted" -> Outcome.DELETED;
            case "swapped" -> Outcome.SWAPPED;
            case "differs" -> Outcome.DIFFERS;
            case "unknown" -> Outcome.PENDING;
            default ->
                throw new IllegalArgumentException(
                        "outcome is '" + name
                                + "'; right is stored, found, missing, deleted, swapped, differs, converged, failed or unknown");
        };
    }
}
