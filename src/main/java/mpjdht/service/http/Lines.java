package mpjdht.service.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import mpjdht.command.Verb;

/** What requests ask for, as lines of the command language. */
final class Lines {
    private static final String NODE = "{\"rank\": 3, \"id\": \"500\"}, the id if it is to have one";
    private static final String FAULT = "one line of the command language, as CRASH RANK 3";
    private static final String DIGITS = "[0-9]{1,60}";

    private Lines() {}

    /** A key as a quoted string. */
    static String quoted(byte[] key) {
        StringBuilder text = new StringBuilder("\"");
        for (byte next : key) {
            if (next >= ' ' && next <= '~' && next != '"' && next != '\\') {
                text.append((char) next);
            } else {
                text.append("\\x%02X".formatted(next & 0xff));
            }
        }
        return text.append('"').toString();
    }

    /** An id that a path names. */
    static String id(String text) throws BadRequestException {
        if (!text.matches(DIGITS)) {
            throw new BadRequestException("the id of a node is a number in decimal digits");
        }
        return text;
    }

    /** A node that joins. */
    static String add(byte[] body, int length) throws BadRequestException {
        Map<String, Object> asked = Json.object(body, length)
                .orElseThrow(
                        () -> new BadRequestException("the body is not one JSON object in UTF-8; right is " + NODE));
        String rank = number(asked, "rank")
                .orElseThrow(() -> new BadRequestException("'rank' is no number; right is " + NODE));
        String line = "ADD " + rank;
        if (asked.get("id") != null) {
            line += " "
                    + number(asked, "id")
                            .orElseThrow(() -> new BadRequestException("'id' is no number; right is " + NODE));
        }
        for (String name : asked.keySet()) {
            if (!name.equals("rank") && !name.equals("id")) {
                throw new BadRequestException("'" + name + "' is not known here; right is " + NODE);
            }
        }
        return line;
    }

    private static Optional<String> number(Map<String, Object> asked, String name) {
        Object value = asked.get(name);
        String text = value == null ? "" : value.toString();
        return text.matches(DIGITS) ? Optional.of(text) : Optional.empty();
    }

    /** A fault, as it is written in a command file. */
    static String fault(byte[] body, int length) throws BadRequestException {
        String line = new String(body, 0, length, StandardCharsets.UTF_8).strip();
        if (line.isEmpty() || line.chars().anyMatch(one -> one < ' ')) {
            throw new BadRequestException("right is " + FAULT);
        }
        String word = line.split("[ \t]", 2)[0];
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        Verb verb = Verb.read(bytes, 0, bytes.length);
        if (verb == null || !verb.isFault()) {
            throw new BadRequestException("'" + word + "' is no fault; right is " + FAULT);
        }
        return line;
    }
}
