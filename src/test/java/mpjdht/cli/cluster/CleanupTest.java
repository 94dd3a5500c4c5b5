package mpjdht.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupTest {
    private final List<String> done = new ArrayList<>();
    private final Cleanup cleanup = new Cleanup();

    @Test
    void undoesInReverseOrderOnce() {
        cleanup.add(() -> done.add("first"));
        cleanup.add(() -> done.add("second"));
        assertThat(cleanup.hasBegun()).isFalse();

        cleanup.run();
        cleanup.run();

        assertThat(done).containsExactly("second", "first");
        assertThat(cleanup.hasBegun()).isTrue();
    }

    @Test
    void aStepThatThrowsDoesNotStopTheOthers() {
        cleanup.add(() -> done.add("first"));
        cleanup.add(() -> {
            throw new IllegalStateException("a step that throws, for a test");
        });

        cleanup.run();

        assertThat(done).containsExactly("first");
    }

    @Test
    void whatComesTooLateIsUndoneAtOnce() {
        cleanup.run();
        cleanup.add(() -> done.add("late"));

        assertThat(done).containsExactly("late");
    }
}
