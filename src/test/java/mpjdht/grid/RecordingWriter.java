package mpjdht.grid;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import mpjdht.command.Outcome;
import mpjdht.command.ResultWriter;
import mpjdht.command.Verb;

/** Writes results as {@link Oracle} does, into a list. */
public final class RecordingWriter implements ResultWriter {
    private final List<String> lines = new ArrayList<>();
    private boolean finished;

    @Override
    public boolean wants(Verb verb) {
        return true;
    }

    @Override
    public void write(Outcome outcome) {
        String verb = outcome.verb().name();
        switch (outcome.verb()) {
            case PUT, GET, DELETE ->
                lines.add(Oracle.keyLine(
                        verb,
                        outcome.line(),
                        ByteBuffer.wrap(outcome.keyBytes(), outcome.keyOffset(), outcome.keyLength()),
                        outcome.verb() == Verb.GET && outcome.isFound()
                                ? ByteBuffer.wrap(outcome.valueBytes(), outcome.valueOffset(), outcome.valueLength())
                                : null,
                        outcome.isFound(),
                        outcome.node(),
                        outcome.rank()));
            case ADD, REMOVE ->
                lines.add(Oracle.membershipLine(
                        verb, outcome.line(), outcome.id(), outcome.keysMoved(), outcome.bytesMoved()));
            case END -> {}
        }
    }

    @Override
    public void finish() {
        finished = true;
    }

    /** A line for every result so far. */
    public List<String> lines() {
        return lines;
    }

    /** Whether the run came to its end. */
    public boolean finished() {
        return finished;
    }
}
