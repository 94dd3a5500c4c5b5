package mpjdht.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutValuesTest {
    private static final String RIGHT =
            "; right is a quoted value, such as \"Love Potion #9\", if the sign belongs to it";

    private final CutValues cutValues = new CutValues();

    /** A row a line, with the column of the sign that cuts its value; none where nothing is cut. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "PUT s Love Potion #9, 19",
                "PUT s one // two # three, 11",
                "0 s one\t#, 9",
                "PUT \"a key\" one #two, 17",
                "PUT s Love Potion#9,",
                "PUT s https://example.org/#x,",
                "PUT s \"Love Potion #9\" # quoted,",
                "PUT s one  ,",
                "GET s # a comment,",
                "PUT s # no value,",
                "# PUT s one # two,"
            })
    void aValueThatACommentEndsIsCut(String line, Integer column) {
        read("f.dht", line);

        assertThat(cutValues.warning().orElse(null))
                .isEqualTo(
                        column == null
                                ? null
                                : "f.dht:1:" + column + ": warning: a comment sign cuts a value off here" + RIGHT);
    }

    @Test
    void theFirstOfAllFilesIsNamedAndAllAreCounted() {
        read("one.dht", "PUT a 1\nPUT b \"2\" # two\n");
        read("two\n.dht", "GET a\nPUT s Love Potion #9\nPUT t //\nPUT u x #\n");
        read("three.dht", "PUT v x // y\n");

        assertThat(cutValues.warning())
                .contains("two\\n.dht:2:19: warning: comment signs cut 3 values off, the first one here" + RIGHT);
    }

    private void read(String name, String text) {
        Sources.readAll(
                new CommandReader(name, Sources.whole(Sources.latin(text)), Language.of(Sources.LIMITS), cutValues));
    }
}
