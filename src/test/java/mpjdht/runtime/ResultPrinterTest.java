package mpjdht.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mpjdht.command.Limits;
import mpjdht.command.Outcome;
import mpjdht.command.ResultWriter;
import mpjdht.command.Summary;
import mpjdht.command.Verb;
import mpjdht.message.Answer;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.client.CommandSource.Next;
import mpjdht.ring.DirectKeySpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ResultPrinterTest {
    private static final int RANK = 1;

    private final List<String> written = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final Summary summary = new Summary();
    private final RequestBatch requests = new RequestBatch();
    private final ReplyBatch replies = new ReplyBatch(0);
    private final List<Long> locations = new ArrayList<>();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(value = MembershipOutcome.class, mode = Mode.EXCLUDE, names = "DONE")
    void aRefusalIsAnErrorAtItsPlaceInItsFile(MembershipOutcome refusal) throws IOException {
        Script script = script("GET 1\n", "\nADD 1 5\n");
        ResultPrinter printer = printer(script);
        MembershipChanged answer = new MembershipChanged(0, refusal, 5, 5, 0, 0);

        printer.added(script.location(), RANK, answer);

        assertThat(errors).singleElement().asString().startsWith(folder.resolve("1") + ":2:7: error: ");
        assertThat(written).isEmpty();
    }

    @Test
    void aNodeThatIsNotThereIsAnErrorAtItsPlaceInItsFile() throws IOException {
        Script script = script("GET 1\n", "\nNODE 5\n");

        printer(script).noSuchNode(script.location(), 5);

        assertThat(errors).singleElement().asString().startsWith(folder.resolve("1") + ":2:6: error: ");
    }

    @Test
    void anIncrThatFailsIsAnErrorInItsLineAndNoCommandThatRan() throws IOException {
        Script script = script("GET 1\nINCR \"a\\tb\" -5\n", "\nINCR 2\n");
        byte[] least = "-9223372036854775807".getBytes(US_ASCII);
        byte[] text = ("x".repeat(50) + "\n").getBytes(US_ASCII);
        replies.add(Answer.MISSING, 1, 0, 1000);
        replies.add(Answer.OUT_OF_RANGE, 1, 1, 1000, least, 0, least.length);
        replies.add(Answer.NOT_A_NUMBER, 1, 2, 1000, text, 0, text.length);

        assertThat(giveOutAll(printer(script))).containsExactly(true, false, false);

        assertThat(errors)
                .containsExactly(
                        folder.resolve("0")
                                + ":2:1: error: INCR of 'a\\tb' failed: -9223372036854775807 less 5 would pass"
                                + " -9223372036854775808; right is a sum from -9223372036854775808 to"
                                + " 9223372036854775807",
                        folder.resolve("1") + ":2:1: error: INCR of '2' failed: its value '" + "x".repeat(40)
                                + "...' is no decimal integer of 64 bits; right is a value from -9223372036854775808 to"
                                + " 9223372036854775807 in plain decimal digits");
        assertThat(written).containsExactly("file " + folder.resolve("0"), "GET 1");
        assertThat(summary.commands()).isEqualTo(1);
        assertThat(summary.meanHops()).isEqualTo(1);
    }

    @Test
    void everyFileIsNamedOnceBeforeItsResults() throws IOException {
        Script script = script("GET 1\nGET 2\n", "GET 3\nGET 4\n");

        answerAll(printer(script), 1);

        assertThat(written)
                .containsExactly(
                        "file " + folder.resolve("0"),
                        "GET 1",
                        "GET 2",
                        "file " + folder.resolve("1"),
                        "GET 1",
                        "GET 2");
    }

    @Test
    void theMeanHopsAreThoseOfPutGetAndDelete() throws IOException {
        Script script = script("PUT 1 x\nGET 1\nDELETE 1\nEXPLAIN 1\n");

        answerAll(printer(script), 1, 2, 3, 100);

        assertThat(summary.meanHops()).isEqualTo(2);
    }

    /** The requests of these files are in {@link #requests}, their places in {@link #locations}. */
    private Script script(String... texts) throws IOException {
        List<String> files = new ArrayList<>();
        for (String text : texts) {
            files.add(Files.writeString(folder.resolve(Integer.toString(files.size())), text)
                    .toString());
        }
        Script script = new Script(
                files,
                new Inputs(new Inbox(() -> {}), new ByteArrayInputStream(new byte[0]), null),
                new Limits(6, 1, 1000),
                new DirectKeySpace(1000),
                true,
                error -> {});
        while (script.next(requests, locations.size()) == Next.REQUEST) {
            locations.add(script.location());
        }
        return script;
    }

    private ResultPrinter printer(Script script) {
        ResultWriter writer = new ResultWriter() {
            @Override
            public boolean wants(Verb verb) {
                return true;
            }

            @Override
            public void write(Outcome outcome) {
                written.add(outcome.verb() + " " + outcome.line());
            }

            @Override
            public void startFile(String name) {
                written.add("file " + name);
            }
        };
        return new ResultPrinter(
                script, script::column, writer, summary, 10, error -> errors.add(error.text()), atEnd -> true);
    }

    /** Every request has been answered after so many hops, the last of them for all that are left. */
    private void answerAll(ResultPrinter printer, int... hops) {
        for (int i = 0; i < locations.size(); i++) {
            replies.add(Answer.MISSING, hops[Math.min(i, hops.length - 1)], i, 1000);
        }
        giveOutAll(printer);
    }

    /** Gives out the results that are in {@link #replies}; tells of each command whether it is done. */
    private List<Boolean> giveOutAll(ResultPrinter printer) {
        List<Boolean> done = new ArrayList<>();
        RequestCursor request = new RequestCursor();
        request.open(requests.bytes(), 0, requests.length());
        ReplyCursor reply = new ReplyCursor();
        reply.open(replies.bytes(), 0, replies.length());
        for (long location : locations) {
            request.next();
            reply.next();
            done.add(printer.answered(location, request, reply, RANK));
        }
        return done;
    }
}
