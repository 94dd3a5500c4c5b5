package mpjdht.command;

import static mpjdht.command.Sources.latin;
import static mpjdht.command.Sources.readAll;
import static mpjdht.command.Sources.reader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CRASH, RECOVER, PAUSE, DELAY, PARTITION, HEAL, WAIT and REPLICAS, on storage ranks 1 to 6 of 8 and a circle of 1 to 1000. */
class FaultCommandsTest {
    static Stream<Arguments> lines() {
        return Stream.of(
                arguments("CRASH 40", "1:7 CRASH 40"),
                arguments("crash RANK 3", "1:12 CRASH RANK 3"),
                arguments("  cRaSh\trank 6 # dead", "1:14 CRASH RANK 6"),
                arguments("RECOVER 1000", "1:9 RECOVER 1000"),
                arguments("Recover Rank 1 // back", "1:14 RECOVER RANK 1"),
                arguments("PAUSE 40 200", "1:7 PAUSE 40 200"),
                arguments("pause RANK 3 0", "1:12 PAUSE RANK 3 0"),
                arguments("DELAY 40 86400000", "1:7 DELAY 40 86400000"),
                arguments("delay rAnK 3 7 #", "1:12 DELAY RANK 3 7"),
                arguments("PARTITION 1,2 | 3,4", "1:1 PARTITION [1, 2] | [3, 4]"),
                arguments("partition 1|2", "1:1 PARTITION [1] | [2]"),
                arguments("PARTITION 0, 1,\t7  |2 ,# no more".replace(" ,#", " #"), "1:1 PARTITION [0, 1, 7] | [2]"),
                arguments(" PARTITION 6|\t0,7 // c", "1:2 PARTITION [6] | [0, 7]"),
                arguments("HEAL", "1:1 HEAL"),
                arguments("heal # all", "1:1 HEAL"),
                arguments("WAIT 0", "1:1 WAIT 0"),
                arguments("wait 200 // ms", "1:1 WAIT 200"),
                arguments("REPLICAS 15", "1:1 REPLICAS <15>"),
                arguments("replicas \"two words\" # where", "1:1 REPLICAS <two words>"),
                arguments("REPLICAS RANK", "1:1 REPLICAS <RANK>"),
                arguments("LEADER 15", "1:1 LEADER <15>"),
                arguments(" leader \"two words\" # who", "1:2 LEADER <two words>"),
                arguments("SYNC", "1:1 SYNC"),
                arguments("sYnC // all", "1:1 SYNC"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void readsALine(String line, String command) {
        assertThat(readAll(reader(line))).containsExactly(command);
        assertThat(readAll(reader(line + "\n"))).containsExactly(command);
    }

    static Stream<Arguments> unreadableLines() {
        return Stream.of(
                arguments(
                        "CRASH",
                        "1:1: error: wrong number of arguments for CRASH: no id; right is CRASH id, or CRASH RANK rank"),
                arguments(
                        "recover rank # which",
                        "1:1: error: wrong number of arguments for RECOVER: no rank; right is RECOVER id, or RECOVER RANK rank"),
                arguments(
                        "CRASH 40 200",
                        "1:10: error: wrong number of arguments for CRASH: '200' is one too many; right is CRASH id, or CRASH RANK rank"),
                arguments(
                        "CRASH RANK 3 4",
                        "1:14: error: wrong number of arguments for CRASH: '4' is one too many; right is CRASH id, or CRASH RANK rank"),
                arguments(
                        "CRASH RANKS",
                        "1:7: error: 'RANKS' is not a number; right is an id from 1 to 1000 in plain decimal digits"),
                arguments(
                        "CRASH RANK 03",
                        "1:12: error: '03' is not a number; right is a rank from 1 to 6 in plain decimal digits"),
                arguments(
                        "PAUSE 40",
                        "1:1: error: wrong number of arguments for PAUSE: no milliseconds; right is PAUSE id milliseconds, or PAUSE RANK rank milliseconds"),
                arguments(
                        "DELAY RANK 3",
                        "1:1: error: wrong number of arguments for DELAY: no milliseconds; right is DELAY id milliseconds, or DELAY RANK rank milliseconds"),
                arguments(
                        "DELAY",
                        "1:1: error: wrong number of arguments for DELAY: no id; right is DELAY id milliseconds, or DELAY RANK rank milliseconds"),
                arguments(
                        "PAUSE 40 200 ms",
                        "1:14: error: wrong number of arguments for PAUSE: 'ms' is one too many; right is PAUSE id milliseconds, or PAUSE RANK rank milliseconds"),
                arguments(
                        "PAUSE forty 1s",
                        "1:7: error: 'forty' is not a number; right is an id from 1 to 1000 in plain decimal digits"),
                arguments(
                        "PAUSE 40 200ms",
                        "1:10: error: '200ms' is not a number; right is milliseconds from 0 to 86400000 in plain decimal digits"),
                arguments(
                        "PAUSE 4000 86400001",
                        "1:12: error: 86400001 ms are too long; right is milliseconds from 0 to 86400000"),
                arguments(
                        "WAIT",
                        "1:1: error: wrong number of arguments for WAIT: no milliseconds; right is WAIT milliseconds"),
                arguments(
                        "WAIT 1 2",
                        "1:8: error: wrong number of arguments for WAIT: '2' is one too many; right is WAIT milliseconds"),
                arguments(
                        "WAIT -1",
                        "1:6: error: '-1' is not a number; right is milliseconds from 0 to 86400000 in plain decimal digits"),
                arguments(
                        "WAIT 18446744073709551616",
                        "1:6: error: 18446744073709551616 ms are too long; right is milliseconds from 0 to 86400000"),
                arguments(
                        "HEAL 3",
                        "1:6: error: wrong number of arguments for HEAL: '3' is one too many; right is HEAL alone"),
                arguments(
                        "SYNC 3",
                        "1:6: error: wrong number of arguments for SYNC: '3' is one too many; right is SYNC alone"),
                arguments("LEADER", "1:1: error: wrong number of arguments for LEADER: no key; right is LEADER key"),
                arguments(
                        "LEADER a b",
                        "1:10: error: wrong number of arguments for LEADER: 'b' is one too many; right is LEADER key, where a key with white space is quoted"),
                arguments(
                        "REPLICAS",
                        "1:1: error: wrong number of arguments for REPLICAS: no key; right is REPLICAS key"),
                arguments(
                        "REPLICAS a b",
                        "1:12: error: wrong number of arguments for REPLICAS: 'b' is one too many; right is REPLICAS key, where a key with white space is quoted"),
                arguments("REPLICAS \"\"", "1:10: error: the key is empty; right is a key of 1 B to 65536 B (64 KiB)"));
    }

    static Stream<Arguments> unreadablePartitions() {
        String numberOfArguments = "error: wrong number of arguments for PARTITION: ";
        String usage = "; right is PARTITION rank,rank | rank,rank";
        String rank = " is not a number; right is a rank from 0 to 7 in plain decimal digits";
        return Stream.of(
                arguments("PARTITION", "1:1: " + numberOfArguments + "no rank" + usage),
                arguments("PARTITION 1,2", "1:1: " + numberOfArguments + "no second side" + usage),
                arguments("PARTITION 1,2 |", "1:1: " + numberOfArguments + "no rank" + usage),
                arguments("PARTITION 1, # 2", "1:1: " + numberOfArguments + "no rank" + usage),
                arguments("PARTITION 1 2 | 3", "1:13: " + numberOfArguments + "'2' is one too many" + usage),
                arguments("PARTITION 1 ,2 | 3", "1:13: " + numberOfArguments + "',2' is one too many" + usage),
                arguments("PARTITION 1|2|3", "1:14: " + numberOfArguments + "'|3' is one too many" + usage),
                arguments("PARTITION | 3", "1:11: error: '|'" + rank),
                arguments("PARTITION 1,,2 | 3", "1:13: error: ','" + rank),
                arguments("PARTITION a,2 | 3", "1:11: error: 'a'" + rank),
                arguments("PARTITION 9 | 03", "1:15: error: '03'" + rank));
    }

    @ParameterizedTest
    @MethodSource({"unreadableLines", "unreadablePartitions"})
    void aLineThatCannotBeReadSaysWhereAndWhatAndWhatWouldBeRight(String line, String text) {
        assertThat(readAll(reader(line))).containsExactly("2 f.dht:" + text);
    }

    static Stream<Arguments> failedCommands() {
        String facing =
                "error: ranks 0 and 7 face each other, the head and the command rank; right is that one of two ranks"
                        + " that are cut off from each other is a storage rank";
        return Stream.of(
                arguments("CRASH 1001", "1:7: error: id 1001 is outside the circle; right is an id from 1 to 1000"),
                arguments("RECOVER 0", "1:9: error: id 0 is outside the circle; right is an id from 1 to 1000"),
                arguments("CRASH RANK 0", "1:12: error: rank 0 is not a storage rank; right is a rank from 1 to 6"),
                arguments("PAUSE RANK 7 1", "1:12: error: rank 7 is not a storage rank; right is a rank from 1 to 6"),
                arguments(
                        "DELAY RANK 99999999999999999999 1",
                        "1:12: error: rank 99999999999999999999 is not a storage rank; right is a rank from 1 to 6"),
                arguments(
                        "PARTITION 1,8 | 3", "1:13: error: rank 8 is no rank of this job; right is a rank from 0 to 7"),
                arguments(
                        "PARTITION 1 | 18446744073709551616",
                        "1:15: error: rank 18446744073709551616 is no rank of this job; right is a rank from 0 to 7"),
                arguments(
                        "PARTITION 1,2,1 | 9",
                        "1:15: error: rank 1 is named twice; right is each rank once, on one of the two sides"),
                arguments(
                        "PARTITION 1,2 | 3,2",
                        "1:19: error: rank 2 is named twice; right is each rank once, on one of the two sides"),
                arguments("PARTITION 0,1 | 2,7", "1:19: " + facing),
                arguments("PARTITION 7 | 2, 0", "1:18: " + facing));
    }

    @ParameterizedTest
    @MethodSource("failedCommands")
    void aCommandThatNamesWhatIsNotThereFails(String line, String text) {
        assertThat(readAll(reader(line))).containsExactly("1 f.dht:" + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CRASH 40;CRASH",
                "recover RANK 9;RECOVER",
                "PAUSE 40 200;PAUSE",
                "DELAY 4000 1;DELAY",
                "PARTITION 1,1 | 9;PARTITION",
                "HEAL;HEAL",
                "REPLICAS 15;REPLICAS"
            })
    void aJobWithOneCopyOfEachKeyPlaysNoFaults(String line, String verb) {
        assertThat(readWithOneCopy("\t" + line))
                .containsExactly(
                        "1 f.dht:1:2: error: " + verb
                                + " needs copies, which this job does not keep; right is --replicas 2 or more, or --consistency eventual");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CRASH", "PAUSE 40 86400001", "HEAL 3", "REPLICAS a b", "PARTITION 1"})
    void whatCannotBeReadIsToldOfAJobWithOneCopyAsWell(String line) {
        assertThat(readWithOneCopy(line)).singleElement().asString().startsWith("2 f.dht:1:");
    }

    @Test
    void timePassesInEveryJob() {
        assertThat(readWithOneCopy("WAIT 200")).containsExactly("1:1 WAIT 200");
    }

    @Test
    void theSidesOfALineAreNotThoseOfTheLineBefore() {
        assertThat(readAll(reader("PARTITION 1,2 | 3\nPARTITION 1,9 | 3\nPARTITION 1 | 2\n")))
                .hasSize(3)
                .last()
                .isEqualTo("3:1 PARTITION [1] | [2]");
    }

    private static Iterable<String> readWithOneCopy(String line) {
        return readAll(new CommandReader("f.dht", Sources.whole(latin(line)), new Limits(6, 1, 1000)));
    }
}
