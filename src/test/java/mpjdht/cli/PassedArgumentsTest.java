package mpjdht.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassedArgumentsTest {
    private static List<String> passed(List<String> arguments) {
        return List.of(PassedArguments.unpack(PassedArguments.pack(arguments).toArray(String[]::new)));
    }

    @Test
    void argumentsThatMpjrunWouldTakeOrSpoilComeBack() {
        List<String> arguments = List.of("-h", "-cp", "", "a b", "a,b", "100%", "héé", "\n", "%arguments:", "-");

        assertThat(PassedArguments.pack(arguments)).singleElement().asString().matches("[!-~]+");
        assertThat(passed(arguments)).isEqualTo(arguments);
    }

    @Test
    void noArgumentAndOneEmptyArgumentAreTwoThings() {
        assertThat(passed(List.of())).isEmpty();
        assertThat(passed(List.of(""))).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void randomArgumentsComeBack(int seed) {
        Random random = new Random(seed);
        List<String> arguments = new ArrayList<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            StringBuilder argument = new StringBuilder();
            random.ints(random.nextInt(20), 1, 0xD800).forEach(argument::appendCodePoint);
            arguments.add(argument.toString());
        }

        assertThat(passed(arguments)).isEqualTo(arguments);
    }

    @Test
    void argumentsThatFitIntoNoWordComeBackFromMany() {
        Random random = new Random(1);
        List<String> arguments = random.ints(9_000)
                .mapToObj(i -> "/a/folder/of/command-files/" + i + "-" + random.nextLong() + ".dht")
                .toList();

        List<String> words = PassedArguments.pack(arguments);

        assertThat(words).hasSizeGreaterThan(1).allMatch(word -> word.length() <= PassedArguments.WORD_CHARS_MAX);
        assertThat(passed(arguments)).isEqualTo(arguments);
    }

    @Test
    void argumentsThatWereNotPackedStayAsTheyAre() {
        assertThat(PassedArguments.unpack(new String[] {"-x", "%41"})).containsExactly("-x", "%41");
        assertThat(PassedArguments.unpack(new String[] {"%41"})).containsExactly("%41");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%arguments:", "%arguments:a", "%arguments:%zz", "%arguments:eJxL"})
    void damageIsNoticed(String word) {
        assertThatIllegalArgumentException().isThrownBy(() -> PassedArguments.unpack(new String[] {word}));
    }
}
