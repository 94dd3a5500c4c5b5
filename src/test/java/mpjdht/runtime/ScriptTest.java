package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpjdht.command.ByteSource;
import mpjdht.command.CommandError;
import mpjdht.command.FileByteSource;
import mpjdht.command.Language;
import mpjdht.command.Limits;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.client.CommandSource.Next;
import mpjdht.node.client.Fence;
import mpjdht.ring.DirectKeySpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final RequestBatch batch = new RequestBatch();

    @TempDir
    private Path folder;

    @Test
    void runsItsFilesOneBehindAnother() throws IOException {
        Script script = script(true, file("a", "GET 1\n"), file("b", "\nGET 2\n"));

        assertThat(readAll(script)).containsExactly(Next.REQUEST, Next.REQUEST, Next.END);
        assertThat(script.location()).isEqualTo(1L << 44 | 2);
        assertThat(script.file(script.location())).endsWith("b");
        assertThat(Script.line(script.location())).isEqualTo(2);
    }

    @Test
    void locatesTheKeyOfEachRequest() throws IOException {
        Script script = script(true, file("a", "PUT 15 abc\nDELETE 7\n"));
        readAll(script);
        RequestCursor cursor = new RequestCursor();
        cursor.open(batch.bytes(), 0, batch.length());

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.position()).isEqualTo(15);
        assertThat(new String(cursor.bytes(), cursor.valueOffset(), cursor.valueLength(), StandardCharsets.US_ASCII))
                .isEqualTo("abc");
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.position()).isEqualTo(7);
        assertThat(cursor.valueLength()).isZero();
    }

    @Test
    void aBadLineStopsTheRunOrIsPassedOver() throws IOException {
        String text = "GET 1\nFROB\nGET 2\n";

        assertThat(readAll(script(true, file("a", text)))).containsExactly(Next.REQUEST, Next.STOP);
        assertThat(readAll(script(false, file("a", text)))).containsExactly(Next.REQUEST, Next.REQUEST, Next.END);
        assertThat(errors).hasSize(2).allMatch(error -> error.contains("a:2:1: error: unknown verb"));
    }

    @Test
    void aFileThatIsNotThereIsAnErrorThatNamesIt() throws IOException {
        String missing = folder.resolve("missing").toString();

        assertThat(readAll(script(true, missing, file("a", "GET 1\n")))).containsExactly(Next.STOP);
        assertThat(readAll(script(false, missing, file("a", "GET 1\n")))).containsExactly(Next.REQUEST, Next.END);
        assertThat(readAll(script(true, folder.toString()))).containsExactly(Next.STOP);
        assertThat(errors.get(0))
                .isEqualTo(missing
                        + ": error: cannot be read: no such file; right is a command file, or - for standard input");
        assertThat(errors.get(2)).contains("it is a folder");
    }

    @Test
    void anErrorInTheSecondFileNamesTheSecond() throws IOException {
        String first = file("a", "GET 1\n");
        String second = file("b", "GET 2\nFROB\n");

        readAll(script(true, first, second));
        readAll(script(true, first, folder.resolve("missing").toString()));

        assertThat(errors.get(0)).startsWith(second + ":2:1: error: ");
        assertThat(errors.get(1)).startsWith(folder.resolve("missing") + ": error: ");
    }

    @Test
    void aFileWithoutANameIsAnErrorThatSaysSo() throws IOException {
        assertThat(readAll(script(true, ""))).containsExactly(Next.STOP);

        assertThat(errors.get(0)).contains("its name is empty");
    }

    @Test
    void aFileThatBreaksOffStopsTheRunOrIsPassedOver() throws IOException {
        Script.InputOpener opener = opener(5);

        assertThat(readAll(script(true, opener, "broken", "b"))).containsExactly(Next.STOP);
        assertThat(errors).hasSize(1);
        assertThat(readAll(script(false, opener, "broken", "b"))).containsExactly(Next.REQUEST, Next.END);
        assertThat(errors).hasSize(2).allMatch(error -> error.startsWith("broken: error: cannot be read: "));
    }

    @Test
    void theEndOfAFileWithoutCommandsIsAtNoLine() throws IOException {
        Script script = script(true, file("a", "GET 1\n"), file("b", "\n"));
        readAll(script);

        assertThat(script.location()).isEqualTo(1L << 44);
    }

    @Test
    void whoGoesOnReadsWhatStandsBehindTheLastCommandThatWasRun() throws IOException {
        String first = file("a", "GET 1\nFROB\nGET 2\n");
        String second = file("b", "# none\nFROB\nPUT 3 x\nIMPORT none\nFROB\nGET 4\nEND\nGET 5\n");
        Script whole = script(false, first, second);
        assertThat(readAll(whole)).hasSize(5);
        errors.clear();

        Script script = script(false, first, second);
        script.goOnBehind(1L << 44 | 3);

        assertThat(readAll(script)).containsExactly(Next.REQUEST, Next.END);
        assertThat(errors).hasSize(2);
        assertThat(script.location()).isEqualTo(1L << 44 | 7);
        assertThat(script.placeText(1L << 44 | 3)).contains(second + ":3");
        assertThat(script.placeText(0)).isEmpty();
    }

    @Test
    void whoGoesOnIsToldWhenTheLastCommandThatWasRunIsNotThere() throws IOException {
        for (String text : List.of("GET 1\n", "GET 1\n\nGET 2\n", "")) {
            Script script = script(false, file("a", text));
            script.goOnBehind(2);

            assertThat(readAll(script)).containsExactly(Next.STOP);
        }
        assertThat(errors)
                .hasSize(3)
                .allMatch(error ->
                        error.contains("line 2, where the run was when it was interrupted, is no command any more"));
    }

    @Test
    void theShareOfAFileThatHasGrownIsNoMoreThanOne() {
        Script script = script(true, opener(5), "grown");
        readAll(script);

        assertThat(script.share()).isEqualTo(1);
    }

    @Test
    void linesAndFilesBehindTheEndAreToldAndNotRun() throws Exception {
        Script script = script(true, file("a", "GET 1\nEND\nGET 2\n\n# no\nGET 3\n"), file("b", "GET 4\n"));

        assertThat(readAll(script)).containsExactly(Next.REQUEST, Next.END);
        script.warnOfUnreadRest("the job", warnings::add);

        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(0))
                .endsWith("a:2: warning: END ends the job; lines after it were not run, the first is line 3");
        assertThat(warnings.get(1)).contains("b: warning: not run, because END in ");
    }

    @Test
    void behindTheEndNoMoreIsReadThanTheFirstLineThatHoldsSomething() throws IOException {
        long[] taken = new long[1];
        Script script = new Script(
                List.of("endless"),
                endless("END\n\n# no\nGET 1\n", taken),
                Language.of(new Limits(6, 1, 1000)),
                new DirectKeySpace(1000),
                true,
                this::report);

        assertThat(readAll(script)).containsExactly(Next.END);
        script.warnOfUnreadRest("the job", warnings::add);

        assertThat(warnings)
                .containsExactly(
                        "endless:1: warning: END ends the job; lines after it were not run, the first is line 4");
        assertThat(taken[0]).isLessThan(4 << 20);
    }

    @Test
    void nothingIsSaidOfALineThatIsFarBehindTheEnd() throws IOException {
        long[] taken = new long[1];
        Script script = new Script(
                List.of("endless"),
                endless("END\n", taken),
                Language.of(new Limits(6, 1, 1000)),
                new DirectKeySpace(1000),
                true,
                this::report);
        readAll(script);
        script.warnOfUnreadRest("the job", warnings::add);

        assertThat(warnings).isEmpty();
        assertThat(taken[0]).isLessThan(4 << 20);
    }

    /** A file that goes on with empty lines for ever. */
    private static Script.InputOpener endless(String start, long[] taken) {
        return new Script.InputOpener() {
            @Override
            public ByteSource open(String file) {
                return new ByteSource() {
                    @Override
                    public int read(byte[] into, int offset, int length) {
                        int fromStart = (int) Math.max(0, Math.min(length, start.length() - taken[0]));
                        for (int i = 0; i < length; i++) {
                            into[offset + i] = (byte) (i < fromStart ? start.charAt((int) taken[0] + i) : '\n');
                        }
                        taken[0] += length;
                        return length;
                    }

                    @Override
                    public void close() {}
                };
            }

            @Override
            public long totalBytes(List<String> files) {
                return 0;
            }
        };
    }

    @Test
    void nothingIsSaidWhenNothingIsBehindTheEnd() throws Exception {
        Script script = script(true, file("a", "GET 1\nEND\n"));
        readAll(script);
        script.warnOfUnreadRest("the job", warnings::add);
        Script open = script(true, file("b", "GET 1\n"));
        readAll(open);
        open.warnOfUnreadRest("the file", warnings::add);

        assertThat(warnings).isEmpty();
    }

    @Test
    void theShareOfWhatWasReadGrowsToOne() throws IOException {
        Script script = script(true, file("a", "GET 1\n"), file("b", "GET 2\n"));
        assertThat(script.share()).isZero();
        script.next(batch, 0);
        assertThat(script.share()).isEqualTo(0.5);
        readAll(script);

        assertThat(script.share()).isEqualTo(1);
    }

    @Test
    void standardInputHasNoShareAndIsReadAsItComes() throws Exception {
        Inputs inputs = new Inputs(
                new Inbox(() -> {}),
                new ByteArrayInputStream("GET 1\nEND\nGET 2\n".getBytes(StandardCharsets.US_ASCII)),
                null);
        Script script = new Script(
                List.of("-"),
                inputs,
                Language.of(new Limits(6, 1, 1000)),
                new DirectKeySpace(1000),
                true,
                this::report);
        List<Next> read = new ArrayList<>();
        do {
            script.awaitInput(10_000);
            Next next = script.next(batch, 0);
            if (next != Next.NOTHING_YET) {
                read.add(next);
            }
        } while (!read.contains(Next.END));
        script.warnOfUnreadRest("the job", warnings::add);

        assertThat(read).containsExactly(Next.REQUEST, Next.END);
        assertThat(script.share()).isNegative();
        assertThat(warnings)
                .containsExactly("-:2: warning: END ends the job; lines after it were not run, the first is line 3");
    }

    @Test
    void standardInputThatWasSpooledIsReadFromItsFile() throws IOException {
        Path spooled = Path.of(file("spooled", "ADD 1\nREMOVE 5\n"));
        Script script = new Script(
                List.of("-"),
                new Inputs(new Inbox(() -> {}), new ByteArrayInputStream(new byte[0]), spooled),
                Language.of(new Limits(6, 1, 1000)),
                new DirectKeySpace(1000),
                true,
                this::report);

        assertThat(script.next(batch, 0)).isEqualTo(Next.FENCE);
        assertThat(script.fence()).isEqualTo(new Fence.Add(1, false, 0));
        assertThat(script.next(batch, 0)).isEqualTo(Next.FENCE);
        assertThat(script.fence()).isEqualTo(new Fence.Remove(5));
        assertThat(script.column()).isEqualTo(8);
    }

    @Test
    void aScriptThatIsStoppedNamesItsLastCommandAlsoWhenTheNextFileHasBroughtNothingYet() throws IOException {
        String first = file("a", "GET 1\n\nGET 2\n# the end\n");
        Script script = script(true, new PipeBehind(first), first, "-");

        assertThat(script.lastPlace()).isEmpty();
        assertThat(script.next(batch, 0)).isEqualTo(Next.REQUEST);
        assertThat(script.next(batch, 0)).isEqualTo(Next.REQUEST);
        assertThat(script.next(batch, 0)).isEqualTo(Next.NOTHING_YET);
        script.stopReading();
        assertThat(script.isStopped()).isFalse();
        assertThat(script.next(batch, 0)).isEqualTo(Next.STOP);

        assertThat(script.isStopped()).isTrue();
        assertThat(script.lastPlace()).contains(first + ":3");
    }

    /** Opens one file, and for everything else a pipe to which nobody writes. */
    private record PipeBehind(String file) implements Script.InputOpener {
        @Override
        public ByteSource open(String name) throws IOException {
            return name.equals(file) ? new FileByteSource(Path.of(name)) : new SilentPipe();
        }

        @Override
        public long totalBytes(List<String> files) {
            return 0;
        }
    }

    /** Has nothing yet, for ever. */
    private static final class SilentPipe implements ByteSource {
        @Override
        public int read(byte[] into, int offset, int length) {
            return NOTHING_YET;
        }

        @Override
        public void close() {}
    }

    @Test
    void anAbandonedScriptHasNothingToRun() throws IOException {
        Script script = script(true, file("a", "GET 1\n"));
        script.abandon();

        assertThat(script.next(batch, 0)).isEqualTo(Next.STOP);
    }

    private List<Next> readAll(Script script) {
        List<Next> all = new ArrayList<>();
        Next next;
        do {
            next = script.next(batch, 0);
            all.add(next);
        } while (next != Next.END && next != Next.STOP);
        return all;
    }

    /** A file named {@code broken} fails at once, any other holds one GET; their size is said to be {@code bytes}. */
    private static Script.InputOpener opener(long bytes) {
        return new Script.InputOpener() {
            @Override
            public ByteSource open(String file) {
                InputStream get = new ByteArrayInputStream("GET 1\n".getBytes(StandardCharsets.US_ASCII));
                return new ByteSource() {
                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        if (file.equals("broken")) {
                            throw new IOException("the device is gone");
                        }
                        int count = get.read(into, offset, length);
                        return count < 0 ? END : count;
                    }

                    @Override
                    public void close() {}
                };
            }

            @Override
            public long totalBytes(List<String> files) {
                return bytes;
            }
        };
    }

    private Script script(boolean stopOnError, String... files) {
        return script(stopOnError, new Inputs(new Inbox(() -> {}), new ByteArrayInputStream(new byte[0]), null), files);
    }

    private Script script(boolean stopOnError, Script.InputOpener opener, String... files) {
        return new Script(
                Arrays.asList(files),
                opener,
                Language.of(new Limits(6, 1, 1000)),
                new DirectKeySpace(1000),
                stopOnError,
                this::report);
    }

    private void report(CommandError error) {
        errors.add(error.text());
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
