package mpjdht.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mpjdht.command.Language.Dialect;
import mpjdht.command.Language.NtuaLines;
import mpjdht.command.Language.OnPut;
import org.junit.jupiter.api.Test;

/** What a PUT means where it is to append. */
class OnPutTest {
    private static List<String> read(OnPut onPut, String text) {
        Language language = new Language(Sources.LIMITS, Dialect.DHT, onPut, NtuaLines.AUTO, List.of());
        return Sources.readAll(
                new CommandReader("f.dht", Sources.whole(Sources.latin(text)), language, new CutValues()));
    }

    @Test
    void aPutOfEitherFormAppendsAndNothingElseChanges() {
        assertThat(read(OnPut.APPEND, "PUT a x\n0 a \"y z\"\nAPPEND a 1\nGET a\nCAS a b c\n"))
                .containsExactly(
                        "1:1 APPEND <a> <x>",
                        "2:1 APPEND <a> <y z>",
                        "3:1 APPEND <a> <1>",
                        "4:1 GET <a>",
                        "5:1 CAS <a> <b> <c>");
    }

    @Test
    void anAppendAppendsWhateverAPutDoes() {
        assertThat(read(OnPut.REPLACE, "PUT a x\nAPPEND a y\n"))
                .containsExactly("1:1 PUT <a> <x>", "2:1 APPEND <a> <y>");
    }

    @Test
    void errorsNameTheVerbThatIsWritten() {
        assertThat(read(OnPut.APPEND, "PUT a\n"))
                .singleElement()
                .asString()
                .contains("wrong number of arguments for PUT: no value; right is PUT key value");
    }
}
