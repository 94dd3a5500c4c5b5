package mpjdht.command;

import java.io.IOException;

/** The results of the assignment's language in words: {@code val is 673, storage id is 40}. */
final class ClassicResults implements ResultWriter {
    private static final byte[] VALUE = Ascii.bytes("val is ");
    private static final byte[] NODE = Ascii.bytes(", storage id is ");
    private static final byte[] LAST_LINE = Ascii.bytes("command finalizing\n");

    private final ByteOutput out;

    ClassicResults(ByteOutput out) {
        this.out = out;
    }

    @Override
    public boolean wants(Verb verb) {
        return verb == Verb.GET;
    }

    @Override
    public void write(Outcome outcome) throws IOException {
        if (outcome.verb() == Verb.GET) {
            out.write(VALUE);
            HandoutResults.writeValue(out, outcome);
            out.write(NODE);
            out.writeUnsigned(outcome.node());
            out.write('\n');
        }
    }

    @Override
    public void finish() throws IOException {
        out.write(LAST_LINE);
    }
}
