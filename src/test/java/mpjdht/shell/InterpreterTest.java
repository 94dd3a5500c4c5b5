package mpjdht.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mpjdht.command.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterTest {
    private final RecordingConnection server = new RecordingConnection();
    private final List<String> shown = new ArrayList<>();
    private long nanos;
    private final Interpreter shell = new Interpreter(server, () -> nanos, shown::add);

    private Interpreter.Next take(String line) throws LostException {
        shown.clear();
        return shell.take(line);
    }

    @Test
    void hasLinesRunAndShowsWhatTheyPrint() throws LostException {
        assertThat(take("PUT k v")).isEqualTo(Interpreter.Next.LINE);
        assertThat(shown).containsExactly("did PUT k v");
        assertThat(server.run).containsExactly("PUT k v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \t", "# a comment", "  // another"})
    void runsNothingWhereNothingIsToRun(String line) throws LostException {
        assertThat(take(line)).isEqualTo(Interpreter.Next.LINE);
        assertThat(shown).isEmpty();
        assertThat(server.run).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"END", "end", " 4", "exit", "QUIT "})
    void endsWhenItIsToldToAndTellsTheServerNothing(String line) throws LostException {
        assertThat(take(line)).isEqualTo(Interpreter.Next.END);
        assertThat(server.run).isEmpty();
    }

    @Test
    void goesOnWhereSomethingStandsBehindTheEnd() throws LostException {
        assertThat(take("exit  now")).isEqualTo(Interpreter.Next.LINE);
        assertThat(shown)
                .containsExactly("  exit  now", "        ^", "error: 'now' is one too many; right is exit alone");
    }

    @ParameterizedTest
    @EnumSource(
            value = Reply.Kind.class,
            names = {"FAILED", "UNREADABLE"})
    void putsACaretUnderTheColumnOfAnError(Reply.Kind kind) throws LostException {
        server.answer = line -> Reply.wrong(kind, 5, "'x' is not a number; right is a rank");
        take("ADD x");
        assertThat(shown).containsExactly("  ADD x", "      ^", "error: 'x' is not a number; right is a rank");
    }

    @Test
    void saysThatACommandWasGivenUp() throws LostException {
        server.answer = line -> Reply.unanswered();
        assertThat(take("SYNC")).isEqualTo(Interpreter.Next.LINE);
        assertThat(shown).singleElement().asString().startsWith("given up").contains("may still be carried out");
    }

    @Test
    void tellsThatTheServerIsLost() {
        server.isLost = true;
        assertThatThrownBy(() -> take("RING")).isInstanceOf(LostException.class).hasMessage("it is lost");
    }

    @Test
    void tellsHowLongACommandTookWhileTimingIsOn() throws LostException {
        server.answer = line -> {
            nanos += 12_345_678;
            return Reply.done(List.of());
        };
        take("timing on");
        take("SYNC");
        assertThat(shown).containsExactly("12.346 ms");
        take("TIMING");
        assertThat(shown).containsExactly("timing is on");
        take("timing off");
        take("SYNC");
        assertThat(shown).isEmpty();
        take("timing slow");
        assertThat(shown)
                .containsExactly(
                        "  timing slow", "         ^", "error: 'slow' is neither; right is timing on or timing off");
    }

    @Test
    void listsEveryVerbButThoseThatAreRefusedAndEveryWordOfItsOwn() throws LostException {
        take("help");
        for (Verb verb : Verb.values()) {
            assertThat(shown.stream().anyMatch(line -> line.startsWith(verb + " ")))
                    .as("%s", verb)
                    .isEqualTo(verb != Verb.KEYS && verb != Verb.EXPORT && verb != Verb.IMPORT);
        }
        for (ShellWord word : ShellWord.values()) {
            assertThat(shown).as("%s", word).anyMatch(line -> line.startsWith(word.text() + " "));
        }
    }

    @ParameterizedTest
    @CsvSource({"PUT,PUT key value", "del,DELETE key", "3,REMOVE id", "Timing,'timing on, or timing off'"})
    void tellsOfOne(String name, String usage) throws LostException {
        take("help " + name);
        assertThat(shown).hasSize(2).first().isEqualTo(usage);
        assertThat(shown.get(1)).startsWith("  ");
    }

    @Test
    void knowsNoHelpOfWhatIsNoVerb() throws LostException {
        take("help FETCH");
        assertThat(shown)
                .containsExactly(
                        "  help FETCH", "       ^", "error: 'FETCH' is no verb; right is one of those that help lists");
        take("help PUT GET");
        assertThat(shown.get(1)).isEqualTo("           ^");
    }

    @Test
    void completesVerbsAndItsOwnWordsInAnyCase() {
        assertThat(shell.candidates("")).hasSize(Verb.values().length - 3 + ShellWord.values().length);
        assertThat(shell.candidates("re")).containsExactly("REMOVE", "REPLICAS", "RECOVER");
        assertThat(shell.candidates("  P")).containsExactly("PUT", "PAUSE", "PARTITION");
        assertThat(shell.candidates("E")).containsExactly("END", "EXPLAIN", "exit");
        assertThat(shell.candidates("help LE")).containsExactly("LEADER");
        assertThat(shell.candidates("timing ")).containsExactly("on", "off");
        assertThat(shell.candidates("exit ")).isEmpty();
        assertThat(shell.candidates("FETCH ")).isEmpty();
    }

    @Test
    void completesTheKeysThatItHasSeen() throws LostException {
        take("PUT lighthouse lit");
        take("get \"two words\"");
        take("0 library x");
        take("RING");
        take("CRASH like");
        assertThat(shell.candidates("GET li")).containsExactly("lighthouse", "library");
        assertThat(shell.candidates("DEL \"two w")).containsExactly("\"two words\"");
        assertThat(shell.candidates("CAS ")).containsExactly("lighthouse", "\"two words\"", "library");
        assertThat(shell.candidates("PUT lighthouse li")).isEmpty();
        assertThat(server.looked).isEmpty();
    }

    @Test
    void keepsTheNewestKeys() throws LostException {
        for (int i = 0; i <= SeenKeys.MOST; i++) {
            take("GET key" + i);
            take("GET first");
        }
        assertThat(shell.candidates("GET "))
                .hasSize(SeenKeys.MOST)
                .contains("first", "key" + SeenKeys.MOST)
                .doesNotContain("key0", "key1");
    }

    @Test
    void completesTheIdsOfTheRingAsItIsNow() {
        server.ring = ring("40", "300", "1000");
        assertThat(shell.candidates("NODE ")).containsExactly("40", "300", "1000");
        assertThat(shell.candidates("CRASH ")).containsExactly("40", "300", "1000", "RANK");
        assertThat(shell.candidates("PAUSE r")).containsExactly("RANK");
        server.ring = ring("40", "4711");
        assertThat(shell.candidates("REMOVE 4")).containsExactly("40", "4711");
        assertThat(server.looked).containsOnly("RING").hasSize(4);
    }

    @Test
    void completesTheIdsOfBeforeWhereTheRingDoesNotAnswer() {
        server.ring = ring("40");
        assertThat(shell.candidates("NODE ")).containsExactly("40");
        server.ring = Optional.empty();
        assertThat(shell.candidates("NODE ")).containsExactly("40");
    }

    private static Optional<Reply> ring(String... ids) {
        List<String> lines = new ArrayList<>(
                List.of("RING -> " + ids.length + " nodes, 0 keys, 0 B", "    id  rank  keys  bytes  successor"));
        Arrays.stream(ids)
                .map(id -> "  " + id + "     1     0      0       1000")
                .forEach(lines::add);
        return Optional.of(Reply.done(lines));
    }
}
