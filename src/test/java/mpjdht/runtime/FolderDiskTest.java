package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mpjdht.journal.DiskFile;
import mpjdht.journal.Journal;
import mpjdht.journal.JournalEnd;
import mpjdht.journal.JournalReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDiskTest {
    @TempDir
    private Path folder;

    private Path disk() {
        return folder.resolve("a/b");
    }

    @Test
    void keepsFilesByTheirNames() throws IOException {
        try (FolderDisk disk = FolderDisk.open(disk())) {
            DiskFile file = disk.create("two");
            file.write(0, bytes("hello"), 0, 5);
            file.write(3, bytes("xP!?"), 1, 3);
            file.truncate(5);
            file.force();
            file.close();
            disk.create("three").close();
            disk.rename("two", "one");
            disk.forceNames();

            assertThat(disk.names()).containsExactly("one", "three");
            assertThat(disk.path("one")).isEqualTo(disk().resolve("one").toString());
            try (DiskFile opened = disk.open("one")) {
                byte[] read = new byte[5];
                opened.read(1, read, 1, 4);
                assertThat(opened.length()).isEqualTo(5);
                assertThat(new String(read, 1, 4, StandardCharsets.US_ASCII)).isEqualTo("elP!");
                assertThatThrownBy(() -> opened.read(4, read, 0, 2))
                        .isInstanceOf(EOFException.class)
                        .hasMessage("the file ends before byte 6");
            }
            assertThatThrownBy(() -> disk.create("one")).isInstanceOf(FileAlreadyExistsException.class);
            assertThatThrownBy(() -> disk.open("two")).isInstanceOf(NoSuchFileException.class);
            disk.delete("one");
            assertThat(disk.names()).containsExactly("three");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void belongsToOneUntilThatGivesItUp() throws IOException {
        FolderDisk first = FolderDisk.open(disk());

        assertThatThrownBy(() -> FolderDisk.open(disk()))
                .isInstanceOf(FolderDisk.InUseException.class)
                .hasMessage(disk() + " is in use by another job");
        first.close();
        FolderDisk.open(disk()).close();
    }

    @Test
    void keepsAJournal() throws IOException {
        List<String> appended = new ArrayList<>();
        Random random = new Random(1);
        for (int run = 0; run < 5; run++) {
            try (FolderDisk disk = FolderDisk.open(disk())) {
                List<String> found = new ArrayList<>();
                JournalEnd end = JournalReader.read(
                        disk,
                        1000,
                        (file, record, offset, length) ->
                                found.add(new String(record, offset, length, StandardCharsets.ISO_8859_1)));
                assertThat(found).isEqualTo(appended);
                assertThat(end.torn().isPresent()).isEqualTo(run > 0);
                try (Journal journal = Journal.goOn(disk, end, 5000)) {
                    for (int i = 0; i < 50; i++) {
                        byte[] record = new byte[1 + random.nextInt(999)];
                        random.nextBytes(record);
                        appended.add(new String(record, StandardCharsets.ISO_8859_1));
                        journal.append(record, 0, record.length);
                    }
                }
                Path last = disk().resolve(disk.names().get(disk.names().size() - 1));
                Files.write(last, new byte[20], StandardOpenOption.APPEND);
            }
        }
    }

    /** A device on which there is never any room. */
    @Test
    void aFullDiskIsNamedByWhoeverWrites() throws IOException {
        try (FolderDisk disk = FolderDisk.open(disk())) {
            Files.createSymbolicLink(disk().resolve("full"), Path.of("/dev/full"));

            assertThatThrownBy(() -> disk.open("full").write(0, new byte[10], 0, 10))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left on device");
        }
    }

    @Test
    void aFileIsGoneWhenItsNameLeadsToNoneOrToAnother() throws IOException {
        try (FolderDisk disk = FolderDisk.open(disk())) {
            DiskFile file = disk.create("a");
            file.requireThere();
            Path away = Files.move(folder.resolve("a"), folder.resolve("away"));

            assertThatThrownBy(file::requireThere).hasMessage(disk().resolve("a") + ": it is gone");
            Files.createDirectories(disk());
            Files.writeString(disk().resolve("a"), "another");
            assertThatThrownBy(file::requireThere).hasMessage(disk().resolve("a") + ": it is gone");
            Files.delete(disk().resolve("a"));
            Files.delete(disk());
            Files.delete(folder.resolve("a"));
            Files.move(away, folder.resolve("a"));
            file.requireThere();
            file.close();
        }
    }

    @Test
    void whereThereIsAFileThereIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "");

        assertThatThrownBy(() -> FolderDisk.open(file)).hasMessage(file + " is no folder");
        assertThatThrownBy(() -> FolderDisk.open(disk())).isInstanceOf(IOException.class);
        assertThat(file).isEmptyFile();
    }
}
