package mpjdht.command;

import static mpjdht.command.Sources.latin;
import static mpjdht.command.Sources.readAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 100,000 random and mutated command files against {@link NaiveParser}. */
class RandomCommandFilesTest {
    private static final int FILES_PER_SEED = 10_000;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void parsesAnyFileAsTheNaiveParserDoesHoweverItArrives(long seed) throws IOException {
        Random random = new Random(seed);
        RandomFiles files = new RandomFiles(random);
        for (int i = 0; i < FILES_PER_SEED; i++) {
            String text = files.next();
            int maxLineBytes = random.nextInt(5) == 0 ? 10 + random.nextInt(20) : 500;
            int blockBytes = 1 + random.nextInt(64);
            String replay = "seed " + seed + ", file " + i;

            List<String> expected = new NaiveParser(maxLineBytes).parse(text);
            List<String> whole = readAll(Sources.reader(Sources.whole(latin(text)), blockBytes, maxLineBytes));
            ByteSource pieces = Sources.inPieces(latin(text), 1 + random.nextInt(40), random);
            List<String> inPieces = readAll(Sources.reader(pieces, blockBytes, maxLineBytes));

            assertThat(whole).as(replay).isEqualTo(expected);
            assertThat(inPieces).as(replay + " in pieces").isEqualTo(expected);
            requirePositionsInside(text, replay);
        }
    }

    private static void requirePositionsInside(String text, String replay) throws IOException {
        List<String> lines = NaiveParser.lines(text);
        CommandReader reader = Sources.reader(Sources.whole(latin(text)), 64, 500);
        for (CommandReader.Result result = reader.next();
                result != CommandReader.Result.END_OF_FILE;
                result = reader.next()) {
            boolean isError = result == CommandReader.Result.ERROR;
            if (isError && reader.error().line() == 0) {
                return;
            }
            long line = isError ? reader.error().line() : reader.command().line();
            int column = isError ? reader.error().column() : reader.command().column();
            assertThat(line).as(replay).isBetween(1L, (long) lines.size());
            assertThat(column).as(replay).isBetween(1, lines.get((int) line - 1).length());
        }
        assertThat(reader.bytesRead()).as(replay).isEqualTo(text.length());
    }
}
