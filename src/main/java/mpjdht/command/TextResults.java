package mpjdht.command;

import java.io.IOException;

/**
 * Results for people: {@code GET 15 -> 673 @40}. Keys and values are printed bare or as quoted strings, as
 * {@link BareText} says.
 */
final class TextResults implements ResultWriter {
    private static final byte[] ARROW = Ascii.bytes(" -> ");
    private static final byte[] AT = Ascii.bytes(" @");
    private static final byte[] STORED = Ascii.bytes("stored");
    private static final byte[] DELETED = Ascii.bytes("deleted");
    private static final byte[] JOINED = Ascii.bytes(" -> joined @");
    private static final byte[] LEFT = Ascii.bytes(" -> left");
    private static final byte[] ONE_KEY_MOVED = Ascii.bytes(" key moved");
    private static final byte[] KEYS_MOVED = Ascii.bytes(" keys moved");
    private static final byte[] TO = Ascii.bytes(" to @");

    private final ByteOutput out;
    private final RingText ringText;
    private final boolean verbose;

    TextResults(ByteOutput out, boolean verbose) {
        this.out = out;
        this.ringText = new RingText(out);
        this.verbose = verbose;
    }

    @Override
    public boolean wants(Verb verb) {
        return switch (verb) {
            case GET, DELETE, EXPLAIN, RING, NODE -> true;
            case PUT, ADD, REMOVE -> verbose;
            case END -> false;
        };
    }

    @Override
    public void write(Outcome outcome) throws IOException {
        Verb verb = outcome.verb();
        if (!wants(verb)) {
            return;
        }
        switch (verb) {
            case PUT, GET, DELETE -> writeKeyCommand(outcome);
            case ADD -> writeAdded(outcome);
            case REMOVE -> writeRemoved(outcome);
            case EXPLAIN, RING, NODE -> ringText.write(outcome);
            case END -> {}
        }
    }

    private void writeVerb(Verb verb) throws IOException {
        out.write(Ascii.bytes(verb));
        out.write(' ');
    }

    private void writeKeyCommand(Outcome outcome) throws IOException {
        writeVerb(outcome.verb());
        BareText.writeKey(out, outcome);
        out.write(ARROW);
        if (outcome.verb() == Verb.PUT) {
            out.write(STORED);
        } else if (!outcome.isFound()) {
            out.write(BareText.NOT_FOUND);
        } else if (outcome.verb() == Verb.DELETE) {
            out.write(DELETED);
        } else {
            BareText.writeValue(out, outcome);
        }
        out.write(AT);
        out.writeId(outcome.node());
        out.write('\n');
    }

    private void writeAdded(Outcome outcome) throws IOException {
        writeVerb(outcome.verb());
        out.writeUnsigned(outcome.rank());
        out.write(JOINED);
        out.writeUnsigned(outcome.id());
        writeKeysMoved(outcome.keysMoved());
        out.write('\n');
    }

    private void writeRemoved(Outcome outcome) throws IOException {
        writeVerb(outcome.verb());
        out.writeUnsigned(outcome.id());
        out.write(LEFT);
        writeKeysMoved(outcome.keysMoved());
        out.write(TO);
        out.writeUnsigned(outcome.successor());
        out.write('\n');
    }

    private void writeKeysMoved(long keys) throws IOException {
        out.write(',');
        out.write(' ');
        out.writeUnsigned(keys);
        out.write(keys == 1 ? ONE_KEY_MOVED : KEYS_MOVED);
    }
}
