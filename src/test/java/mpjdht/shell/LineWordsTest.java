package mpjdht.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineWordsTest {
    @Test
    void areSeparatedByWhiteSpaceButInQuotes() {
        LineWords words = new LineWords("  PUT\t\"a \\\" b\" c\"d e ");
        assertThat(words.all()).containsExactly("PUT", "\"a \\\" b\"", "c\"d", "e");
        assertThat(words.start(1)).isEqualTo(6);
        assertThat(words.word(7)).isEmpty();
    }

    @Test
    void tellWhichOfThemIsTyped() {
        assertThat(new LineWords("").typed()).isZero();
        assertThat(new LineWords("GE").typed()).isZero();
        assertThat(new LineWords("GET ").typed()).isEqualTo(1);
        assertThat(new LineWords("GET \"a b").typed()).isEqualTo(1);
        assertThat(new LineWords("GET \"a b\" ").typed()).isEqualTo(2);
    }

    @Test
    void mayEndInTheMiddleOfAnEscape() {
        assertThat(new LineWords("GET \"a\\").all()).containsExactly("GET", "\"a\\");
    }
}
