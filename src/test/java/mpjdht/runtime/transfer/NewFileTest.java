package mpjdht.runtime.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is there whole or not at all. */
class NewFileTest {
    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void nothingIsInPlaceBeforeItIsWhole() throws IOException {
        Path target = Files.writeString(folder.resolve("table"), "before");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        try (NewFile file = new NewFile(target)) {
            file.write("after".getBytes(StandardCharsets.US_ASCII), 0, 5);

            assertThat(target).hasContent("before");
            file.putInPlace();
        }

        assertThat(target).hasContent("after");
        assertThat(names()).containsExactly("table");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsDroppedLeavesEverythingAsItWas() throws IOException {
        Path target = Files.writeString(folder.resolve("table"), "before");
        try (NewFile file = new NewFile(target)) {
            file.write("after".getBytes(StandardCharsets.US_ASCII), 0, 5);
        }

        assertThat(target).hasContent("before");
        assertThat(names()).containsExactly("table");
    }

    @Test
    void whatCannotBePutInPlaceIsDropped() throws IOException {
        Path target = folder.resolve("table");
        try (NewFile file = new NewFile(target)) {
            file.write('x');
            Files.createDirectories(target.resolve("in the way"));

            assertThatThrownBy(file::putInPlace).isInstanceOf(IOException.class);
        }

        assertThat(names()).containsExactly("table");
    }
}
