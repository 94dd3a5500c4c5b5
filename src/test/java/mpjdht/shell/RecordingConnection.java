package mpjdht.shell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A server that answers each line as it is told to, and notes what was run. */
final class RecordingConnection implements Connection {
    final List<String> run = new ArrayList<>();
    final List<String> looked = new ArrayList<>();
    Function<String, Reply> answer = line -> Reply.done(List.of("did " + line));
    Optional<Reply> ring = Optional.empty();
    boolean isLost;

    @Override
    public Reply run(byte[] line) throws LostException {
        if (isLost) {
            throw new LostException("it is lost");
        }
        String text = new String(line, StandardCharsets.UTF_8);
        run.add(text);
        return answer.apply(text);
    }

    @Override
    public Optional<Reply> look(byte[] line, long millis) {
        looked.add(new String(line, StandardCharsets.UTF_8));
        return ring;
    }

    @Override
    public void giveUp() {
        throw new AssertionError("nobody gives up here");
    }

    @Override
    public void close() {}
}
