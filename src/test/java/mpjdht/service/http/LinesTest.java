package mpjdht.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void quotesEveryByteThatIsNoPlainLetter() {
        assertThat(Lines.quoted(bytes("a b\"\\\n#ü"))).isEqualTo("\"a b\\x22\\x5C\\x0A#\\xC3\\xBC\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"rank\":3} | ADD 3",
                "{\"rank\":3,\"id\":500} | ADD 3 500",
                "{\"rank\":\"3\",\"id\":\"18446744073709551615\"} | ADD 3 18446744073709551615",
                "{\"id\":18446744073709551615,\"rank\":1} | ADD 1 18446744073709551615"
            })
    void makesALineOfANode(String body, String line) throws BadRequestException {
        assertThat(Lines.add(bytes(body), bytes(body).length)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{}",
                "{\"rank\":-1}",
                "{\"rank\":1.5}",
                "{\"rank\":\"1\\nREMOVE 5\"}",
                "{\"rank\":null}",
                "{\"rank\":1,\"id\":\"x\"}",
                "{\"rank\":1,\"name\":2}",
                "{\"rank\":1"
            })
    void refusesWhatIsNoNode(String body) {
        assertThatThrownBy(() -> Lines.add(bytes(body), bytes(body).length)).isInstanceOf(BadRequestException.class);
    }

    @Test
    void takesFaultsAsTheyAreWritten() throws BadRequestException {
        byte[] body = bytes(" partition 2 | 0,1\n");
        assertThat(Lines.fault(body, body.length)).isEqualTo("partition 2 | 0,1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PUT a b", "WAIT 100", "HEAL\nPUT a b", "ADD 1 2", "END", "heal\u0000"})
    void refusesWhatIsNoFault(String body) {
        assertThatThrownBy(() -> Lines.fault(bytes(body), bytes(body).length)).isInstanceOf(BadRequestException.class);
    }
}
