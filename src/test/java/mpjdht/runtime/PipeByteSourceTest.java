package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mpjdht.command.ByteSource;
import org.junit.jupiter.api.Test;

class PipeByteSourceTest {
    private final Semaphore wakes = new Semaphore(0);
    private final Inbox inbox = new Inbox(wakes::release);

    @Test
    void givesEveryByteOnceAndThenTheEndForEver() throws Exception {
        byte[] all = new byte[3_000_001];
        new Random(1).nextBytes(all);
        PipeByteSource source = new PipeByteSource(() -> new ByteArrayInputStream(all), "test", inbox);
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        byte[] buffer = new byte[10_000];
        int count;
        do {
            assertThat(source.await(10_000)).isTrue();
            count = source.read(buffer, 7, 9_000);
            if (count > 0) {
                got.write(buffer, 7, count);
            }
        } while (count != ByteSource.END);

        assertThat(got.toByteArray()).isEqualTo(all);
        assertThat(source.read(buffer, 0, 10)).isEqualTo(ByteSource.END);
        assertThat(source.await(0)).isTrue();
    }

    @Test
    void saysNothingYetWhileTheWriterIsQuiet() throws Exception {
        try (PipedOutputStream writer = new PipedOutputStream();
                PipedInputStream reader = new PipedInputStream(writer)) {
            PipeByteSource source = new PipeByteSource(() -> reader, "test", inbox);
            byte[] buffer = new byte[10];

            assertThat(source.read(buffer, 0, 10)).isEqualTo(ByteSource.NOTHING_YET);
            assertThat(source.await(1)).isFalse();
            writer.write(42);
            writer.flush();
            assertThat(source.await(10_000)).isTrue();
            assertThat(source.read(buffer, 0, 10)).isEqualTo(1);
            assertThat(buffer[0]).isEqualTo((byte) 42);
        }
    }

    @Test
    void tellsWhyTheStreamCannotBeRead() throws Exception {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the device is gone");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("the device is gone");
            }
        };
        PipeByteSource source = new PipeByteSource(() -> broken, "test", inbox);
        source.await(10_000);

        assertThatThrownBy(() -> source.read(new byte[1], 0, 1)).hasMessage("the device is gone");
    }

    @Test
    void anErrorOfTheReaderIsToldToWhoWaits() throws Exception {
        PipeByteSource source = new PipeByteSource(
                () -> {
                    throw new OutOfMemoryError("no room");
                },
                "test",
                inbox);
        assertThat(source.await(10_000)).isTrue();

        assertThatThrownBy(() -> source.read(new byte[1], 0, 1)).hasMessage("java.lang.OutOfMemoryError: no room");
    }

    @Test
    void nobodyWaitsForTheOtherEndToBeOpened() throws Exception {
        CountDownLatch opened = new CountDownLatch(1);
        PipeByteSource source = new PipeByteSource(
                () -> {
                    awaitUninterrupted(opened);
                    return new ByteArrayInputStream(new byte[] {7});
                },
                "test",
                inbox);
        byte[] into = new byte[1];

        assertThat(source.read(into, 0, 1)).isEqualTo(ByteSource.NOTHING_YET);
        assertThat(source.await(1)).isFalse();
        opened.countDown();
        assertThat(source.await(10_000)).isTrue();
        assertThat(source.read(into, 0, 1)).isEqualTo(1);
    }

    private static void awaitUninterrupted(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void holdsOnlyAFewBlocksOfAnEndlessStream() throws Exception {
        AtomicLong given = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                given.addAndGet(length);
                return length;
            }
        };
        PipeByteSource source = new PipeByteSource(() -> endless, "test", inbox);
        byte[] buffer = new byte[64 << 10];
        for (int i = 0; i < 100; i++) {
            source.await(10_000);
            source.read(buffer, 0, buffer.length);
        }

        assertThat(given.get()).isLessThanOrEqualTo((100 + 18) * (64L << 10));
    }

    @Test
    void postsTheFirstBytesThatComeAfterThereWasNothing() throws Exception {
        try (PipedOutputStream writer = new PipedOutputStream();
                PipedInputStream reader = new PipedInputStream(writer)) {
            PipeByteSource source = new PipeByteSource(() -> reader, "test", inbox);
            byte[] buffer = new byte[10];
            for (int i = 0; i < 3; i++) {
                assertThat(source.read(buffer, 0, 10)).isEqualTo(ByteSource.NOTHING_YET);
                assertThat(inbox.awaitsInput()).isTrue();

                writer.write(42);
                writer.flush();

                assertThat(wakes.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
                assertThat(source.read(buffer, 0, 10)).isEqualTo(1);
                assertThat(inbox.awaitsInput()).isFalse();
            }
        }
    }

    @Test
    void postsNothingForWhichNobodyAsked() throws Exception {
        PipeByteSource source = new PipeByteSource(() -> new ByteArrayInputStream(new byte[10]), "test", inbox);
        assertThat(source.await(10_000)).isTrue();
        assertThat(source.read(new byte[10], 0, 10)).isEqualTo(10);
        assertThat(source.await(10_000)).isTrue();
        assertThat(source.read(new byte[10], 0, 10)).isEqualTo(ByteSource.END);

        assertThat(wakes.availablePermits()).isZero();
        assertThat(inbox.awaitsInput()).isFalse();
    }

    @Test
    void postsTheEndAndFailures() throws Exception {
        CountDownLatch opened = new CountDownLatch(1);
        PipeByteSource ending = new PipeByteSource(
                () -> {
                    awaitUninterrupted(opened);
                    return InputStream.nullInputStream();
                },
                "test",
                inbox);
        PipeByteSource failing = new PipeByteSource(
                () -> {
                    awaitUninterrupted(opened);
                    throw new IOException("the device is gone");
                },
                "test",
                inbox);
        assertThat(ending.read(new byte[1], 0, 1)).isEqualTo(ByteSource.NOTHING_YET);
        assertThat(failing.read(new byte[1], 0, 1)).isEqualTo(ByteSource.NOTHING_YET);

        opened.countDown();

        assertThat(wakes.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
        assertThat(ending.read(new byte[1], 0, 1)).isEqualTo(ByteSource.END);
        assertThatThrownBy(() -> failing.read(new byte[1], 0, 1)).hasMessage("the device is gone");
        assertThat(inbox.awaitsInput()).isFalse();
    }

    @Test
    void nobodyAwaitsMoreOfWhatIsClosed() throws Exception {
        try (PipedOutputStream writer = new PipedOutputStream();
                PipedInputStream reader = new PipedInputStream(writer)) {
            PipeByteSource source = new PipeByteSource(() -> reader, "test", inbox);
            assertThat(source.read(new byte[1], 0, 1)).isEqualTo(ByteSource.NOTHING_YET);

            source.close();

            assertThat(inbox.awaitsInput()).isFalse();
        }
    }
}
