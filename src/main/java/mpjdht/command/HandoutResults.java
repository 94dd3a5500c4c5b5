package mpjdht.command;

import java.io.IOException;

/** The results of the assignment's numeric language: {@code 673 40}. */
final class HandoutResults implements ResultWriter {
    static final byte[] NOT_FOUND = Ascii.bytes("NOT_FOUND");

    private final ByteOutput out;

    HandoutResults(ByteOutput out) {
        this.out = out;
    }

    @Override
    public boolean wants(Verb verb) {
        return verb == Verb.GET;
    }

    @Override
    public void write(Outcome outcome) throws IOException {
        if (outcome.verb() == Verb.GET) {
            writeValue(out, outcome);
            out.write(' ');
            out.writeUnsigned(outcome.node());
            out.write('\n');
        }
    }

    static void writeValue(ByteOutput out, Outcome outcome) throws IOException {
        if (outcome.isFound()) {
            out.write(outcome.valueBytes(), outcome.valueOffset(), outcome.valueLength());
        } else {
            out.write(NOT_FOUND);
        }
    }
}
