package mpjdht.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryPlaceTest {
    @TempDir
    private Path folder;

    private static Path file(Map<String, String> environment) {
        return HistoryPlace.of(environment, 10).file().orElseThrow();
    }

    @Test
    void isInTheFolderOfTheUserForStateUnlessTheyNameAnother() {
        assertThat(file(Map.of("HOME", "/home/x"))).hasToString("/home/x/.local/state/mpj-dht/history");
        assertThat(file(Map.of("HOME", "/home/x", "XDG_STATE_HOME", "/s"))).hasToString("/s/mpj-dht/history");
        assertThat(file(Map.of("HOME", "/home/x", "XDG_STATE_HOME", "s")))
                .hasToString("/home/x/.local/state/mpj-dht/history");
        assertThat(file(Map.of("XDG_STATE_HOME", "/s", "DHT_HISTORY_FILE", "/mine")))
                .hasToString("/mine");
    }

    @Test
    void isNowhereWhereNothingIsKept() {
        assertThat(HistoryPlace.of(Map.of("HOME", "/home/x"), 0).file()).isEmpty();
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        Path path = folder.resolve("a").resolve("history");
        HistoryPlace place = HistoryPlace.of(Map.of("DHT_HISTORY_FILE", path.toString()), 10);
        place.prepare();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
                .isEqualTo("rwx------");
        Files.writeString(path, "GET 15\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        place.prepare();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(path).hasContent("GET 15\n");
    }

    @Test
    void tellsThatThereIsNoFolder() throws IOException {
        Path noFolder = Files.createFile(folder.resolve("file"));
        HistoryPlace place = HistoryPlace.of(
                Map.of("DHT_HISTORY_FILE", noFolder.resolve("history").toString()), 10);
        assertThatThrownBy(place::prepare).isInstanceOf(IOException.class);
    }
}
