package mpjdht.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about the experiments shows the files that they left. */
class ChordPageTest {
    private static final Path PAGE = Path.of("docs", "chord.md");
    private static final Path FILES = Path.of("docs", "plots", "chord");

    @Test
    void showsEveryTableAsItWasWritten() throws IOException {
        String page = Files.readString(PAGE);

        for (String name : ChordExperiments.names()) {
            for (String table : Files.readString(FILES.resolve(name + ".md")).split("\n\n", -1)) {
                assertThat(page).contains(table);
            }
        }
    }

    @Test
    void showsEveryPicture() throws IOException {
        String page = Files.readString(PAGE);

        try (var files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".svg")))
                    .isNotEmpty()
                    .allMatch(name -> page.contains("(plots/chord/" + name + ")"));
        }
    }
}
