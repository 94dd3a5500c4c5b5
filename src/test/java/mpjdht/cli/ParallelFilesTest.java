package mpjdht.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mpjdht.message.Origin;
import mpjdht.node.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParallelFilesTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void filesGoToTheStorageRanksInTurnAndStandardInputStaysWithTheCommandRank() {
        ParallelFiles files = new ParallelFiles(new Grid(5), List.of("a", "b", "-", "c", "d", "e"));

        assertThat(files.origins())
                .containsExactly(
                        Origin.of(1, 0),
                        Origin.of(2, 0),
                        Origin.of(4, 0),
                        Origin.of(3, 0),
                        Origin.of(1, 1),
                        Origin.of(2, 1));
        assertThat(files.of(1)).containsExactly(0, 4);
        assertThat(files.of(4)).containsExactly(2);
        assertThat(files.of(0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a.cmd, a.out",
        "x/y/insert_00.txt, insert_00.out",
        "plain, plain.out",
        ".hidden, .hidden.out",
        "-, stdin.out"
    })
    void resultsAreNamedAfterTheCommandFile(String file, String results) {
        assertThat(GatheredOutputs.nameOfResults(file)).isEqualTo(results);
    }

    @Test
    void whatClientsSayIsToldLineByLineClientAfterClientAtTheEnd() {
        SpokenLines lines = new SpokenLines(2, false, told::add);
        say(lines, 1, "one\ntw");
        say(lines, 0, "zero\n");
        say(lines, 1, "o\n");
        assertThat(told).isEmpty();

        lines.tellHeld();

        assertThat(told).containsExactly("zero", "one", "two");
    }

    @Test
    void orAtOnce() {
        SpokenLines lines = new SpokenLines(1, true, told::add);
        say(lines, 0, "one\ntwo");
        lines.tellHeld();

        assertThat(told).containsExactly("one");
    }

    private static void say(SpokenLines lines, int stream, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        lines.take(stream, bytes, 0, bytes.length);
    }
}
