package mpjdht.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterTest {
    private static final List<String> EDGES = List.of(
            "0",
            "1",
            "-1",
            "999999999999999999",
            "9223372036854775806",
            "9223372036854775807",
            "-9223372036854775807",
            "-9223372036854775808");

    private final Values values = new Values();
    private final Register register = new Register(values);

    private int number(String text) {
        return values.number(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Call increment(long by, int result) {
        return new Call(0, 0, Verb.INCR, Values.ABSENT, Values.ABSENT, by, Outcome.STORED, result, 1, 2);
    }

    @Test
    void countsUpToTheEndsOfSixtyFourBitsAndNoFurther() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            String before = EDGES.get(random.nextInt(EDGES.size()));
            long by = Long.parseLong(EDGES.get(random.nextInt(EDGES.size())));
            BigInteger sum = new BigInteger(before).add(BigInteger.valueOf(by));
            int right = sum.bitLength() < Long.SIZE ? number(sum.toString()) : Register.IMPOSSIBLE;

            assertThat(register.step(number(before), increment(by, Call.UNTOLD)))
                    .as(before + " and " + by)
                    .isEqualTo(right);
        }
    }

    @Test
    void aKeyThatIsNotThereCountsAsZero() {
        assertThat(register.step(Values.ABSENT, increment(7, number("7")))).isEqualTo(number("7"));
        assertThat(register.step(Values.ABSENT, increment(7, number("8")))).isEqualTo(Register.IMPOSSIBLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "x", "07", "-0", "+1", "1 ", "9223372036854775808", "-9223372036854775809", "1e3"})
    void whatIncrDoesNotWriteCannotBeCountedUp(String value) {
        assertThat(register.step(number(value), increment(0, Call.UNTOLD))).isEqualTo(Register.IMPOSSIBLE);
    }
}
