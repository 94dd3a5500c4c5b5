package mpjdht.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static mpjdht.store.SiblingsBytes.bytes;
import static mpjdht.store.SiblingsBytes.fixed;
import static mpjdht.store.SiblingsBytes.number;
import static mpjdht.store.SiblingsBytes.randomLeft;
import static mpjdht.store.SiblingsBytes.randomSiblings;
import static mpjdht.store.SiblingsBytes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.Function;
import mpjdht.store.SiblingsBytes.Left;
import org.junit.jupiter.api.Test;

class SiblingsCodecTest {
    private static final int SEEDS = 2000;

    /** What an exception, the test itself and the objects of an empty state may need. */
    private static final long BASE_BYTES = 100_000;

    private static final long BYTES_FOR_EACH_BYTE = 100;

    private static final Actor FIVE = new Actor(5);

    private static final com.sun.management.ThreadMXBean MEMORY =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void everyStateIsReadAsItWasWrittenAndWrittenAsTheFormatSays() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SortedMap<Long, Left> left = randomLeft(new Random(seed));
            byte[] bytes = bytes(left);
            byte[] framed = new byte[bytes.length + 7];
            Arrays.fill(framed, (byte) 0x99);
            System.arraycopy(bytes, 0, framed, 3, bytes.length);
            Siblings siblings = Siblings.read(framed, 3, bytes.length);
            assertThat(siblings.toBytes()).as("seed " + seed).isEqualTo(bytes);
            assertThat(siblings.encodedLength()).as("seed " + seed).isEqualTo(bytes.length);
            assertThat(siblings.values().stream().map(ValueSlice::copy).toList())
                    .as("seed " + seed)
                    .containsExactlyElementsOf(values(left));
            left.forEach(
                    (actor, of) -> assertThat(siblings.context().counter(actor)).isEqualTo(of.counter()));
        }
    }

    private static List<byte[]> values(SortedMap<Long, Left> states) {
        List<byte[]> values = new ArrayList<>();
        states.forEach((actor, left) -> {
            for (long dot = left.counter() - left.values() + 1; dot <= left.counter(); dot++) {
                values.add(value(actor, dot));
            }
        });
        return values;
    }

    @Test
    void aValueThatWasReadIsWhereItWas() {
        byte[] bytes = "..hello..".getBytes(US_ASCII);
        byte[] state = Siblings.EMPTY
                .put(SiblingsBytes.USUAL, CausalContext.EMPTY, 1, bytes, 2, 5)
                .siblings()
                .toBytes();
        ValueSlice value = Siblings.read(state, 0, state.length).values().get(0);
        assertThat(value.bytes()).isSameAs(state);
        assertThat(value.offset() + value.length()).isEqualTo(state.length);
        assertThat(value).isEqualTo(new ValueSlice(bytes, 2, 5));
        assertThat(value).isNotEqualTo(new ValueSlice(bytes, 1, 5)).isNotEqualTo(new ValueSlice(bytes, 2, 4));
    }

    @Test
    void everyContextIsReadAsItWasWrittenAsBytesAndAsText() {
        for (long seed = 0; seed < SEEDS; seed++) {
            CausalContext context = randomSiblings(new Random(seed)).context();
            byte[] bytes = context.toBytes();
            byte[] framed = new byte[bytes.length + 7];
            System.arraycopy(bytes, 0, framed, 3, bytes.length);
            assertThat(CausalContext.read(framed, 3, bytes.length))
                    .isEqualTo(context)
                    .hasSameHashCodeAs(context);
            assertThat(CausalContext.parse(context.toText())).isEqualTo(context).hasToString(context.toText());
            assertThat(context.toText()).matches("[A-Za-z0-9_-]+");
        }
    }

    @Test
    void theEmptyStateAndTheEmptyContextAreOneByte() {
        assertThat(Siblings.EMPTY.toBytes()).containsExactly(0);
        assertThat(Siblings.EMPTY.context()).isEqualTo(CausalContext.EMPTY);
        assertThat(CausalContext.EMPTY.toText()).isEqualTo("AA");
    }

    @Test
    void whatIsCutOffOrGoesOnIsRefused() {
        for (long seed = 0; seed < 300; seed++) {
            Siblings siblings = randomSiblings(new Random(seed));
            refusesEveryOtherLength(siblings.toBytes(), Siblings::read, "malformed siblings: ");
            refusesEveryOtherLength(siblings.context().toBytes(), CausalContext::read, "malformed context: ");
        }
    }

    private static void refusesEveryOtherLength(byte[] bytes, Reader<?> reader, String message) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        for (int length = 0; length <= longer.length; length++) {
            if (length != bytes.length) {
                int cut = length;
                assertThatThrownBy(() -> reader.read(longer, 0, cut))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith(message);
            }
        }
    }

    @Test
    void changedBytesAreRefusedOrAreJustWhatIsWrittenForWhatTheySay() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Siblings siblings = randomSiblings(random);
            for (int i = 0; i < 20; i++) {
                refusesOrRepeats(changed(random, siblings.toBytes()), Siblings::read, Siblings::toBytes);
                refusesOrRepeats(
                        changed(random, siblings.context().toBytes()), CausalContext::read, CausalContext::toBytes);
            }
        }
    }

    private static byte[] changed(Random random, byte[] bytes) {
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = (byte) (random.nextBoolean() ? bytes[at] ^ 1 << random.nextInt(8) : random.nextInt());
        }
        return bytes;
    }

    private static <T> void refusesOrRepeats(byte[] bytes, Reader<T> reader, Function<T, byte[]> writer) {
        long before = MEMORY.getCurrentThreadAllocatedBytes();
        T read;
        try {
            read = reader.read(bytes, 0, bytes.length);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("malformed ");
            return;
        } finally {
            assertThat(MEMORY.getCurrentThreadAllocatedBytes() - before)
                    .isLessThan(BASE_BYTES + BYTES_FOR_EACH_BYTE * bytes.length);
        }
        assertThat(writer.apply(read)).isEqualTo(bytes);
    }

    @Test
    void nothingIsAllocatedForWhatIsOnlyAnnounced() {
        for (long announced : new long[] {3, 1 << 20, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE}) {
            refusesWithoutMemory(state(announced), Siblings::read, "announces more");
            refusesWithoutMemory(state(1, FIVE, Long.MAX_VALUE, announced, 0), Siblings::read, "announces more");
            refusesWithoutMemory(state(1, FIVE, 9, 1, announced, 0), Siblings::read, "announces more");
            refusesWithoutMemory(state(announced), CausalContext::read, "announces more");
        }
    }

    @Test
    void whatTheFormatDoesNotAllowIsRefusedAndTheMessageSaysWhy() {
        refusesWithoutMemory(state(2, FIVE, 1, 0, FIVE, 1, 0), Siblings::read, "actor 5 follows 5; right is ascending");
        refusesWithoutMemory(
                state(2, new Actor(-1), 1, 0, FIVE, 1, 0), Siblings::read, "actor 5 follows 18446744073709551615");
        refusesWithoutMemory(state(1, FIVE, 0, 0), Siblings::read, "counter 0");
        refusesWithoutMemory(state(1, FIVE, 1, 2, 0, 0), Siblings::read, "2 values of an actor that wrote 1");
        refusesWithoutMemory(new byte[] {(byte) 0x80, 0}, Siblings::read, "longer than it needs to be");
        refusesWithoutMemory(new byte[20], Siblings::read, "19 bytes follow the end");
        byte[] endless = new byte[20];
        Arrays.fill(endless, (byte) 0xff);
        refusesWithoutMemory(endless, Siblings::read, "more than 63 bits");
        endless[9] = 1;
        refusesWithoutMemory(endless, CausalContext::read, "more than 63 bits");
        refusesWithoutMemory(state(3, FIVE, 1, 0, FIVE), Siblings::read, "announces more than the 18 bytes");
        refusesWithoutMemory(state(2, FIVE, 1, FIVE, 1), CausalContext::read, "actor 5 follows 5");
        refusesWithoutMemory(state(1, FIVE, 0), CausalContext::read, "counter 0");
    }

    private static byte[] state(Object... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object field : fields) {
            if (field instanceof Actor actor) {
                fixed(out, actor.id());
            } else {
                number(out, ((Number) field).longValue());
            }
        }
        return out.toByteArray();
    }

    private static void refusesWithoutMemory(byte[] bytes, Reader<?> reader, String why) {
        long before = MEMORY.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> reader.read(bytes, 0, bytes.length))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
        assertThat(MEMORY.getCurrentThreadAllocatedBytes() - before).isLessThan(10 * BASE_BYTES);
    }

    @Test
    void textThatNoContextIsWrittenAsIsRefusedAndTheMessageQuotesIt() {
        String good = new CausalContext(new long[] {-1}, new long[] {1}).toText();
        String longest = "+".repeat(1000);
        for (String text : List.of("+/", good + "=", "AB", "AA==", "A A", "\u00e9AA", "A", longest)) {
            assertThatThrownBy(() -> CausalContext.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("malformed context: '" + text.substring(0, Math.min(40, text.length())))
                    .hasMessageContaining("right is a token as a GET told it");
        }
        for (String text : List.of("", "AQ", good.substring(4), good + "AAAA")) {
            assertThatThrownBy(() -> CausalContext.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("malformed context: ");
        }
    }

    private record Actor(long id) {}

    @FunctionalInterface
    private interface Reader<T> {
        T read(byte[] bytes, int offset, int length);
    }
}
