package mpjdht.runtime.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mpjdht.command.ByteOutput;
import mpjdht.runtime.ResultFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the bytes of several streams come together. */
class DestinationTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteOutput output = new ByteOutput(bytes);

    @Test
    void oneOutputGetsStreamAfterStreamInWhateverOrderTheyComeAndEnd() throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            bytes.reset();
            Random random = new Random(seed);
            int streams = 1 + random.nextInt(5);
            OneAfterOther destination = new OneAfterOther(output, streams);
            StringBuilder[] expected = new StringBuilder[streams];
            boolean[] ended = new boolean[streams];
            int open = streams;
            for (int i = 0; open > 0; i++) {
                int stream = random.nextInt(streams);
                if (ended[stream]) {
                    continue;
                }
                if (expected[stream] == null) {
                    expected[stream] = new StringBuilder();
                }
                if (random.nextInt(5) == 0) {
                    destination.end(stream, false);
                    ended[stream] = true;
                    open--;
                } else {
                    String text = stream + ":" + i + "\n";
                    expected[stream].append(text);
                    take(destination, stream, text);
                }
            }
            destination.close(false);
            output.flush();
            assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(String.join("", expected));
        }
    }

    @Test
    void theFirstStreamThatHasNotEndedIsOutAtOnce() throws IOException {
        OneAfterOther destination = new OneAfterOther(output, 3);
        take(destination, 1, "b");
        take(destination, 0, "a");
        output.flush();
        assertThat(bytes).hasToString("a");

        destination.end(0, false);
        take(destination, 1, "B");
        output.flush();

        assertThat(bytes).hasToString("abB");
    }

    @Test
    void whatIsThereWhenARunFailsComesOutInOrder() throws IOException {
        OneAfterOther destination = new OneAfterOther(output, 3);
        take(destination, 2, "c");
        take(destination, 0, "a");
        destination.close(true);
        output.flush();

        assertThat(bytes).hasToString("ac");
    }

    @Test
    void eachStreamHasItsFileAndOneThatHasEndedStaysWhateverComes() throws IOException {
        Files.writeString(folder.resolve("b"), "before");
        FileForEach destination = FileForEach.open(List.of(folder.resolve("a"), folder.resolve("b")));
        take(destination, 0, "A");
        destination.end(0, false);
        assertThat(folder.resolve("a")).hasContent("A");

        destination.close(true);

        assertThat(folder.resolve("b")).hasContent("before");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aFileWhoseCommandsFailBeforeTheirFirstResultStaysAsItWas() throws IOException {
        Files.writeString(folder.resolve("a"), "before");
        FileForEach destination = FileForEach.open(List.of(folder.resolve("a"), folder.resolve("b")));
        take(destination, 1, "B");
        destination.end(0, true);
        destination.end(1, true);

        assertThat(folder.resolve("a")).hasContent("before");
        assertThat(folder.resolve("b")).hasContent("B");
    }

    @Test
    void ifOneFileCannotBeOpenedNothingIsLeftOfTheOthers() throws IOException {
        Files.createDirectory(folder.resolve("b"));

        assertThatThrownBy(() -> FileForEach.open(List.of(folder.resolve("a"), folder.resolve("b"))))
                .hasMessageContaining("it is a folder");
        assertThat(folder.toFile().list()).containsExactly("b");
    }

    @Test
    void thousandsOfFilesOfOneFolderAreGatheredAtTheSameTime() throws IOException {
        List<Path> names =
                IntStream.range(0, 1200).mapToObj(i -> folder.resolve("r" + i)).toList();
        FileForEach.open(names).close(false);

        assertThat(folder.toFile().list()).hasSize(names.size());
    }

    @Test
    void anUnfinishedHistoryEndsWithTheLastMomentOfWhichEverythingIsKnown() throws IOException {
        MergedHistory destination = new MergedHistory(ResultFile.open(folder.resolve("h")), 3);
        take(destination, 0, "{\"a\":1,\"time_ns\":10}\n{\"a\":2,\"time_ns\":20}\n{\"a\":3,\"time_ns\":30}\n");
        take(destination, 1, "{\"b\":1,\"time_ns\":20}\n{\"b\":2,\"ti");
        take(destination, 2, "{\"c\":1,\"time_ns\":5}\n");
        destination.end(2, false);

        destination.close(true);

        assertThat(folder.resolve("h")).hasContent("""
                        {"c":1,"time_ns":5}
                        {"a":1,"time_ns":10}
                        {"a":2,"time_ns":20}
                        {"b":1,"time_ns":20}
                        """);
    }

    @Test
    void linesOfAnyLengthAreMerged() throws IOException {
        MergedHistory destination = new MergedHistory(ResultFile.open(folder.resolve("h")), 1);
        StringBuilder expected = new StringBuilder();
        for (int length = 1; length < 300_000; length = 3 * length + 1) {
            expected.append("{\"v\":\"")
                    .append("x".repeat(length))
                    .append("\",\"time_ns\":")
                    .append(length)
                    .append("}\n");
        }
        take(destination, 0, expected.toString());
        destination.end(0, false);
        destination.close(false);

        assertThat(folder.resolve("h")).hasContent(expected.toString());
    }

    @Test
    void historiesAreOneByTheTimesOfTheirEventsAndALineThatWasCutOffIsLeftOut() throws IOException {
        MergedHistory destination = new MergedHistory(ResultFile.open(folder.resolve("h")), 3);
        take(destination, 1, "{\"b\":1,\"time_ns\":-5}\n{\"b\":2,\"time_ns\":20}\n{\"b\":3,\"ti");
        take(destination, 0, "{\"a\":1,\"time_ns\":10}\n{\"a\":2,\"ti");
        take(destination, 0, "me_ns\":20}\n");
        destination.end(0, false);
        destination.end(1, true);
        destination.end(2, false);

        destination.close(false);

        assertThat(folder.resolve("h")).hasContent("""
                        {"b":1,"time_ns":-5}
                        {"a":1,"time_ns":10}
                        {"a":2,"time_ns":20}
                        {"b":2,"time_ns":20}
                        """);
    }

    private static void take(Destination destination, int stream, String text) throws IOException {
        byte[] encoded = ("xx" + text).getBytes(StandardCharsets.UTF_8);
        destination.take(stream, encoded, 2, encoded.length - 2);
    }
}
