package mpjdht.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final int RANKS = 2;

    @TempDir
    private Path folder;

    private DataFolder begun() throws IOException {
        DataFolder data = DataFolder.open(folder, new DataFolder.About("circle", RANKS));
        for (int rank = 0; rank <= RANKS; rank++) {
            Files.createDirectories(DataFolder.ofRank(folder, data.generation(), rank));
        }
        return data;
    }

    @Test
    void aGenerationWhosePartIsGoneDoesNotCount() throws IOException {
        try (DataFolder first = begun()) {
            first.commit();
        }
        try (DataFolder second = begun()) {
            Path part = DataFolder.ofRank(folder, second.generation(), 1);
            Files.delete(part);

            assertThatThrownBy(() -> second.commit()).hasMessage(part + ": it is gone");
        }
        try (DataFolder third = begun()) {
            assertThat(third.before()).isEqualTo(1);
            assertThat(DataFolder.ofRank(folder, 1, 1)).isDirectory();
        }
    }
}
