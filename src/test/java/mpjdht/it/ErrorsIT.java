package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bad line stops the run with its message and exit code, after the results of every command before it. */
class ErrorsIT {
    private static final String BEFORE = "PUT 1 first\nGET 1\n";
    private static final String RESULT_BEFORE = "GET 1 -> first @1000\n";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "FROB 1 | 1 | unknown verb 'FROB'; right is PUT, GET, DELETE, DEL, CAS, INCR, APPEND, ADD, REMOVE, EXPLAIN, RING, KEYS, EXPORT, IMPORT, NODE, REPLICAS, LEADER, FLOOD, SYNC, METRICS, CRASH, RECOVER, PAUSE, DELAY, PARTITION, HEAL, WAIT, END or a number from 0 to 4 | 2",
                "GET 1 2 | 7 | wrong number of arguments for GET: '2' is one too many; right is GET key, where a key with white space is quoted | 2",
                "PUT 1 | 1 | wrong number of arguments for PUT: no value; right is PUT key value, where an empty value is written \"\" | 2",
                "ADD x 5 | 5 | 'x' is not a number; right is a rank from 1 to 6 in plain decimal digits | 2",
                "REMOVE x | 8 | 'x' is not a number; right is an id from 1 to 1000 in plain decimal digits | 2",
                "GET \"a | 5 | the quote is not closed; right is a \" at the end of the string, on the same line, and \\\" inside it | 2",
                "GET \"\\q\" | 6 | bad escape '\\q'; right is \\\" \\\\ \\n \\r \\t or \\xHH with two hex digits | 2",
                "GET \"\" | 5 | the key is empty; right is a key of 1 B to 65536 B (64 KiB) | 2",
                "ADD 7 5 | 5 | rank 7 is not a storage rank; right is a rank from 1 to 6 | 1",
                "ADD 0 | 5 | rank 0 is not a storage rank; right is a rank from 1 to 6 | 1",
                "ADD 1 1001 | 7 | id 1001 is outside the circle; right is an id from 1 to 1000 | 1",
                "REMOVE 0 | 8 | id 0 is outside the circle; right is an id from 1 to 1000 | 1",
                "ADD 1 1000 | 7 | id 1000 is already on the circle; right is an id that no node has | 1",
                "REMOVE 5 | 8 | id 5 is not on the circle; right is the id of a node | 1",
                "CAS 1 first | 1 | wrong number of arguments for CAS: no new value; right is CAS key old new, where an empty value is written \"\" | 2",
                "INCR 2 +1 | 8 | '+1' is not a number; right is a number from -9223372036854775808 to 9223372036854775807 in plain decimal digits | 2",
                "EXPLAIN | 1 | wrong number of arguments for EXPLAIN: no key; right is EXPLAIN key | 2",
                "RING 1 | 6 | wrong number of arguments for RING: '1' is one too many; right is RING alone | 2",
                "NODE 1001 | 6 | id 1001 is outside the circle; right is an id from 1 to 1000 | 1",
                "NODE 5 | 6 | id 5 is not on the circle; right is the id of a node | 1",
                "CRASH RANK 1 | 1 | CRASH needs copies, which this job does not keep; right is --replicas 2 or more, or --consistency eventual | 1",
                "WAIT 1s | 6 | '1s' is not a number; right is milliseconds from 0 to 86400000 in plain decimal digits | 2",
                "REMOVE 1000 | 8 | id 1000 is the last node; right is to add another node first, the circle is never empty | 1",
            })
    void stopsTheRunThere(String line, int column, String message, int exitCode) throws IOException {
        Path script = Files.writeString(folder.resolve("script"), BEFORE + line + "\nGET 2\n");

        Job.Result result = Job.dht("--quiet", script.toString()).run();

        assertThat(result.text()).isEqualTo(RESULT_BEFORE);
        assertThat(result.err()).isEqualTo(script + ":3:" + column + ": error: " + message + "\n");
        assertThat(result.exitCode()).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "classic"})
    void anIncrThatFailsStopsTheRunBehindWhatIsInFlight(String format) throws IOException {
        String message = "INCR of '1' failed: its value 'first' is no decimal integer of 64 bits; right is a value from"
                + " -9223372036854775808 to 9223372036854775807 in plain decimal digits";
        String text = BEFORE + "INCR 1\n" + "GET 1\n".repeat(5000) + "ADD 1 40\nGET 1\nEND\n";
        Path script = Files.writeString(folder.resolve("script"), text);
        String result = format.equals("text") ? RESULT_BEFORE : "val is first, storage id is 1000\n";

        Job.Result stops = Job.dht("--format", format, "--window", "10", "--quiet", script.toString())
                .run();

        assertThat(stops.err()).isEqualTo(script + ":3:1: error: " + message + "\n");
        assertThat(stops.exitCode()).isEqualTo(1);
        assertThat(stops.text())
                .isEqualTo(result.repeat((int) stops.text().lines().count()));
        assertThat(stops.text().lines().count()).isBetween(1L, 10L);

        Job.Result goesOn = Job.dht("--on-error", "continue", "--format", format, "--quiet", script.toString())
                .run();

        assertThat(goesOn.err()).isEqualTo(stops.err());
        assertThat(goesOn.exitCode()).isEqualTo(1);
        assertThat(goesOn.text()).startsWith(result.repeat(5001)).contains(result.replace("1000", "40"));
    }

    @ParameterizedTest(name = "{0} of {1} B")
    @CsvSource({
        "key, 65537, the key has 65537 B; right is a key of 1 B to 65536 B (64 KiB)",
        "value, 67108865, the value has 67108865 B; right is a value of 0 B to 67108864 B (64 MiB)",
        "line, 68157441, the line is too long; right is a line of at most 68157440 B (65 MiB)",
    })
    void whatIsTooLongIsToldWithItsLimit(String what, int bytes, String message) {
        String start = what.equals("key") ? "GET " : what.equals("value") ? "PUT 1 " : "";
        byte[] text = (BEFORE + start + "x".repeat(bytes) + "\nGET 2\n").getBytes(StandardCharsets.US_ASCII);

        Job.Result result = Job.dht("--quiet", "-").stdin(text).run();

        assertThat(result.text()).isEqualTo(RESULT_BEFORE);
        assertThat(result.err()).startsWith("-:3:").endsWith(": error: " + message + "\n");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void aFileThatCannotBeReadIsToldAfterTheResultsOfTheOneBeforeIt() throws IOException {
        Path script = Files.writeString(folder.resolve("script"), BEFORE);
        Path missing = folder.resolve("missing");

        Job.Result result =
                Job.dht("--quiet", script.toString(), missing.toString()).run();

        assertThat(result.text()).isEqualTo(RESULT_BEFORE);
        assertThat(result.err())
                .isEqualTo(missing
                        + ": error: cannot be read: no such file; right is a command file, or - for standard input\n");
        assertThat(result.exitCode()).isEqualTo(2);
    }
}
