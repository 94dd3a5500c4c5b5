package mpjdht.bench.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadFilesTest {
    private static final Workload HALF = new Workload(2000, 100, 10, 14, 50, Distribution.UNIFORM, 7);

    @ParameterizedTest
    @ValueSource(strings = {"uniform", "zipf:0.99", "each"})
    void makesTheSameBytesOfTheSameParameters(String distribution) throws IOException {
        Workload workload = new Workload(500, 100, 10, 14, 50, Distribution.parse(distribution), 7);

        assertThat(text(workload, CommandForm.COMMANDS)).isEqualTo(text(workload, CommandForm.COMMANDS));
    }

    @Test
    void makesOtherBytesOfAnotherSeed() throws IOException {
        Workload other = new Workload(2000, 100, 10, 14, 50, Distribution.UNIFORM, 8);

        assertThat(text(HALF, CommandForm.COMMANDS)).isNotEqualTo(text(other, CommandForm.COMMANDS));
    }

    @Test
    void keepsTheSharesAndTheSizes() throws IOException {
        List<String> lines = text(HALF, CommandForm.COMMANDS).lines().toList();

        assertThat(lines).hasSize(2000).allMatch(line -> line.matches("PUT k\\d{9} [a-p]{14}|GET k\\d{9}"));
        assertThat(lines.stream().filter(line -> line.startsWith("PUT")).count())
                .isCloseTo(1000, within(100L));
    }

    @Test
    void tellsRedisTheSameCommands() throws IOException {
        StringBuilder expected = new StringBuilder();
        for (String line : text(HALF, CommandForm.COMMANDS).lines().toList()) {
            String[] words = line.replace("PUT", "SET").split(" ", -1);
            expected.append('*').append(words.length).append("\r\n");
            for (String word : words) {
                expected.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
            }
        }

        assertThat(text(HALF, CommandForm.RESP)).isEqualTo(expected.toString());
    }

    @Test
    void namesEveryKeyOnceInTurn() throws IOException {
        Workload each = new Workload(100, 100, 10, 1, 100, Distribution.EACH, 1);

        assertThat(text(each, CommandForm.COMMANDS).lines().map(line -> line.split(" ", -1)[1]))
                .doesNotHaveDuplicates()
                .hasSize(100);
    }

    @Test
    void choosesKeysAsOftenAsZipfSays() {
        int keys = 1000;
        int draws = 200_000;
        IntSupplier zipf = new ZipfKeys(keys, 0.99, new SplittableRandom(5));
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        for (int i = 0; i < draws; i++) {
            counts.merge(zipf.getAsInt(), 1, Integer::sum);
        }

        double zeta = 0;
        for (int rank = 1; rank <= keys; rank++) {
            zeta += Math.pow(rank, -0.99);
        }
        assertThat(counts.firstKey()).isZero();
        assertThat(counts.lastKey()).isLessThan(keys);
        assertThat((double) counts.get(0) / draws).isCloseTo(1 / zeta, within(0.005));
        assertThat((double) counts.get(1) / draws).isCloseTo(Math.pow(2, -0.99) / zeta, within(0.005));
        assertThat((double) counts.get(9) / draws).isCloseTo(Math.pow(10, -0.99) / zeta, within(0.003));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void choosesAmongFewKeysToo(int keys) {
        IntSupplier zipf = new ZipfKeys(keys, 0.99, new SplittableRandom(new Random(keys).nextLong()));

        for (int i = 0; i < 1000; i++) {
            assertThat(zipf.getAsInt()).isBetween(0, keys - 1);
        }
    }

    @Test
    void makesAFileOnceAndUsesItAgain(@TempDir Path folder) throws IOException {
        WorkloadFiles files = new WorkloadFiles(folder, line -> {});
        Path file = files.file(HALF, CommandForm.COMMANDS);
        Files.writeString(file, "kept");

        assertThat(files.file(HALF, CommandForm.COMMANDS)).isEqualTo(file).hasContent("kept");
        assertThat(files.file(HALF, CommandForm.RESP)).isNotEqualTo(file);
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
    }

    @Test
    void refusesAFileThatWouldFillTheDisk(@TempDir Path folder) throws IOException {
        Workload puts = new Workload(1_000_000, 100, 10, 1000, 100, Distribution.UNIFORM, 7);
        WorkloadFiles files = new WorkloadFiles(folder, () -> 2_000_000_000L, line -> {});

        assertThatThrownBy(() -> files.file(puts, CommandForm.COMMANDS))
                .isInstanceOf(NoRoomException.class)
                .hasMessageContaining("it takes 1,016 MB, 1,073 MB should stay free, and 2,000 MB are")
                .hasMessageNotContaining("\n");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(CommandForm.class)
    void knowsTheSizeOfAFileBeforeItIsMade(CommandForm form) throws IOException {
        Workload puts = new Workload(1000, 100, 10, 100, 100, Distribution.UNIFORM, 7);
        Workload gets = new Workload(1000, 100, 10, 100, 0, Distribution.UNIFORM, 7);

        assertThat(WorkloadFiles.expectedBytes(puts, form))
                .isEqualTo(text(puts, form).length());
        assertThat(WorkloadFiles.expectedBytes(gets, form))
                .isEqualTo(text(gets, form).length());
        assertThat((double) WorkloadFiles.expectedBytes(HALF, form))
                .isCloseTo(text(HALF, form).length(), withinPercentage(5));
    }

    @Test
    void deletesTheLargeFilesThatItMadeAndNoOthers(@TempDir Path folder) throws IOException {
        Path before = new WorkloadFiles(folder, line -> {}).file(HALF, CommandForm.COMMANDS);
        List<String> told = new ArrayList<>();
        WorkloadFiles files = new WorkloadFiles(folder, told::add);
        files.file(HALF, CommandForm.COMMANDS);
        Path large = files.file(HALF, CommandForm.RESP);
        Path small = files.file(HALF.withCommands(10), CommandForm.RESP);

        files.deleteMade(Files.size(small));

        assertThat(before).exists();
        assertThat(small).exists();
        assertThat(large).doesNotExist();
        assertThat(told).hasSize(2).first().asString().startsWith("made " + large.getFileName() + ":");
    }

    private static String text(Workload workload, CommandForm form) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WorkloadFiles.write(workload, form, bytes);
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
