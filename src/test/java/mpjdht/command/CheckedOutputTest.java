package mpjdht.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedOutputTest {
    static Stream<Arguments> differences() {
        return Stream.of(
                arguments("a\nb 1\nc\n", "a\nb 2\nc\n", "line 2 differs at column 3, expected 'b 1', got 'b 2'"),
                arguments("a\nb\n", "a\n", "the results end before line 2, expected 'b'"),
                arguments("a\n", "a\nb\n", "the results go on where line 2 should not be, got 'b'"),
                arguments("", "b\nc\n", "the results go on where line 1 should not be, got 'b'"),
                arguments("a", "a\n", "line 1 differs at column 2, expected 'a', got 'a\\n'"),
                arguments("a\r\n", "a\n", "line 1 differs at column 2, expected 'a\\r', got 'a'"),
                arguments("abc\n", "ab", "line 1 differs at column 3, expected 'abc\\n', got 'ab'"),
                arguments("a\n\nb\n", "a\nb\n", "line 2 differs at column 1, expected '', got 'b'"));
    }

    private static String check(byte[] expected, byte[] actual, int pieceBytes) throws IOException {
        ByteArrayOutputStream passedOn = new ByteArrayOutputStream();
        try (CheckedOutput output = new CheckedOutput(passedOn, new ByteArrayInputStream(expected))) {
            for (int i = 0; i < actual.length; i += pieceBytes) {
                output.write(actual, i, Math.min(pieceBytes, actual.length - i));
            }
            output.flush();
            assertThat(passedOn.toByteArray()).isEqualTo(actual);
            return output.finish().map(CheckedOutput.Difference::text).orElse("equal");
        }
    }

    @ParameterizedTest
    @MethodSource("differences")
    void namesTheFirstDifferenceHoweverTheResultsCome(String expected, String actual, String text) throws IOException {
        assertThat(check(Sources.latin(expected), Sources.latin(actual), 100)).isEqualTo(text);
        assertThat(check(Sources.latin(expected), Sources.latin(actual), 1)).isEqualTo(text);
        assertThat(check(Sources.latin(expected), Sources.latin(expected), 2)).isEqualTo("equal");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsOneChangedByteInLargeResults(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] expected = new byte[300_000];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (byte) (random.nextInt(50) == 0 ? '\n' : 'a' + random.nextInt(26));
        }
        byte[] actual = expected.clone();
        int at = random.nextInt(actual.length);
        actual[at] = '!';
        long line = 1;
        int column = 1;
        for (int i = 0; i < at; i++) {
            column = expected[i] == '\n' ? 1 : column + 1;
            line += expected[i] == '\n' ? 1 : 0;
        }
        assertThat(check(expected, actual, 1 + random.nextInt(100_000)))
                .as("seed %d", seed)
                .startsWith("line " + line + " differs at column " + column + ",");
    }

    @Test
    void anExpectationThatCannotBeReadKeepsNoResultBackAndIsToldAtTheEnd() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the pipe broke");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("the pipe broke");
            }
        };
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        try (CheckedOutput output = new CheckedOutput(results, broken)) {
            output.write(new byte[] {'a', '\n'});
            output.write('b');

            assertThatThrownBy(output::finish).isInstanceOf(IOException.class).hasMessage("the pipe broke");
            assertThat(results.toString(StandardCharsets.US_ASCII)).isEqualTo("a\nb");
        }
    }

    @Test
    void shortensLongLinesAndStopsReadingTheExpectationThere() throws IOException {
        byte[] expected = new byte[1_000_000];
        Arrays.fill(expected, (byte) 'x');
        InputStream stream = new ByteArrayInputStream(expected);
        try (CheckedOutput output = new CheckedOutput(new ByteArrayOutputStream(), stream)) {
            output.write('y');
            output.write(new byte[100_000]);
            Optional<CheckedOutput.Difference> difference = output.finish();
            assertThat(difference).isPresent();
            assertThat(difference.get().expected()).hasSize(123).endsWith("x...");
            assertThat(difference.get().actual()).startsWith("y\\x00").hasSizeLessThan(130);
            assertThat(stream.available()).isGreaterThan(900_000);
        }
    }
}
