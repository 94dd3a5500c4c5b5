package mpjdht.command;

import java.io.IOException;

/**
 * The results of a university assignment's language: a line for each GET, with the bytes of its value as they are, and for each value
 * where there are several side by side. The
 * assignment has no other command that prints; who adds one to a script gets what {@link KeyText} and {@link RingText} say.
 */
final class GetLines implements ResultWriter {
    private static final byte[] NOT_FOUND = Ascii.bytes("NOT_FOUND");

    private final ByteOutput out;
    private final KeyText keyText;
    private final RingText ringText;
    private final byte[] beforeValue;
    private final byte[] beforeNode;
    private final byte[] lastLine;

    private GetLines(ByteOutput out, String beforeValue, String beforeNode, String lastLine) {
        this.out = out;
        this.keyText = new KeyText(out);
        this.ringText = new RingText(out);
        this.beforeValue = Ascii.bytes(beforeValue);
        this.beforeNode = Ascii.bytes(beforeNode);
        this.lastLine = Ascii.bytes(lastLine);
    }

    /** In numbers: {@code 673 40}. */
    static GetLines handout(ByteOutput out) {
        return new GetLines(out, "", " ", "");
    }

    /** In words: {@code val is 673, storage id is 40}, and a last line when the job ends. */
    static GetLines classic(ByteOutput out) {
        return new GetLines(out, "val is ", ", storage id is ", "command finalizing\n");
    }

    @Override
    public boolean wants(Verb verb) {
        return verb == Verb.GET || KeyText.addsToAssignment(verb) || RingText.tells(verb);
    }

    @Override
    public void write(Outcome outcome) throws IOException {
        if (outcome.verb() != Verb.GET) {
            if (outcome.verb() == Verb.KEYS) {
                keyText.writePlace(outcome);
            } else if (KeyText.addsToAssignment(outcome.verb())) {
                keyText.write(outcome);
            } else if (RingText.tells(outcome.verb())) {
                ringText.write(outcome);
            }
            return;
        }
        if (!outcome.isFound()) {
            writeLine(NOT_FOUND, 0, NOT_FOUND.length, outcome);
        } else if (outcome.siblings().isEmpty()) {
            writeLine(outcome.valueBytes(), outcome.valueOffset(), outcome.valueLength(), outcome);
        } else {
            for (byte[] sibling : outcome.siblings()) {
                writeLine(sibling, 0, sibling.length, outcome);
            }
        }
    }

    private void writeLine(byte[] value, int offset, int length, Outcome outcome) throws IOException {
        out.write(beforeValue);
        out.write(value, offset, length);
        out.write(beforeNode);
        out.writeId(outcome.node());
        out.write('\n');
    }

    @Override
    public void finish() throws IOException {
        out.write(lastLine);
    }
}
