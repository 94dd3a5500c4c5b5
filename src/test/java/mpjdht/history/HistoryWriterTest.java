package mpjdht.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private HistoryWriter writer() throws IOException {
        return new HistoryWriter(out);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void everyFieldStandsInItsPlaceOfTheLine() throws IOException {
        try (HistoryWriter writer = writer()) {
            writer.invoke(3, 17, Verb.PUT)
                    .key(bytes("-k-"), 1, 1)
                    .value(bytes("a\"\\\n\u0001ü"), 0, 7)
                    .end(120);
            writer.invoke(4, 1L << 40, Verb.CAS)
                    .key(bytes("k"), 0, 1)
                    .old(bytes("a"), 0, 1)
                    .replacement(new byte[] {-1, 0}, 0, 2)
                    .end(121);
            writer.answer(3, 17, Outcome.STORED).from(-1, 1).end(410);
            writer.fail(4, 1L << 40).end(411);
        }

        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"client\":3,\"seq\":17,\"event\":\"invoke\",\"op\":\"PUT\",\"key\":\"k\","
                        + "\"value\":\"a\\\"\\\\\\n\\u0001ü\",\"time_ns\":120}\n"
                        + "{\"client\":4,\"seq\":1099511627776,\"event\":\"invoke\",\"op\":\"CAS\",\"key\":\"k\","
                        + "\"old\":\"a\",\"new_base64\":\"/wA=\",\"time_ns\":121}\n"
                        + "{\"client\":3,\"seq\":17,\"event\":\"return\",\"outcome\":\"stored\","
                        + "\"node\":18446744073709551615,\"rank\":1,\"time_ns\":410}\n"
                        + "{\"client\":4,\"seq\":1099511627776,\"event\":\"return\",\"outcome\":\"failed\","
                        + "\"time_ns\":411}\n");
    }

    @Test
    void versionsAndSyncsStandInTheirPlaces() throws IOException {
        try (HistoryWriter writer = writer()) {
            writer.invoke(0, 8, Verb.DELETE).key(bytes("k"), 0, 1).end(1);
            writer.answer(0, 8, Outcome.DELETED)
                    .version(1L << 62, -1)
                    .from(40, 2)
                    .end(2);
            writer.sync(0, 9).end(3);
            writer.converged(0, 9).end(4);
        }

        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        "{\"client\":0,\"seq\":8,\"event\":\"invoke\",\"op\":\"DELETE\",\"key\":\"k\",\"time_ns\":1}\n"
                                + "{\"client\":0,\"seq\":8,\"event\":\"return\",\"outcome\":\"deleted\",\"lamport\":4611686018427387904,"
                                + "\"writer\":4294967295,\"node\":40,\"rank\":2,\"time_ns\":2}\n"
                                + "{\"client\":0,\"seq\":9,\"event\":\"invoke\",\"op\":\"SYNC\",\"time_ns\":3}\n"
                                + "{\"client\":0,\"seq\":9,\"event\":\"return\",\"outcome\":\"converged\",\"time_ns\":4}\n");
        History history = read();
        assertThat(history.syncs()).containsExactly(new Sync(0, 9, 3, 4));
        assertThat(history.end().values().iterator().next())
                .extracting(Call::version)
                .containsExactly(new Version(1L << 62, -1));
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8})
    void whateverVersionIsWrittenIsReadBack(long seed) throws IOException {
        Random random = new Random(seed);
        List<Version> versions = new ArrayList<>();
        try (HistoryWriter writer = writer()) {
            for (int i = 0; i < 200; i++) {
                Version version = new Version(random.nextLong() >>> (1 + random.nextInt(63)), random.nextInt());
                versions.add(version);
                writer.invoke(1, i, Verb.GET).key(bytes("k"), 0, 1).end(i);
                writer.answer(1, i, Outcome.MISSING)
                        .version(version.lamport(), version.writer())
                        .end(i);
            }
        }

        assertThat(read().end().values().iterator().next())
                .extracting(Call::version)
                .isEqualTo(versions);
    }

    @Test
    void nothingIsWrittenOfNoEvent() throws IOException {
        writer().close();

        assertThat(out.size()).isZero();
    }

    /** Bytes of all kinds: often no UTF-8, often text with what has to be escaped, now and then longer than any buffer. */
    private static byte[] draw(Random random) {
        int length = random.nextInt(50) == 0 ? 100_000 : random.nextInt(12);
        byte[] drawn = new byte[length];
        random.nextBytes(drawn);
        if (random.nextBoolean()) {
            for (int i = 0; i < length; i++) {
                drawn[i] &= 0x7F;
            }
        }
        return random.nextInt(4) == 0 ? new String(drawn, UTF_8).getBytes(UTF_8) : drawn;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverIsWrittenIsReadBack(long seed) throws IOException {
        Random random = new Random(seed);
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        try (HistoryWriter writer = writer()) {
            for (int i = 0; i < 200; i++) {
                keys.add(draw(random));
                values.add(draw(random));
                writer.invoke(-1, i, Verb.GET)
                        .key(keys.get(i), 0, keys.get(i).length)
                        .end(i);
                writer.answer(-1, i, Outcome.FOUND)
                        .value(values.get(i), 0, values.get(i).length)
                        .from(random.nextLong(), i)
                        .end(i);
            }
        }

        History history = read();

        assertThat(history.calls()).isEqualTo(200);
        List<Call> calls = history.end().values().stream()
                .flatMap(List::stream)
                .sorted((one, other) -> Long.compare(one.sequence(), other.sequence()))
                .toList();
        for (int i = 0; i < 200; i++) {
            assertThat(history.values().bytes(calls.get(i).result())).isEqualTo(values.get(i));
            assertThat(history.end().get(history.keyNames().number(keys.get(i))))
                    .contains(calls.get(i));
        }
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void everyVerbAndOutcomeIsReadBack(Outcome outcome) throws IOException {
        Verb verb =
                switch (outcome) {
                    case STORED -> Verb.INCR;
                    case FOUND, PENDING -> Verb.GET;
                    case MISSING, DELETED -> Verb.DELETE;
                    case SWAPPED, DIFFERS -> Verb.CAS;
                };
        byte[] value = bytes("7");
        try (HistoryWriter writer = writer()) {
            writer.invoke(1, 1, verb).key(value, 0, 1);
            if (verb == Verb.CAS) {
                writer.old(value, 0, 1).replacement(value, 0, 1);
            }
            if (verb == Verb.INCR) {
                writer.by(-3);
            }
            writer.end(1);
            writer.answer(1, 1, outcome).value(value, 0, 1).end(2);
        }

        Call call = read().end().values().iterator().next().get(0);

        assertThat(call.verb()).isEqualTo(verb);
        assertThat(call.outcome()).isEqualTo(outcome);
        assertThat(call.by()).isEqualTo(verb == Verb.INCR ? -3 : 1);
    }

    @Test
    void aFailureOfTheStreamIsThrownAndTheStreamClosed() throws IOException {
        boolean[] closed = new boolean[1];
        HistoryWriter writer = new HistoryWriter(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        });
        writer.invoke(1, 1, Verb.GET).key(bytes("k"), 0, 1).end(1);

        assertThatThrownBy(writer::flush).hasMessage("disk full");
        assertThatThrownBy(writer::close).hasMessage("disk full");
        assertThat(closed[0]).isTrue();
    }

    private History read() throws IOException {
        return HistoryReader.read(new ByteArrayInputStream(out.toByteArray()));
    }
}
