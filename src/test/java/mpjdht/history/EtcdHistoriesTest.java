package mpjdht.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Histories that others have recorded, with the verdicts that others have found. They lie beside the project, where they do. */
class EtcdHistoriesTest {
    private static final Path FOLDER = Path.of("..", "shared", "histories");

    @Test
    void theVerdictsAreThoseOfOtherCheckers() throws IOException {
        Path verdicts = FOLDER.resolve("verdicts.tsv");
        assumeTrue(Files.isReadable(verdicts), () -> "no recorded histories in " + FOLDER.toAbsolutePath());
        Map<String, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(verdicts)) {
            String[] fields = line.split("\t", -1);
            expected.put(fields[0], fields[1]);
        }

        Map<String, String> found = new TreeMap<>();
        LinearizabilityChecker checker = new LinearizabilityChecker(SearchLimits.standard());
        for (String name : expected.keySet()) {
            try (InputStream in = Files.newInputStream(FOLDER.resolve(name))) {
                Verdict verdict = checker.check(HistoryReader.read(in)).verdict();
                found.put(name, verdict.name().toLowerCase(Locale.ROOT));
            }
        }

        assertThat(found).hasSize(52).isEqualTo(expected);
    }
}
