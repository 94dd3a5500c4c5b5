package mpjdht.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramedConsoleTest {
    /** Records each write, as a pipe would see it. */
    private static final class Writes extends OutputStream {
        final List<String> lines = new ArrayList<>();

        @Override
        public void write(int b) {
            throw new AssertionError("one frame, one write");
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int count) {
            lines.add(new String(bytes, from, count, StandardCharsets.US_ASCII));
        }

        synchronized List<Frame> frames() {
            return lines.stream()
                    .map(line -> Frames.decode(line.strip()).orElseThrow())
                    .filter(frame -> frame.kind() != Frame.Kind.ALIVE)
                    .toList();
        }
    }

    private static final class Closed extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }

    private final Writes writes = new Writes();
    private final Console console = new FramedConsole(5, writes, true, () -> {
        throw new AssertionError("the launcher is there");
    });

    @Test
    void aRankThatCannotSayThatItIsAliveSaysSoAndEnds() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        OutputStream exhausted = new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("one frame, one write");
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                String line = new String(bytes, from, count, StandardCharsets.US_ASCII);
                if (line.startsWith("~dht:A")) {
                    throw new OutOfMemoryError("no room");
                }
                lines.add(line);
            }
        };
        new FramedConsole(5, exhausted, true, ended::countDown).started(5, "h");

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(lines.get(1))
                .isEqualTo("~dht:F5:h%0Ait cannot say that it is alive: java.lang.OutOfMemoryError: no room;\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void resultsArriveByteExactWhateverTheWritesAndFlushes(int seed) throws IOException {
        Random random = new Random(seed);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        OutputStream results = console.results();
        for (int i = 0; i < 50; i++) {
            byte[] bytes = new byte[random.nextInt(random.nextBoolean() ? 10 : 60_000)];
            random.nextBytes(bytes);
            if (bytes.length == 1) {
                results.write(bytes[0]);
            } else {
                results.write(bytes);
            }
            expected.writeBytes(bytes);
            if (random.nextInt(5) == 0) {
                results.flush();
            }
        }
        results.close();

        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        writes.frames().forEach(frame -> arrived.writeBytes(frame.payload()));
        assertThat(arrived.toByteArray()).isEqualTo(expected.toByteArray());
        assertThat(writes.frames()).allSatisfy(frame -> {
            assertThat(frame.kind()).isEqualTo(Frame.Kind.RESULTS);
            assertThat(frame.rank()).isEqualTo(5);
        });
    }

    @Test
    void resultsWaitForAFlushAndSmallWritesShareAFrame() throws IOException {
        console.results().write('a');
        console.results().write('b');
        assertThat(writes.frames()).isEmpty();

        console.results().flush();

        assertThat(writes.lines).containsExactly("~dht:R5:ab;\n");
    }

    @Test
    void endingSendsTheResultsThatWereStillBuffered() throws IOException {
        console.results().write('a');

        console.ended(5, 1);

        assertThat(writes.lines).containsExactly("~dht:R5:a;\n", "~dht:E5:1;\n");
    }

    @Test
    void everyCallIsAFrame() {
        console.line("a line");
        console.progress("50 %");
        console.failed(5, "h1", "out of memory");
        console.lostPeer(5, "h1", "send failed");

        assertThat(writes.lines)
                .containsExactly(
                        "~dht:L5:a line;\n",
                        "~dht:P5:50 %25;\n",
                        "~dht:F5:h1%0Aout of memory;\n",
                        "~dht:X5:h1%0Asend failed;\n");
    }

    @Test
    void progressIsForTerminalsOnly() {
        new FramedConsole(5, writes, false, () -> {}).progress("50 %");

        assertThat(writes.lines).isEmpty();
    }

    @Test
    void aRankWhoseLauncherIsGoneIsTold() {
        AtomicInteger told = new AtomicInteger();

        new FramedConsole(5, new Closed(), false, told::incrementAndGet).line("anyone?");

        assertThat(told).hasValue(1);
    }
}
