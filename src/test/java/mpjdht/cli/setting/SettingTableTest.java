package mpjdht.cli.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import mpjdht.cli.setting.LayeredValues.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTableTest {
    private static final Setting<Integer> SIZE = Setting.value("size", "N", Meanings.wholeNumber(1, 9))
            .help("how large")
            .byDefault("3")
            .alsoInFiles("the-size")
            .variable("SIZE")
            .build();
    private static final Setting<Long> SEED = Setting.value("seed", "S", Meanings.anyNumber())
            .help("what is drawn")
            .otherwise("the time of day")
            .build();
    private static final Setting<String> NAMES = Setting.value("name", "NAME", text -> text)
            .repeats()
            .onCommandLineOnly()
            .build();
    private static final Setting<Boolean> LOUD =
            Setting.flag("loud").shortName("l").help("louder").build();
    private static final SettingTable TABLE = new SettingTable(List.of(SIZE, SEED, NAMES, LOUD));

    @Test
    void whatIsNotSetHasItsDefaultOrNone() throws UsageException {
        CheckedValues values = TABLE.parse().checked();

        assertThat(values.get(SIZE)).isEqualTo(3);
        assertThat(values.get(LOUD)).isFalse();
        assertThat(values.find(SEED)).isEmpty();
        assertThatThrownBy(() -> values.get(SEED)).hasMessage("--seed is not set");
    }

    @Test
    void theLastOfTwoCountsUnlessAllDo() throws UsageException {
        LayeredValues given = TABLE.parse("--size", "4", "a", "--name", "x", "-l", "--size=5", "--name", "y", "b");
        CheckedValues values = given.checked();

        assertThat(values.get(SIZE)).isEqualTo(5);
        assertThat(values.get(NAMES)).isEqualTo("x,y");
        assertThat(values.get(LOUD)).isTrue();
        assertThat(given.operands()).containsExactly("a", "b");
    }

    @Test
    void theStrongerLayerHasTheWordAndMessagesNameIt() throws UsageException {
        LayeredValues given = TABLE.parse("--seed", "1");
        given.add(SIZE, Layer.ENVIRONMENT, "SIZE", "10");
        given.add(SIZE, Layer.CONFIG_FILE, "file: size", "7");

        assertThat(given.isAsStrongAs(SEED, SIZE)).isTrue();
        assertThat(given.isAsStrongAs(SIZE, SEED)).isFalse();
        assertThatThrownBy(given::checked).hasMessage("SIZE: 10 is out of range; right is a whole number from 1 to 9");
    }

    @Test
    void whatIsPassedOnIsWhatWasSetOrFollowsFromIt() throws UsageException {
        CheckedValues values =
                TABLE.parse("--name", "x", "--loud", "--seed", "-7").checked();
        values.set(SIZE, 9);

        assertThat(values.arguments()).containsExactly("--size", "9", "--seed", "-7", "--loud");

        values.remove(SEED);
        assertThat(values.arguments()).containsExactly("--size", "9", "--loud");
    }

    @Test
    void aFileUsesItsOwnNamesAndNotThoseOfTheCommandLineAlone() {
        assertThat(TABLE.ofFileKey("the_size")).contains(SIZE);
        assertThat(TABLE.ofFileKey("size")).contains(SIZE);
        assertThat(TABLE.ofFileKey("name")).isEmpty();
        assertThat(TABLE.ofFileKey("l")).isEmpty();
        assertThat(TABLE.variables()).containsExactly("SIZE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --sizes 3 | --sizes: unknown option; right is one of those that --help lists
            --size    | --size: no value; right is --size N
            --siz 3   | --siz: unknown option; right is one of those that --help lists
            --seed 1x | --seed 1x: right is a whole number of 64 bits
            """)
    void whatIsWrongIsSaidInOneLine(String line, String message) {
        assertThatThrownBy(() -> TABLE.parse(line.split(" ")).checked())
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void theHelpTellsEveryDefault() {
        assertThat(TABLE.helpText("it [options]", "Does it.", "That is all."))
                .contains("how large (default 3)", "what is drawn (default the time of day)", "-l, --loud")
                .doesNotContain("louder (");
    }
}
