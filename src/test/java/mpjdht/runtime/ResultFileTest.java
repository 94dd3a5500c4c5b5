package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    @TempDir
    private Path folder;

    private Path target;

    @BeforeEach
    void writeWhatIsThereBefore() throws IOException {
        target = Files.writeString(folder.resolve("target"), "before, and longer than what comes");
    }

    @Test
    void theTargetStaysAsItIsUntilTheResultsAreComplete() throws IOException {
        try (ResultFile file = ResultFile.open(target)) {
            write(file, "new");

            assertThat(target).hasContent("before, and longer than what comes");
        }
        assertThat(target).hasContent("new");
        assertThat(names()).containsExactly("target");
    }

    @Test
    void aFileThatIsNotThereYetIsMade() throws IOException {
        Path absent = folder.resolve("absent");
        try (ResultFile file = ResultFile.open(absent)) {
            assertThat(absent).doesNotExist();
            write(file, "new");
        }
        assertThat(absent).hasContent("new");
    }

    @Test
    void whoGoesOnDoesSoBehindTheResultsThatAreCertainWhereverTheyAre() throws IOException {
        ResultFile died = ResultFile.open(target);
        write(died, "one two");
        assertThat(died.length(true)).isEqualTo(7);
        write(died, " three");

        try (ResultFile resumed = ResultFile.goOn(target, died.gathered(), 7)) {
            write(resumed, " four");
            assertThat(resumed.length(false)).isEqualTo(12);
            assertThat(target).hasContent("before, and longer than what comes");
        }
        assertThat(target).hasContent("one two four");
        try (ResultFile again = ResultFile.goOn(target, died.gathered(), 3)) {
            write(again, "!");
        }
        assertThat(target).hasContent("one!");
        assertThat(names()).containsExactly("target");
        assertThatThrownBy(() -> ResultFile.goOn(target, "", 5))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("of its first 5 B, which are results, not all are there");
    }

    @Test
    void noResultsMakeAnEmptyFile() throws IOException {
        ResultFile.open(target).close();

        assertThat(target).isEmptyFile();
    }

    @Test
    void aRunThatFailsBeforeItsFirstResultDestroysNothing() throws IOException {
        try (ResultFile file = ResultFile.open(target)) {
            file.abandon();
        }
        assertThat(target).hasContent("before, and longer than what comes");
        assertThat(names()).containsExactly("target");
    }

    @Test
    void resultsOfARunThatFailsLaterArePutInPlace() throws IOException {
        try (ResultFile file = ResultFile.open(target)) {
            write(file, "new");
            file.abandon();
        }
        assertThat(target).hasContent("new");
    }

    @Test
    void resultsThatAreDiscardedLeaveTheFileAsItWas() throws IOException {
        Path absent = folder.resolve("absent");
        for (Path path : List.of(target, absent)) {
            try (ResultFile file = ResultFile.open(path)) {
                write(file, "half of what was to co");
                file.discard();
            }
        }
        assertThat(target).hasContent("before, and longer than what comes");
        assertThat(names()).containsExactly("target");
    }

    @Test
    void aFileOfAnotherGroupIsOverwrittenAndKeepsIt() throws IOException {
        Object inode = Files.getAttribute(target, "unix:ino");
        try {
            Files.setAttribute(target, "unix:gid", 4321);
        } catch (IOException e) {
            assumeTrue(false, "only root may give a file to any group");
        }

        try (ResultFile file = ResultFile.open(target)) {
            write(file, "new");
        }

        assertThat(target).hasContent("new");
        assertThat(Files.getAttribute(target, "unix:gid")).isEqualTo(4321);
        assertThat(Files.getAttribute(target, "unix:ino")).isEqualTo(inode);
        assertThat(names()).containsExactly("target");
    }

    @Test
    void theModeStaysAndALinkIsFollowed() throws IOException {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("link-to-link"), link);
        try (ResultFile file = ResultFile.open(linkToLink)) {
            write(file, "new");
        }
        assertThat(target).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-r-----");
        assertThat(linkToLink).isSymbolicLink();
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aLinkToNothingMakesWhatItNames() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("absent"));
        try (ResultFile file = ResultFile.open(link)) {
            write(file, "new");
        }
        assertThat(folder.resolve("absent")).hasContent("new").isRegularFile();
    }

    @Test
    void aFileWithTwoNamesKeepsThemAndIsOverwrittenWithTheFirstResult() throws IOException {
        Path other = Files.createLink(folder.resolve("other"), target);
        try (ResultFile file = ResultFile.open(target)) {
            assertThat(other).hasContent("before, and longer than what comes");
            write(file, "new");
        }
        assertThat(other).hasContent("new");
        try (ResultFile file = ResultFile.open(target)) {
            file.abandon();
        }
        assertThat(other).hasContent("new");
        assertThat(names()).containsExactly("other", "target");
    }

    @Test
    void aDeviceIsWrittenAsItIs() throws IOException {
        try (ResultFile file = ResultFile.open(Path.of("/dev/full"))) {
            assertThatThrownBy(() -> write(file, "new")).hasMessageContaining("No space left on device");
        }
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        assertThatThrownBy(() -> ResultFile.open(folder))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("it is a folder");
        assertThatThrownBy(() -> ResultFile.open(folder.resolve("no/such"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void linksInACircleAreRefused() throws IOException {
        Path one = folder.resolve("one");
        Files.createSymbolicLink(one, Path.of("two"));
        Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));

        assertThatThrownBy(() -> ResultFile.open(one)).hasMessageContaining("too many symbolic links");
    }

    @Test
    void resultsThatCannotBePutInPlaceAreNamed() throws IOException {
        Path absent = folder.resolve("absent");
        ResultFile file = ResultFile.open(absent);
        write(file, "new");
        Files.createDirectory(absent);

        assertThatThrownBy(file::close).hasMessageContaining("they are in " + folder.resolve(".mpj-dht."));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static void write(ResultFile file, String text) throws IOException {
        file.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
