package mpjdht.command;

import static mpjdht.command.Sources.latin;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerbTest {
    @ParameterizedTest
    @EnumSource
    void isReadInAnyCaseAndWhereAnyLetterIsAnotherOneIsNone(Verb verb) {
        String name = verb.name();
        assertThat(read(name)).isEqualTo(verb);
        assertThat(read(name.toLowerCase(Locale.ROOT))).isEqualTo(verb);
        assertThat(read(name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT)))
                .isEqualTo(verb);
        for (int at = 0; at < name.length(); at++) {
            for (char letter : new char[] {'Q', '[', '0', '\0', (char) (name.charAt(at) | 0x80)}) {
                assertThat(read(name.substring(0, at) + letter + name.substring(at + 1)))
                        .as("%s at %d", letter, at)
                        .isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PU", "PUTS", "PARTITIONS", "EXPLAIN ", "REPLICAS\0", "WAI", "partitionpartition"})
    void aWordThatIsLongerOrShorterIsNone(String word) {
        assertThat(read(word)).isNull();
    }

    @Test
    void theNumericDialectHasFiveOfThem() {
        assertThat("012345".chars().mapToObj(digit -> read(Character.toString(digit))))
                .containsExactly(Verb.PUT, Verb.GET, Verb.ADD, Verb.REMOVE, Verb.END, null);
    }

    private static Verb read(String word) {
        return Verb.read(latin("x" + word + "x"), 1, 1 + word.length());
    }
}
