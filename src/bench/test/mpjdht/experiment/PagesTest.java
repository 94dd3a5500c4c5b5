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

    private static Path files(Subject subject) {
        return DOCS.resolve(Path.of("plots", subject.toString()));
    }

    @ParameterizedTest
    @CsvSource({"CHORD, chord.md", "COPIES, consistency.md"})
    void showEveryTableAsItWasWritten(Subject subject, String name) throws IOException {
        String page = Files.readString(DOCS.resolve(name));

        for (String experiment : subject.names()) {
            for (String table : Files.readString(files(subject).resolve(experiment + ".md")).split("\n\n", -1)) {
                assertThat(page).contains(table);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"CHORD, chord.md", "COPIES, consistency.md"})
    void showEveryPicture(Subject subject, String name) throws IOException {
        String page = Files.readString(DOCS.resolve(name));

        try (var files = Files.list(files(subject))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".svg")))
                    .isNotEmpty()
                    .allMatch(file -> page.contains("(plots/" + subject + "/" + file + ")"));
        }
    }
}
