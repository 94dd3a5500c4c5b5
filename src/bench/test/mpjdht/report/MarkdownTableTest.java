package mpjdht.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    @Test
    void alignsTheFirstColumnLeftAndTheOthersRight() {
        MarkdownTable table = new MarkdownTable("program", "s");
        table.row("a", "1.000");
        table.row("longest-name", "22.000");

        assertThat(table.render())
                .isEqualTo(
                        """
                        | program      |      s |
                        |--------------|-------:|
                        | a            |  1.000 |
                        | longest-name | 22.000 |
                        """);
    }

    @Test
    void refusesARowOfAnotherWidth() {
        MarkdownTable table = new MarkdownTable("program", "s");

        assertThatThrownBy(() -> table.row("a")).isInstanceOf(IllegalArgumentException.class);
    }
}
