package mpjdht.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CaretTextTest {
    @Test
    void pointsToTheByteThatAColumnCounts() {
        assertThat(CaretText.of("GET \"a\\q\"", 7)).containsExactly("  GET \"a\\q\"", "        ^");
        assertThat(CaretText.of("GET", 4)).containsExactly("  GET", "     ^");
        assertThat(CaretText.of("GET naïve x", 12)).containsExactly("  GET naïve x", "            ^");
    }

    @Test
    void isAsWideAsWhatStandsBefore() {
        assertThat(CaretText.of("GET 日本 x", 12)).containsExactly("  GET 日本 x", "           ^");
        assertThat(CaretText.of("GET\tk\tx", 7)).containsExactly("  GET\tk\tx", "     \t \t^");
        assertThat(CaretText.of("e\u0301 x", 5)).containsExactly("  e\u0301 x", "    ^");
    }

    @Test
    void leavesOutWhatIsFarAwayInALongLine() {
        String line = "PUT " + "a".repeat(300) + "!" + "b".repeat(300);
        List<String> text = CaretText.of(line, 305);
        assertThat(text.get(0)).startsWith("  …aaa").endsWith("bbb…").hasSizeLessThan(110);
        assertThat(text.get(0).charAt(text.get(1).indexOf('^'))).isEqualTo('!');
    }

    @Test
    void showsNoControlCharacter() {
        assertThat(CaretText.of("GET \u001b[2Jx", 1).get(0)).isEqualTo("  GET ?[2Jx");
    }

    @Test
    void findsTheCharacterOfAnyColumn() {
        for (long seed = 1; seed <= 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder line = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                line.append("abcdéöß".charAt(random.nextInt(7)));
            }
            int at = random.nextInt(line.length() + 1);
            line.insert(at, '!');
            int column = line.substring(0, at).getBytes(StandardCharsets.UTF_8).length + 1;
            List<String> text = CaretText.of(line.toString(), column);
            assertThat(text.get(0).charAt(text.get(1).indexOf('^')))
                    .as("seed %s, %s", seed, text)
                    .isEqualTo('!');
        }
    }
}
