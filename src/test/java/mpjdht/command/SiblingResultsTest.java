package mpjdht.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mpjdht.command.Outcomes.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a GET prints that has found several values side by side. */
class SiblingResultsTest {
    private static final byte[] KEY = "menu".getBytes(UTF_8);
    private static final byte[] NOT_UTF8 = {(byte) 0xff};

    private static String print(ResultFormat format, byte[]... values) {
        return Outcomes.printText(format, false, (writer, outcome) -> write(writer, outcome, List.of(values)));
    }

    private static void write(ResultWriter writer, Outcome outcome, List<byte[]> values) throws IOException {
        writer.write(get(outcome, KEY, values.get(0)).siblings(values));
        writer.write(get(outcome, KEY, values.get(0)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void textHasAllOfThemInOneLine() {
        assertThat(print(ResultFormat.TEXT, utf8("fish"), utf8("soup"), utf8("")))
                .isEqualTo("GET menu -> fish | soup | \"\" @40\nGET menu -> fish @40\n");
    }

    /** So what is printed says how many values there are. */
    @ParameterizedTest
    @CsvSource({"a | b, 'a | b'", "a |, 'a |'"})
    void aValueThatCouldBeTakenForSeveralIsQuoted(String value, String shown) {
        assertThat(print(ResultFormat.TEXT, utf8(value), utf8("c")))
                .startsWith("GET menu -> \"" + shown + "\" | c @40\n");
    }

    @Test
    void theFormatsOfTheAssignmentHaveALineForEach() {
        assertThat(print(ResultFormat.HANDOUT, utf8("fish"), utf8("soup"))).isEqualTo("fish 40\nsoup 40\nfish 40\n");
        assertThat(print(ResultFormat.CLASSIC, utf8("fish"), utf8("soup")))
                .startsWith("val is fish, storage id is 40\nval is soup, storage id is 40\nval is fish,");
    }

    @Test
    void jsonHasThemInTheirPlaceAndTheirNextReadersSeeNothingOfThem() {
        List<String> lines = new ArrayList<>(
                print(ResultFormat.JSON, utf8("fish"), NOT_UTF8).lines().toList());

        assertThat(lines.get(0))
                .contains("\"found\":true,\"siblings\":[{\"value\":\"fish\"},{\"value_base64\":\"/w==\"}],\"node\":40");
        assertThat(lines.get(1)).contains("\"value\":\"fish\"").doesNotContain("siblings");
    }
}
