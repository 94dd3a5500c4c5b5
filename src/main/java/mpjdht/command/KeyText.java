package mpjdht.command;

import java.io.IOException;

/**
 * The results of PUT, GET, DELETE, CAS, INCR and APPEND for people: {@code GET 15 -> 673 @40}. Keys and values are printed bare or as
 * quoted strings, as {@link BareText} says.
 */
final class KeyText {
    private static final byte[] ARROW = Ascii.bytes(" -> ");
    private static final byte[] AT = Ascii.bytes(" @");
    private static final byte[] STORED = Ascii.bytes("stored");
    private static final byte[] DELETED = Ascii.bytes("deleted");
    private static final byte[] SWAPPED = Ascii.bytes("swapped");
    private static final byte[] DIFFERS = Ascii.bytes("differs ");

    private static final byte[] BESIDE = Ascii.bytes(" | ");

    private final ByteOutput out;

    KeyText(ByteOutput out) {
        this.out = out;
    }

    /** Whether the assignment that {@link GetLines} serves has no such verb, and its results are written here. */
    static boolean addsToAssignment(Verb verb) {
        return verb == Verb.CAS || verb == Verb.INCR || verb == Verb.KEYS;
    }

    /** Writes one of the keys that KEYS tells. */
    void writePlace(Outcome outcome) throws IOException {
        out.write(Ascii.bytes(outcome.verb()));
        out.write(' ');
        BareText.writeKey(out, outcome);
        out.write(AT);
        out.writeId(outcome.node());
        out.write('\n');
    }

    void write(Outcome outcome) throws IOException {
        out.write(Ascii.bytes(outcome.verb()));
        out.write(' ');
        BareText.writeKey(out, outcome);
        out.write(ARROW);
        if (outcome.verb() == Verb.PUT || outcome.verb() == Verb.APPEND) {
            out.write(STORED);
        } else if (!outcome.isFound()) {
            out.write(BareText.NOT_FOUND);
        } else {
            writeFound(outcome);
        }
        out.write(AT);
        out.writeId(outcome.node());
        out.write('\n');
    }

    private void writeFound(Outcome outcome) throws IOException {
        if (outcome.verb() == Verb.DELETE) {
            out.write(DELETED);
        } else if (outcome.isSwapped()) {
            out.write(SWAPPED);
        } else {
            if (outcome.verb() == Verb.CAS) {
                out.write(DIFFERS);
            }
            BareText.writeValue(out, outcome);
            for (int i = 1; i < outcome.siblings().size(); i++) {
                out.write(BESIDE);
                BareText.writeValue(out, outcome.siblings().get(i));
            }
        }
    }
}
