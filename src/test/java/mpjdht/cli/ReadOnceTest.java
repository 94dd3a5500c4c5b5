package mpjdht.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ReadOnceTest {
    private final Queue<String> pipe = new ArrayDeque<>(List.of("first", "second"));

    @Test
    void everybodyGetsWhatWasReadOnce() throws IOException {
        ReadOnce reader = new ReadOnce(file -> pipe.remove());

        assertThat(reader.read("a")).isEqualTo("first");
        assertThat(reader.read("a")).isEqualTo("first");
        assertThat(reader.read("b")).isEqualTo("second");
    }

    @Test
    void everybodyGetsTheFailure() {
        ReadOnce reader = new ReadOnce(file -> {
            throw new IOException(pipe.remove());
        });

        assertThatThrownBy(() -> reader.read("a")).hasMessage("first");
        assertThatThrownBy(() -> reader.read("a")).hasMessage("first");
    }
}
