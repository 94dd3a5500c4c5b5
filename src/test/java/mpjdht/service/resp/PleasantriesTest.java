package mpjdht.service.resp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients say of themselves and ask of the server before they come to keys. */
class PleasantriesTest {
    @Test
    void speaksTheThirdVersionFromHelloOn() {
        assertThat(RespPeer.ask("GET k", "HELLO 3", "GET k", "HELLO 2", "GET k"))
                .startsWith("$-1\r\n%7\r\n$6\r\nserver\r\n")
                .contains("_\r\n*14\r\n")
                .endsWith("$-1\r\n");
    }

    @Test
    void tellsWhatClientsWantToKnowOfItsSettings() {
        assertThat(RespPeer.ask("CONFIG GET save none APPENDONLY"))
                .isEqualTo("*4\r\n$4\r\nsave\r\n$0\r\n\r\n$10\r\nappendonly\r\n$2\r\nno\r\n");
    }

    @Test
    void describesACommandAsTheSeventhVersionDoes() {
        String keys = String.join("\r\n", ":1", ":-1", ":2");
        String unsaid = "*0\r\n".repeat(4);
        assertThat(RespPeer.ask("COMMAND INFO mset nothing"))
                .isEqualTo("*2\r\n*10\r\n$4\r\nmset\r\n:-3\r\n*1\r\n+write\r\n" + keys + "\r\n" + unsaid + "$-1\r\n");
    }

    @Test
    void tellsTheLibraryThatTheClientSaysItIs() {
        assertThat(RespPeer.ask(
                        "CLIENT LIST",
                        "CLIENT SETINFO LIB-NAME first",
                        "CLIENT setinfo lib-name a(b_1.0)",
                        "CLIENT SETINFO lib-ver 7.7.0/x",
                        "CLIENT LIST"))
                .isEqualTo(bulk("id=7 name= db=0 resp=2 lib-name= lib-ver=\n")
                        + "+OK\r\n".repeat(3)
                        + bulk("id=7 name= db=0 resp=2 lib-name=a(b_1.0) lib-ver=7.7.0/x\n"));
    }

    private static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLIENT SETINFO lib-name 'a b'",
                "CLIENT SETINFO lib-ver \"1\\n2\"",
                "CLIENT SETINFO other x",
                "CLIENT SETINFO lib-name",
                "CLIENT SETNAME 'a b'",
                "HELLO 3 SETNAME \"a\\nb\""
            })
    void refusesNamesThatWouldSpoilTheList(String command) {
        assertThat(RespPeer.ask(command, "CLIENT LIST"))
                .matches("-ERR [^\r\n]*\r\n\\$\\d+\r\nid=7 name= db=0 resp=2 lib-name= lib-ver=\n\r\n");
    }
}
