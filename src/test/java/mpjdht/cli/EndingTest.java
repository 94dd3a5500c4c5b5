package mpjdht.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import mpjdht.runtime.console.DirectConsole;
import org.junit.jupiter.api.Test;

class EndingTest {
    private final List<String> steps = new ArrayList<>();
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private final Ending ending = new Ending(new DirectConsole(stream, stream, false), 2, false);

    @Test
    void resultsAreOutThenJudgedThenInPlaceAndThenSummedUp() {
        assertThat(ending.conclude(new Steps(1))).isEqualTo(1);

        assertThat(steps).containsExactly("flush", "judge", "close with 1", "sum up");
    }

    @Test
    void nothingIsSummedUpWhenTheResultsCannotGetOut() {
        Steps broken = new Steps(0) {
            @Override
            public void flush() {
                throw new UncheckedIOException(new IOException("the disk is full"));
            }
        };

        assertThatThrownBy(() -> ending.conclude(broken)).hasMessageContaining("the disk is full");
        assertThat(steps).isEmpty();
    }

    /** Notes what it is asked to do. */
    private class Steps implements Ending.Results {
        private final int exitCode;

        Steps(int exitCode) {
            this.exitCode = exitCode;
        }

        @Override
        public void flush() {
            steps.add("flush");
        }

        @Override
        public int judge() {
            steps.add("judge");
            return exitCode;
        }

        @Override
        public void close(int ended) {
            steps.add("close with " + ended);
        }

        @Override
        public void sumUp() {
            steps.add("sum up");
        }
    }
}
