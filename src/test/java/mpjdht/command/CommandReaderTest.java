package mpjdht.command;

import static mpjdht.command.Sources.latin;
import static mpjdht.command.Sources.readAll;
import static mpjdht.command.Sources.reader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandReaderTest {
    static Stream<Arguments> lines() {
        return Stream.of(
                arguments("PUT a 1", "1:1 PUT <a> <1>"),
                arguments("put a 1", "1:1 PUT <a> <1>"),
                arguments("0 a 1", "1:1 PUT <a> <1>"),
                arguments("Del a", "1:1 DELETE <a>"),
                arguments("dElEtE a", "1:1 DELETE <a>"),
                arguments("1 a", "1:1 GET <a>"),
                arguments("CAS a b c", "1:1 CAS <a> <b> <c>"),
                arguments("  cAs \"a b\"\t\"\" \"#\\x41\" // c", "1:3 CAS <a b> <> <#A>"),
                arguments("CAS a#b c//d e\"f", "1:1 CAS <a#b> <c//d> <e\"f>"),
                arguments("INCR a", "1:1 INCR <a> 1"),
                arguments("incr \"a b\" -9223372036854775808 # least", "1:1 INCR <a b> -9223372036854775808"),
                arguments("INCR a # by", "1:1 INCR <a> 1"),
                arguments("INCR a 0", "1:1 INCR <a> 0"),
                arguments("ADD 6", "1:5 ADD 6"),
                arguments("ADD 1 40", "1:7 ADD 1 40"),
                arguments("2 1", "1:3 ADD 1"),
                arguments(" 2\t1\t40\t", "1:6 ADD 1 40"),
                arguments("REMOVE 1000", "1:8 REMOVE 1000"),
                arguments("3 1", "1:3 REMOVE 1"),
                arguments("EXPLAIN a", "1:1 EXPLAIN <a>"),
                arguments("eXpLaIn \"two words\" # why", "1:1 EXPLAIN <two words>"),
                arguments("RING", "1:1 RING"),
                arguments("ring // all", "1:1 RING"),
                arguments("EXPORT all.jsonl", "1:8 EXPORT all.jsonl"),
                arguments("export \"a b\" sorted # all", "1:8 EXPORT a b sorted"),
                arguments("Import b/..c", "1:8 IMPORT b/..c"),
                arguments("NODE 40", "1:6 NODE 40"),
                arguments("  node\t1000 #", "1:8 NODE 1000"),
                arguments("end", "1:1 END"),
                arguments("4 // over", "1:1 END"),
                arguments("PUT a   two words  ", "1:1 PUT <a> <two words>"),
                arguments("PUT a two  words # comment", "1:1 PUT <a> <two  words>"),
                arguments("PUT a two // comment // more", "1:1 PUT <a> <two>"),
                arguments("PUT a http://x#y", "1:1 PUT <a> <http://x#y>"),
                arguments("PUT a / b", "1:1 PUT <a> </ b>"),
                arguments("PUT a say \"hi\"", "1:1 PUT <a> <say \"hi\">"),
                arguments("PUT a \"# no comment\" # comment", "1:1 PUT <a> <# no comment>"),
                arguments("PUT a \"\"", "1:1 PUT <a> <>"),
                arguments("PUT \"two words\" \" v \"", "1:1 PUT <two words> < v >"),
                arguments("GET \"\\\"\\\\\\n\\r\\t\\x41\\xfF\"", "1:1 GET <\"\\\n\r\tA\u00FF>"),
                arguments("GET a\"b", "1:1 GET <a\"b>"),
                arguments("GET a#b", "1:1 GET <a#b>"),
                arguments("GET \0\u000B\u00FF", "1:1 GET <\0\u000B\u00FF>"),
                arguments("GET a\r", "1:1 GET <a>"),
                arguments("\u00EF\u00BB\u00BFGET a", "1:1 GET <a>"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void readsALine(String line, String command) {
        assertThat(readAll(reader(line))).containsExactly(command);
        assertThat(readAll(reader(line + "\n"))).containsExactly(command);
    }

    @Test
    void aByteOrderMarkIsPassedOverInTheFirstLineAlone() {
        assertThat(readAll(reader("\u00EF\u00BB\u00BFGET a\n\u00EF\u00BB\u00BFGET b\n")))
                .satisfiesExactly(first -> assertThat(first).isEqualTo("1:1 GET <a>"), second -> assertThat(second)
                        .startsWith("2 f.dht:2:1: error: unknown verb"));
    }

    @Test
    void aCarriageReturnIsALineEndOnlyTogetherWithALineFeedOrAtTheEndOfTheFile() {
        assertThat(readAll(reader("PUT a 1\r\n\r\nGET a\r"))).containsExactly("1:1 PUT <a> <1>", "3:1 GET <a>");
    }

    @Test
    void passesOverEmptyLinesAndCommentsAndCountsThem() {
        assertThat(readAll(reader("# one\n\n  // three\r\n\r\n \t\nGET a"))).containsExactly("6:1 GET <a>");
        assertThat(readAll(reader(""))).isEmpty();
    }

    @Test
    void readsTheWholeRangeOfUnsignedIds() {
        CommandReader reader = new CommandReader(
                "f", Sources.whole(latin("ADD 1 0\nREMOVE 18446744073709551615\n")), new Limits(1, 0, -1L));
        assertThat(readAll(reader)).containsExactly("1:7 ADD 1 0", "2:8 REMOVE 18446744073709551615");
    }

    @Test
    void removeNamesItsIdAndAddMayLeaveItOut() throws IOException {
        CommandReader reader = reader("ADD 1 40\nADD 1\nREMOVE 40\n");
        reader.next();
        assertThat(reader.command().hasId()).isTrue();
        reader.next();
        assertThat(reader.command().hasId()).isFalse();
        reader.next();
        assertThat(reader.command().hasId()).isTrue();
    }

    @Test
    void goesOnAfterAnEndSoThatADryRunSeesEveryLine() {
        assertThat(readAll(reader("END\nGET a\n"))).containsExactly("1:1 END", "2:1 GET <a>");
    }

    @Test
    void answersNothingYetUntilALineIsWhole() throws IOException {
        byte[][] pieces = {latin("GE"), {}, latin("T a"), {}, latin("\n"), {}};
        ByteSource source = new ByteSource() {
            private int next;

            @Override
            public int read(byte[] into, int offset, int length) {
                if (next == pieces.length) {
                    return END;
                }
                byte[] piece = pieces[next++];
                System.arraycopy(piece, 0, into, offset, piece.length);
                return piece.length;
            }

            @Override
            public void close() {}
        };
        CommandReader reader = new CommandReader("f", source, Sources.LIMITS);
        assertThat(reader.next()).isEqualTo(CommandReader.Result.NOTHING_YET);
        assertThat(reader.next()).isEqualTo(CommandReader.Result.NOTHING_YET);
        assertThat(reader.next()).isEqualTo(CommandReader.Result.COMMAND);
        assertThat(reader.next()).isEqualTo(CommandReader.Result.NOTHING_YET);
        assertThat(reader.next()).isEqualTo(CommandReader.Result.END_OF_FILE);
        assertThat(reader.bytesRead()).isEqualTo(6);
    }

    @Test
    void readsAFileFromADisk(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.dht"), latin("PUT a 1\nGET a\n"));
        try (FileByteSource source = new FileByteSource(file)) {
            assertThat(source.sizeBytes()).isEqualTo(14);
            assertThat(readAll(new CommandReader("a.dht", source, Sources.LIMITS)))
                    .containsExactly("1:1 PUT <a> <1>", "2:1 GET <a>");
        }
    }

    @Test
    void aMissingFileAndADirectoryAreToldApart(@TempDir Path folder) {
        assertThatThrownBy(() -> new FileByteSource(folder.resolve("no.dht"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> new FileByteSource(folder)).hasMessageContaining("it is a directory");
    }

    @Test
    void limitsThatNoRunCanHaveAreRefused() {
        assertThatThrownBy(() -> new Limits(0, 1, 2)).hasMessageContaining("storageRanks is 0");
        assertThatThrownBy(() -> new Limits(1, -1L, 2)).hasMessageContaining("above highestId 2");
    }
}
