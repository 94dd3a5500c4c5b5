package mpjdht.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryReaderTest {

    private static History read(String text) throws IOException {
        return HistoryReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Events with ' for ", to be read with ease. */
    private static String lines(String... lines) {
        return List.of(lines).stream()
                .map(line -> line.replace('\'', '"') + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void readsEveryFieldOfEveryVerb() throws IOException {
        History history = read(lines(
                "{'client':3,'seq':0,'event':'invoke','op':'CAS','key':'k','old':'a','new':'b','time_ns':120}",
                "{'client':4,'seq':7,'event':'invoke','op':'INCR','key':'k','by':-2}",
                "{'client':3,'seq':0,'event':'return','outcome':'differs','value':'c','node':40,'rank':1,'time_ns':410}",
                "{'client':4,'seq':7,'event':'return','outcome':'unknown'}"));

        List<Call> calls = history.end().get(history.keyNames().number("k".getBytes(StandardCharsets.UTF_8)));

        int a = history.values().number(new byte[] {'a'});
        int b = history.values().number(new byte[] {'b'});
        int c = history.values().number(new byte[] {'c'});
        assertThat(calls)
                .containsExactly(
                        new Call(3, 0, Verb.CAS, a, b, 1, Outcome.DIFFERS, c, 1, 3),
                        new Call(4, 7, Verb.INCR, 0, 0, -2, Outcome.PENDING, Call.UNTOLD, 2, Call.NEVER));
    }

    @Test
    void aCasFromOrToAbsentHasNullThere() throws IOException {
        History history = read(lines(
                "{'client':1,'seq':0,'event':'invoke','op':'CAS','key':'k','old':null,'new':'b'}",
                "{'client':1,'seq':1,'event':'invoke','op':'CAS','key':'k','old':'b','new':null}"));

        List<Call> calls = history.end().values().iterator().next();

        int b = history.values().number(new byte[] {'b'});
        assertThat(calls)
                .extracting(Call::argument, Call::replacement)
                .containsExactly(tuple(Values.ABSENT, b), tuple(b, Values.ABSENT));
    }

    @Test
    void aCallWithoutAnAnswerIsPendingAndOneThatFailedIsNotThere() throws IOException {
        History history = read(lines(
                "{'client':1,'seq':0,'event':'invoke','op':'PUT','key':'k','value':'x'}",
                "{'client':2,'seq':0,'event':'invoke','op':'DELETE','key':'k'}",
                "{'client':2,'seq':0,'event':'return','outcome':'failed'}"));

        List<Call> calls = history.end().values().iterator().next();

        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.client()).isEqualTo(1);
            assertThat(call.outcome()).isEqualTo(Outcome.PENDING);
        });
    }

    @Test
    void anAnswerMayTellTheVersionOfItsValue() throws IOException {
        History history = read(lines(
                "{'client':1,'seq':0,'event':'invoke','op':'PUT','key':'k','value':'x'}",
                "{'client':1,'seq':0,'event':'return','outcome':'stored','lamport':9223372036854775807,'writer':4294967295}",
                "{'client':1,'seq':1,'event':'invoke','op':'GET','key':'k'}",
                "{'client':1,'seq':1,'event':'return','outcome':'missing','lamport':0,'writer':0}",
                "{'client':1,'seq':2,'event':'invoke','op':'GET','key':'k'}",
                "{'client':1,'seq':2,'event':'return','outcome':'missing'}"));

        assertThat(history.end().values().iterator().next())
                .extracting(Call::version)
                .containsExactly(new Version(Long.MAX_VALUE, -1), Version.NOTHING, Version.UNTOLD);
    }

    @Test
    void aSyncIsACallOfNoKeyAndCountsWhenItConverged() throws IOException {
        History history = read(lines(
                "{'client':1,'seq':0,'event':'invoke','op':'SYNC'}",
                "{'client':2,'seq':0,'event':'invoke','op':'SYNC'}",
                "{'client':1,'seq':0,'event':'return','outcome':'converged'}",
                "{'client':2,'seq':0,'event':'return','outcome':'failed'}",
                "{'client':2,'seq':5,'event':'invoke','op':'SYNC'}",
                "{'client':1,'seq':1,'event':'invoke','op':'SYNC'}",
                "{'client':2,'seq':5,'event':'return','outcome':'unknown'}"));

        assertThat(history.syncs()).containsExactly(new Sync(1, 0, 1, 3));
        assertThat(history.end()).isEmpty();
        assertThat(history.calls()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"converged", "failed", "unknown"})
    void aSyncIsAnsweredOnce(String outcome) {
        String sync = "{'client':0,'seq':0,'event':'invoke','op':'SYNC'}";
        String answer = "{'client':0,'seq':0,'event':'return','outcome':'" + outcome + "'}";

        assertThatThrownBy(() -> read(lines(sync, answer, answer)))
                .hasMessageContaining("which does not wait for an answer");
    }

    @ParameterizedTest
    @CsvSource({
        "stored, stored is no outcome of SYNC",
        "found, found is no outcome of SYNC",
        "great, outcome is 'great'; right is stored",
    })
    void aSyncConvergesOrDoesNot(String outcome, String reason) {
        String value = "'value':'v'";
        String sync = "{'client':0,'seq':0,'event':'invoke','op':'SYNC'}";
        String answer = "{'client':0,'seq':0,'event':'return','outcome':'" + outcome + "'," + value + "}";

        assertThatThrownBy(() -> read(lines(sync, answer))).hasMessageContaining(reason);
    }

    @Test
    void bytesInBase64AreTheSameAsTheirText() throws IOException {
        History history = read(lines(
                "{'client':1,'seq':0,'event':'invoke','op':'PUT','key_base64':'a8O8','value_base64':'/w=='}",
                "{'client':1,'seq':0,'event':'return','outcome':'stored'}",
                "{'client':1,'seq':1,'event':'invoke','op':'GET','key':'kü'}",
                "{'client':1,'seq':1,'event':'return','outcome':'found','value_base64':'/w=='}"));

        List<Call> calls = history.end().get(history.keyNames().number("kü".getBytes(StandardCharsets.UTF_8)));

        assertThat(calls).hasSize(2);
        assertThat(calls.get(1).result()).isEqualTo(calls.get(0).argument());
        assertThat(history.values().bytes(calls.get(0).argument())).containsExactly(0xFF);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "x                                                                             | not JSON",
                "[]                                                                            | not a JSON object",
                "{'client':1,'seq':1,'event':'return'                                          | not JSON",
                "{'seq':1,'event':'invoke','op':'GET','key':'k'}                               | client is missing",
                "{'client':1,'event':'invoke','op':'GET','key':'k'}                            | seq is missing",
                "{'client':1,'seq':1,'op':'GET','key':'k'}                                     | event is missing",
                "{'client':1,'seq':1,'event':'invoke','key':'k'}                               | op is missing",
                "{'client':1,'seq':1,'event':'invoke','op':'GET'}                              | key is missing",
                "{'client':1,'seq':1,'event':'invoke','op':'PUT','key':'k'}                    | value is missing",
                "{'client':1,'seq':1,'event':'invoke','op':'CAS','key':'k','old':'a'}          | new is missing",
                "{'client':1,'seq':1,'event':'invoke','op':'CAS','key':'k','new':null}         | old is missing",
                "{'client':1,'seq':1,'event':'invoke','op':'PUT','key':'k','value':null}       | value is not a string",
                "{'client':1,'seq':1,'event':'invoke','op':'get','key':'k'}                    | op is 'get'; right is PUT",
                "{'client':1,'seq':1,'event':'call','op':'GET','key':'k'}                      | event is call; right is invoke",
                "{'client':'1','seq':1,'event':'invoke','op':'GET','key':'k'}                  | client is not an integer",
                "{'client':4294967296,'seq':1,'event':'invoke','op':'GET','key':'k'}           | more than 32 bits",
                "{'client':1,'seq':1,'event':'invoke','op':'GET','key':7}                      | key is not a string",
                "{'client':1,'seq':1,'event':'invoke','op':'GET','key_base64':'*'}             | key_base64 is not base64",
                "{'client':0,'seq':5,'event':'return','outcome':'found','value':'v'}           | which does not wait for an answer",
                "{'client':0,'seq':0,'event':'return','outcome':'great'}                       | outcome is 'great'; right is stored",
                "{'client':0,'seq':0,'event':'return','outcome':'found'}                       | value is missing",
                "{'client':0,'seq':0,'event':'return','outcome':'deleted'}                     | deleted is no outcome of GET",
                "{'client':0,'seq':0,'event':'invoke','op':'GET','key':'k'}                    | seq 0 after seq 0",
                "{'client':0,'seq':0,'event':'invoke','op':'SYNC'}                             | seq 0 after seq 0",
                "{'client':0,'seq':0,'event':'return','outcome':'converged'}                   | converged is no outcome of GET",
                "{'client':0,'seq':9,'event':'return','outcome':'converged'}                   | which does not wait for an answer",
                "{'client':0,'seq':0,'event':'return','outcome':'missing','lamport':1}         | writer is missing",
                "{'client':0,'seq':0,'event':'return','outcome':'missing','writer':1}          | lamport is missing",
                "{'client':0,'seq':0,'event':'return','outcome':'missing','lamport':-1,'writer':1} | lamport is -1; right is 0 or more",
                "{'client':0,'seq':0,'event':'return','outcome':'missing','lamport':1,'writer':-1} | writer is -1; right is 0 to 4294967295",
                "{'client':0,'seq':0,'event':'return','outcome':'missing','lamport':1,'writer':4294967296} | writer is 4294967296",
            })
    void aLineThatIsNoEventIsNamed(String line, String reason) {
        String first = "{'client':0,'seq':0,'event':'invoke','op':'GET','key':'k'}";

        assertThatThrownBy(() -> read(lines(first, line)))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessageContaining(reason)
                .extracting(e -> ((HistoryFormatException) e).line())
                .isEqualTo(2);
    }

    @Test
    void twoEventsOnALineAreRefused() {
        String twice = "{'client':7,'seq':0,'event':'invoke','op':'GET','key':'k'}"
                + " {'client':7,'seq':0,'event':'return','outcome':'missing'}";

        assertThatThrownBy(() -> read(lines(twice))).hasMessageContaining("right is one event a line");
    }
}
