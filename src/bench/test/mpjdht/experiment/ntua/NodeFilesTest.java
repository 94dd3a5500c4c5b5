package mpjdht.experiment.ntua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the nodes do, from files in either format and drawn. */
class NodeFilesTest {
    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void filesWithANumberAreOfTheNodeWithThatNumber() throws IOException {
        write("insert_03_part.txt", "\uFEFFA Day, or Two\r\n\r\nDon't\r\n");
        write("query_03.txt", "A Day, or Two");
        write("requests_09.txt", "insert, Don't, 501\nquery, Don't\n");

        NodeFiles files = NodeFiles.of(folder);

        assertThat(files.inserts().get(3)).containsExactly("insert, A Day, or Two, 3", "insert, Don't, 3");
        assertThat(files.round(3))
                .containsExactly("insert, A Day, or Two, 3", "insert, Don't, 3", "query, A Day, or Two");
        assertThat(files.round(9)).containsExactly("insert, Don't, 501", "query, Don't");
        assertThat(files.round(0)).isEmpty();
    }

    @Test
    void linesOfFilesWithoutANumberAreDealtToTheNodesInTurn() throws IOException {
        write("insert.txt", "a, 1\n".repeat(11));
        write("query.txt", "a\nb\n");
        write("requests.txt", "query, a\n");

        NodeFiles files = NodeFiles.of(folder);

        assertThat(files.inserts().get(0)).containsExactly("insert, a, 1", "insert, a, 1");
        assertThat(files.inserts().get(9)).containsExactly("insert, a, 1");
        assertThat(files.queries().subList(0, 3)).containsExactly(List.of("query, a"), List.of("query, b"), List.of());
    }

    @Test
    void aFolderWithoutFilesOfAPhaseIsAnError() throws IOException {
        write("insert.txt", "a, 1\n");

        assertThatThrownBy(() -> NodeFiles.of(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " has no file whose name begins with quer; right is a folder with files such as"
                        + " insert_00_part.txt, query_00.txt and requests_00.txt");
    }

    @Test
    void theSameSeedDrawsTheSameAndEveryNodeHasItsLines() {
        NodeFiles files = NodeFiles.drawn(4, 20);

        assertThat(files).isEqualTo(NodeFiles.drawn(4, 20)).isNotEqualTo(NodeFiles.drawn(5, 20));
        assertThat(files.inserts()).hasSize(NodeFiles.NODES).allSatisfy(lines -> assertThat(lines).hasSize(20));
        assertThat(files.requests().stream().flatMap(List::stream))
                .anyMatch(line -> line.startsWith("insert, "))
                .anyMatch(line -> line.startsWith("query, "));
    }
}
