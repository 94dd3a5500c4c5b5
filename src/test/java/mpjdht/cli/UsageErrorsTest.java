package mpjdht.cli;

import static mpjdht.cli.ParsedSettings.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Command lines that cannot be understood: where, what, and what would be right. */
class UsageErrorsTest {
    static Stream<Arguments> usageErrors() {
        return Stream.of(
                arguments(
                        "--dry-run",
                        "FILE: no command file; right is dht [options] FILE..., where - is standard input"),
                arguments("--windo 3 f", "--windo: unknown option; right is one of those that --help lists"),
                arguments("-x f", "-x: unknown option; right is one of those that --help lists"),
                arguments("--verbose=yes f", "--verbose=yes: unknown option; right is one of those that --help lists"),
                arguments("f --window", "--window: no value; right is --window N"),
                arguments("--window --quiet f", "--window: no value; right is --window N"),
                arguments("--window 0 f", "--window: 0 is out of range; right is a whole number from 1 to 1048576"),
                arguments(
                        "--window 1048577 f",
                        "--window: 1048577 is out of range; right is a whole number from 1 to 1048576"),
                arguments(
                        "--window ten f",
                        "--window: 'ten' is not a whole number; right is a whole number from 1 to 1048576"),
                arguments(
                        "--window -1 f",
                        "--window: '-1' is not a whole number; right is a whole number from 1 to 1048576"),
                arguments("--ids md5 f", "--ids: 'md5' is no choice; right is direct, sha1 or xxh3"),
                arguments("--ids DIRECT f", "--ids: 'DIRECT' is no choice; right is direct, sha1 or xxh3"),
                arguments(
                        "--max-id 0 f",
                        "--max-id: 0 is out of range; right is a whole number from 1 to 9223372036854775807"),
                arguments(
                        "--max-id 9223372036854775808 f",
                        "--max-id: 9223372036854775808 is out of range; right is a whole number from 1 to 9223372036854775807"),
                arguments(
                        "--ids sha1 --hash-size 7 f",
                        "--hash-size: 7 is out of range; right is a whole number from 8 to 160"),
                arguments(
                        "--ids sha1 --hash-size 161 f",
                        "--hash-size: 161 is out of range; right is a whole number from 8 to 160"),
                arguments(
                        "--ids xxh3 --hash-size 65 f",
                        "--hash-size: 65 is out of range; right is a whole number from 8 to 64"),
                arguments(
                        "--hash-size 32 f",
                        "--hash-size: a direct circle has no hash size; right is --ids sha1 or xxh3 with it, or --max-id"),
                arguments(
                        "--ids sha1 --max-id 5 f",
                        "--max-id: a hashed circle has no highest id to set; right is --hash-size"),
                arguments("--nodes 0 f", "--nodes: 0 is out of range; right is a whole number from 1 to 1048576"),
                arguments(
                        "--nodes 1048577 --max-nodes 1048576 --ids xxh3 f",
                        "--nodes: 1048577 is out of range; right is a whole number from 1 to 1048576"),
                arguments(
                        "--max-nodes 1000000000000 f",
                        "--max-nodes: 1000000000000 is out of range; right is a whole number from 1 to 1048576"),
                arguments(
                        "--nodes 6 --max-nodes 5 f", "--nodes: 6 is more than --max-nodes allows; right is at most 5"),
                arguments("--nodes 1001 f", "--nodes: 1001 is more than the circle has ids; right is at most 1000"),
                arguments(
                        "--ids xxh3 --hash-size 8 --nodes 257 f",
                        "--nodes: 257 is more than the circle has ids; right is at most 256"),
                arguments(
                        "--routing hop f",
                        "--routing: 'hop' is no choice; right is one-hop, direct, ring, chord or flood"),
                arguments(
                        "--data-dir d --consistency eventual f",
                        "--data-dir: only linearizable copies are kept; right is --consistency linearizable with it"),
                arguments(
                        "--data-dir d --dry-run f", "--data-dir: a dry run looks at no data; right is one of the two"),
                arguments("--resume f", "--resume: nothing outlives the job; right is --data-dir with it"),
                arguments(
                        "--data-dir d --resume --check c f",
                        "--check: a run that is resumed has only the end of it; right is --resume without it"),
                arguments(
                        "--data-dir d --resume --clients 2 f",
                        "--resume: only command files that run one after another, by one client, are gone on with; right is"
                                + " --resume without --parallel, --clients and --serve"),
                arguments(
                        "--durability fsync f", "--durability: nothing outlives the job; right is --data-dir with it"),
                arguments(
                        "--data-dir d --durability interval:0 f",
                        "--durability interval:0: right is fsync, flush or interval:MILLIS, such as interval:1000"),
                arguments(
                        "--routing flood --replicas 2 f",
                        "--routing: a GET that is searched for could find an old copy; right is flood without --replicas,"
                                + " --consistency eventual and --data-dir, or FLOOD in the command file"),
                arguments(
                        "--routing flood --consistency eventual f",
                        "--routing: a GET that is searched for could find an old copy; right is flood without --replicas,"
                                + " --consistency eventual and --data-dir, or FLOOD in the command file"),
                arguments(
                        "--routing ring --successors 3 f",
                        "--successors: only Chord's nodes keep successor lists; right is --routing chord with it"),
                arguments(
                        "--routing chord --successors 0 f",
                        "--successors: 0 is out of range; right is a whole number from 1 to 128"),
                arguments("--replicas 0 f", "--replicas: 0 is out of range; right is a whole number from 1 to 64"),
                arguments("--replicas 65 f", "--replicas: 65 is out of range; right is a whole number from 1 to 64"),
                arguments(
                        "--replicas two f",
                        "--replicas: 'two' is not a whole number; right is a whole number from 1 to 64"),
                arguments(
                        "--min-replicas 0 f",
                        "--min-replicas: 0 is out of range; right is a whole number from 1 to 64"),
                arguments(
                        "--min-replicas 2 f",
                        "--min-replicas: 2 is more than the copies of a key; right is at most --replicas, which is 1"),
                arguments(
                        "--replicas 3 --min-replicas 4 f",
                        "--min-replicas: 4 is more than the copies of a key; right is at most --replicas, which is 3"),
                arguments(
                        "--consistency causal f",
                        "--consistency: 'causal' is no choice; right is linearizable or eventual"),
                arguments(
                        "--write-acks 2 --replicas 3 f",
                        "--write-acks: has no meaning where copies are linearizable; right is --consistency eventual with it"),
                arguments(
                        "--read-replicas 1 f",
                        "--read-replicas: has no meaning where copies are linearizable; right is --consistency eventual with it"),
                arguments(
                        "--consistency eventual --replicas 3 --min-replicas 1 f",
                        "--min-replicas: has no meaning where copies are equal only in the end; right is --consistency linearizable with it"),
                arguments(
                        "--consistency eventual --write-acks 2 f",
                        "--write-acks: 2 is more than the copies of a key; right is at most --replicas, which is 1"),
                arguments(
                        "--consistency eventual --replicas 3 --read-replicas 4 f",
                        "--read-replicas: 4 is more than the copies of a key; right is at most --replicas, which is 3"),
                arguments(
                        "--conflicts siblings f",
                        "--conflicts: has no meaning where copies are linearizable; right is --consistency eventual with it"),
                arguments(
                        "--consistency eventual --conflicts newest f",
                        "--conflicts: 'newest' is no choice; right is lww or siblings"),
                arguments(
                        "--consistency eventual --conflicts siblings --history h f",
                        "--history: a history has one value of a key, not siblings; right is --conflicts lww with it"),
                arguments(
                        "--consistency eventual --write-acks 0 f",
                        "--write-acks: 0 is out of range; right is a whole number from 1 to 64"),
                arguments(
                        "--import ../a f",
                        "--import: '../a' leads out of the working folder; right is a path from there on, without .. in it"),
                arguments(
                        "--export /a f",
                        "--export: '/a' leads out of the working folder; right is a path from there on, without .. in it"),
                arguments("--sorted f", "--sorted: there is nothing to be sorted; right is --export FILE with it"),
                arguments(
                        "--export a --parallel f",
                        "--export: with --parallel no file is the first or the last; right is one of the two, or IMPORT and EXPORT in a file"),
                arguments(
                        "--export a --serve --resp 0 f",
                        "--export: a job that serves goes on behind its files; right is EXPORT in a file"),
                arguments("--timeout 3 f", "--timeout: 3 is out of range; right is a whole number from 4 to 86400"),
                arguments("--format xml f", "--format: 'xml' is no choice; right is text, handout, classic or json"),
                arguments("--on-error skip f", "--on-error: 'skip' is no choice; right is stop or continue"),
                arguments("--progress 1 f", "--progress: '1' is no choice; right is auto, always or never"),
                arguments(
                        "--logging-level loud f",
                        "--logging-level: 'loud' is no choice; right is error, warn, info or debug"),
                arguments("--verbose --quiet f", "--quiet: set together with --verbose; right is one of the two"),
                arguments(
                        "--dry-run --check e f",
                        "--check: a dry run has no results to compare; right is one of the two"),
                arguments(
                        "--dry-run --history h f",
                        "--history: a dry run has no calls to record; right is one of the two"),
                arguments("--history - f", "--history: standard output is for results; right is a file"),
                arguments("--history /dev/stdout f", "--history: standard output is for results; right is a file"),
                arguments(
                        "--history /dev/fd/3 f",
                        "--history: /dev/fd/3 is not one of your descriptors here; right is a file"),
                arguments(
                        "--output /dev/fd/3 f",
                        "--output: /dev/fd/3 is not one of your descriptors here; right is a file, or - for standard output"),
                arguments(
                        "--output /dev/stderr f",
                        "--output: /dev/stderr is not one of your descriptors here; right is a file, or - for standard output"),
                arguments(
                        "--check /proc/self/fd/3 f",
                        "--check: /proc/self/fd/3 is not one of your descriptors here; right is a file, or - for standard input"),
                arguments(
                        "--config /dev/fd/3 f",
                        "--config: /dev/fd/3 is not one of your descriptors here; right is a file, or - for standard input"),
                arguments(
                        "/dev/fd/3",
                        "FILE: /dev/fd/3 is not one of your descriptors here; right is a file, or - for standard input"),
                arguments("/dev/stdin -", "-: standard input twice; right is to name it once"),
                arguments("--check /dev/fd/0 -", "-: standard input twice; right is to name it once"),
                arguments("--resp 1 f", "--resp: a batch job has no doors; right is scripts/serve"),
                arguments("--grpc 1 f", "--grpc: a batch job has no doors; right is scripts/serve"),
                arguments(
                        "--serve --grpc 0 --ids xxh3",
                        "--ids: clients of Chord, for whom --grpc is, hash keys by SHA-1; right is sha1"),
                arguments(
                        "--serve --grpc 0 --hash-size 64",
                        "--hash-size: clients of Chord, for whom --grpc is, know a circle of 160 bits alone; right is 160"),
                arguments(
                        "--serve --grpc 65535 --nodes 2",
                        "--grpc: each node has a port, and the last one would have 65536; right is at most 65534, or 0"),
                arguments("--allow-faults f", "--allow-faults: a batch job has no doors; right is scripts/serve"),
                arguments(
                        "--serve",
                        "--serve: there is no door to come in by; right is --http PORT, --resp PORT or --grpc PORT with it"),
                arguments("--allow-flush f", "--allow-flush: a batch job has no doors; right is scripts/serve"),
                arguments(
                        "--serve --resp 0 --ids direct",
                        "--ids: keys that come in by a door are any bytes; right is sha1 or xxh3"),
                arguments(
                        "--serve --resp 0 --consistency eventual --conflicts siblings",
                        "--conflicts: who comes in by a door knows one value of a key; right is lww"),
                arguments(
                        "--serve --resp 0 --parallel f",
                        "--parallel: has no meaning for a job that serves; right is one of the two"),
                arguments("--output= f", "--output: the name is empty; right is the name of a file"),
                arguments("--check \0 f", "--check: '?' is no file name; right is the name of a file"),
                arguments("--output o \0", "FILE: '?' is no file name; right is a command file"),
                arguments("- -", "-: standard input twice; right is to name it once"));
    }

    @ParameterizedTest
    @MethodSource("usageErrors")
    void saysInOneLineWhereAndWhatAndWhatWouldBeRight(String line, String message) {
        assertThat(error(Map.of(), "{}", line)).isEqualTo(message);
    }
}
