package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files can have any name that the system has, in any locale. */
class NamesIT {
    @TempDir
    private Path folder;

    /**
     * A row: the variables of the locale; the name of the command file, as a word of bash; options; and how messages show the
     * name.
     */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "LC_ALL=C.UTF-8       | grüße.cmd          |                 | grüße.cmd",
                "LANG=en_US.UTF-8     | grüße.cmd          |                 | grüße.cmd",
                "LANG=xx_YY.UTF-8     | grüße.cmd          | --device niodev -np 3 | grüße.cmd",
                "LANG=de_DE.utf8      | grüße.cmd          |                 | grüße.cmd",
                "LC_ALL=POSIX         | grüße.cmd          |                 | grüße.cmd",
                "LANG=                | 😀                 |                 | 😀",
                "LC_ALL=C.UTF-8       | $'gr\\xfc\\xdfe'   |                 | gr\\xFC\\xDFe",
                "LC_ALL=C.UTF-8       | $'gr\\xfc\\xdfe'   | --device niodev -np 3 | gr\\xFC\\xDFe",
                "LANG=en_US.ISO-8859-1 | $'ü\\xff, %='     |                 | ü\\xFF, %=",
                "LC_ALL=C.UTF-8       | $'\\xed\\xa0\\x80' |                 | \\xED\\xA0\\x80",
                "LC_ALL=C.UTF-8       | $'d\\xfc/c'        |                 | d\\xFC/c",
            })
    void areReadAndShown(String locale, String name, String options, String shown) {
        Job.Result result =
                bash("mkdir -p -- \"$(dirname -- " + name + ")\"; printf 'PUT a 1\\nGET a\\nFROB\\n' >" + name
                        + "; unset LC_ALL LC_CTYPE LANG; export " + locale + "; $DHT --quiet "
                        + (options == null ? "" : options) + " -- " + name);

        assertThat(result.text()).isEqualTo("GET a -> 1 @1000\n");
        assertThat(result.err()).startsWith(shown + ":3:1: error: unknown verb 'FROB'");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    /** A row: a word of bash that names no file, and how it is shown. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"$'n\\xf6' | n\\xF6", "nö | nö", "no | no"})
    void areShownWhenTheyAreNotThere(String name, String shown) {
        Job.Result result = bash("$DHT --quiet " + name);

        assertThat(result.err()).startsWith(shown + ": error: cannot be read: no such file");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev -np 3"})
    void areNamesOfOtherFilesToo(String device) {
        Job.Result result = bash("printf 'PUT a 1\\nGET a\\n' >c; echo '{\"max-id\": 500}' >$'\\xfc1';"
                + " echo 'GET a -> 1 @500' >$'\\xfc2'; $DHT --quiet --device " + device
                + " --config $'\\xfc1' --check $'\\xfc2' --output $'\\xfc3' c && cat $'\\xfc3' && ls | wc -l");

        assertThat(result.text()).isEqualTo("GET a -> 1 @500\n4\n");
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev -np 3"})
    void areRelativeToAFolderOfAnyName(String device) {
        Job.Result result = bash("mkdir $'\\xfc'; cd $'\\xfc'; printf 'PUT a 1\\nGET a\\n' >c; $DHT --quiet --device "
                + device + " --output o c && cat o");

        assertThat(result.text()).isEqualTo("GET a -> 1 @1000\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void ofTheProjectMustBeText() {
        Job.Result result = bash(
                "mkdir $'p\\xfc'; cp -r " + Job.ROOT.resolve("scripts") + " $'p\\xfc';" + " $'p\\xfc/scripts/dht' c");

        assertThat(result.err())
                .isEqualTo("mpj-dht: " + folder + "/p\\xFC: Java cannot hold the path of this folder; right is one in"
                        + " UTF-8, and a locale for it (locale -a)\n");
        assertThat(result.exitCode()).isEqualTo(3);
    }

    private Job.Result bash(String commands) {
        return Job.command(List.of("bash", "-c", commands))
                .in(folder)
                .with("DHT", Job.ROOT.resolve("scripts/dht").toString())
                .run();
    }
}
