package mpjdht.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages about the experiments show the files that they left. */
class PagesTest {
    private static final Path DOCS = Path.of("docs");

    @ParameterizedTest
    @CsvSource({"CHORD, plots/chord, chord.md", "COPIES, plots/copies, consistency.md", "LIBRARY, plots/library/measured, laboratory.md"})
    void showEveryTableAsItWasWritten(Subject subject, String folder, String name) throws IOException {
        String page = Files.readString(DOCS.resolve(name));

        for (String experiment : subject.names()) {
            for (String table : Files.readString(DOCS.resolve(folder).resolve(experiment + ".md")).split("\n\n", -1)) {
                assertThat(page).contains(table);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"plots/chord, chord.md", "plots/copies, consistency.md", "plots/library/measured, laboratory.md"})
    void showEveryPicture(String folder, String name) throws IOException {
        String page = Files.readString(DOCS.resolve(name));

        try (var files = Files.list(DOCS.resolve(folder))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".svg")))
                    .isNotEmpty()
                    .allMatch(file -> page.contains("(" + folder + "/" + file + ")"));
        }
    }
}
