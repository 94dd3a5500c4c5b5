package mpjdht.runtime.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import mpjdht.command.FileTrouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a command file may have written and read. */
class WorkingFolderTest {
    @TempDir
    private Path around;

    private Path root;
    private WorkingFolder folder;

    @BeforeEach
    void makeFolders() throws IOException {
        root = Files.createDirectories(around.resolve("work"));
        Files.createDirectories(root.resolve("sub"));
        Files.writeString(root.resolve("sub/there"), "x");
        Files.writeString(around.resolve("secret"), "x");
        Files.createDirectories(around.resolve("outside"));
        Files.createSymbolicLink(root.resolve("out"), around.resolve("secret"));
        Files.createSymbolicLink(root.resolve("out-folder"), around.resolve("outside"));
        Files.createSymbolicLink(root.resolve("nowhere"), around.resolve("outside/new"));
        Files.createSymbolicLink(root.resolve("in"), Path.of("sub/there"));
        Files.createSymbolicLink(root.resolve("in-folder"), root.resolve("sub"));
        Files.createSymbolicLink(around.resolve("by-link"), root);
        folder = new WorkingFolder(root);
    }

    @Test
    void filesBelowTheFolderAreFound() throws IOException {
        Path there = root.toRealPath().resolve("sub/there");

        assertThat(folder.present("sub/there")).isEqualTo(there);
        assertThat(folder.target("./sub//there")).isEqualTo(there);
        assertThat(folder.target("sub/new")).isEqualTo(there.resolveSibling("new"));
        assertThat(folder.target("new")).isEqualTo(root.toRealPath().resolve("new"));
    }

    @Test
    void linksWithinTheFolderAreFollowed() throws IOException {
        Path there = root.toRealPath().resolve("sub/there");

        assertThat(folder.present("in")).isEqualTo(there);
        assertThat(folder.target("in")).isEqualTo(there);
        assertThat(folder.target("in-folder/new")).isEqualTo(there.resolveSibling("new"));
        assertThat(new WorkingFolder(around.resolve("by-link")).present("in")).isEqualTo(there);
    }

    @Test
    void linksThatLeadOutAreRefused() {
        String out = "a link leads out of the working folder";

        refuses(() -> folder.present("out"), out);
        refuses(() -> folder.target("out"), out);
        refuses(() -> folder.present("out-folder/../secret"), out);
        refuses(() -> folder.target("out-folder/new"), out);
        refuses(() -> folder.target("nowhere"), "it is a link that leads nowhere");
    }

    @Test
    void whatIsNoFileIsRefused() {
        refuses(() -> folder.present("sub"), "it is a folder");
        refuses(() -> folder.target("sub"), "it is a folder");
        refuses(() -> folder.target("."), "it is a folder");
        refuses(() -> folder.present("missing"), "no such file");
        refuses(() -> folder.target("missing/new"), "its folder is not there");
        refuses(() -> new WorkingFolder(Path.of("/dev")).present("null"), "it is no regular file");
    }

    private interface Opening {
        void run() throws IOException;
    }

    private static void refuses(Opening opening, String reason) {
        assertThatThrownBy(opening::run)
                .isInstanceOfSatisfying(FileSystemException.class, e -> assertThat(FileTrouble.reason(e))
                        .isEqualTo(reason));
    }
}
