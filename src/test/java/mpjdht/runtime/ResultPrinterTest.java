package mpjdht.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mpjdht.command.Language;
import mpjdht.command.Limits;
import mpjdht.command.Outcome;
import mpjdht.command.ResultWriter;
import mpjdht.command.Summary;
import mpjdht.command.Verb;
import mpjdht.message.Answer;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.CopyLoad;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.client.CommandSource.Next;
import mpjdht.node.client.Fence;
import mpjdht.node.client.Fence.FaultKind;
import mpjdht.node.client.PlayedFault;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.ReplicaRole;
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
    void aCommandThatTheCopiesDoNotCarryOutIsAnErrorInItsLine() throws IOException {
        Script script = script("PUT 15 x\nGET 15\nCAS 15 x y\nINCR 15\nDELETE 15\n");
        replies.add(Answer.REFUSED, 1, 0, 1000);
        replies.add(Answer.UNAVAILABLE, 1, 1, 1000);
        replies.add(Answer.UNKNOWN, 1, 2, 1000);
        replies.add(Answer.REFUSED, 1, 3, 1000);
        replies.add(Answer.DELETED, 1, 4, 1000);

        assertThat(giveOutAll(printer(script))).containsExactly(false, false, false, false, true);

        String file = folder.resolve("0").toString();
        assertThat(errors)
                .containsExactly(
                        file + ":1:1: error: PUT of '15' refused: the key has fewer live copies than --min-replicas 2;"
                                + " right is to RECOVER ranks or wait for them, or a lower --min-replicas",
                        file + ":2:1: error: GET of '15' failed: every copy of the key is lost, or cannot be reached;"
                                + " right is to wait until a rank that has one is back, if there is any",
                        file + ":3:1: error: it is unknown whether CAS of '15' was done: no answer came, and every copy"
                                + " of the key is lost, or could not be reached in time; right is to GET the key once a"
                                + " copy is back",
                        file + ":4:1: error: INCR of '15' refused: the key has fewer live copies than --min-replicas 2;"
                                + " right is to RECOVER ranks or wait for them, or a lower --min-replicas");
        assertThat(written).containsExactly("DELETE 5");
        assertThat(summary.commands()).isEqualTo(1);
    }

    @Test
    void aKeysThatIsNotAnsweredNamesNoKey() throws IOException {
        requests.addWalk(0, 0, -1, 9);
        locations.add(3L);
        replies.add(Answer.UNAVAILABLE, 1, 0, 1000);

        assertThat(giveOutAll(printer(script("\n\nKEYS\n")))).containsExactly(false);

        assertThat(errors)
                .containsExactly(folder.resolve("0")
                        + ":3:1: error: KEYS failed: every copy of some keys is lost, or cannot be reached; right is to"
                        + " wait until a rank that has one is back, if there is any");
    }

    @Test
    void anAddOnADeadRankNamesTheRank() throws IOException {
        Script script = script("ADD 1 5\n");

        printer(script)
                .added(script.location(), RANK, new MembershipChanged(0, MembershipOutcome.RANK_SILENT, 5, 5, 0, 0));

        assertThat(errors).singleElement().asString().contains(":1:7: error: rank 1 does not answer");
    }

    @Test
    void whatWasDoneWithARankIsItsResultAndWhatWasNotIsAnErrorAtItsPlace() throws IOException {
        Script script = script("CRASH RANK 3\n");
        ResultPrinter printer = printer(script);
        for (FaultKind kind : FaultKind.values()) {
            printer.faultPlayed(script.location(), played(kind, true));
            printer.faultPlayed(script.location(), played(kind, false));
        }

        assertThat(written)
                .containsExactly(
                        "CRASH 1 id 40, rank 3 with [40, 700], 250 ms, 12 keys of 345 B",
                        "RECOVER 1 id 40, rank 3 with [40, 700], 250 ms, 12 keys of 345 B",
                        "PAUSE 1 id 40, rank 3 with [40, 700], 250 ms, 12 keys of 345 B",
                        "DELAY 1 id 40, rank 3 with [40, 700], 250 ms, 12 keys of 345 B");
        assertThat(errors)
                .hasSize(4)
                .allMatch(error -> error.startsWith(folder.resolve("0") + ":1:12: error: rank 3 is "));
        assertThat(summary.commands()).isEqualTo(4);
    }

    private static PlayedFault played(FaultKind kind, boolean done) {
        return new PlayedFault(new Fence.Fault(kind, 0, true, 40, 250), 3, List.of(40L, 700L), done, 12, 345);
    }

    @Test
    void whatPassesTellsOfItsSidesAndItsTime() throws IOException {
        Script script = script("HEAL\n");
        ResultPrinter printer = printer(script);

        printer.passed(script.location(), new Fence.Partition(List.of(1), List.of(2, 3)));
        printer.passed(script.location(), new Fence.Heal());
        printer.passed(script.location(), new Fence.Wait(200));

        assertThat(written).containsExactly("PARTITION 1 [[1], [2, 3]]", "HEAL 1", "WAIT 1 200 ms");
        assertThat(summary.commands()).isEqualTo(3);
    }

    @Test
    void copiesAreToldWithTheirKeyAndItsPosition() throws IOException {
        Script script = script("REPLICAS k\n");
        CopyLoad copy = new CopyLoad(40, 3, ReplicaRole.ONLY, true, 5, 6);

        printer(script).copiesDescribed(script.location(), new Fence.Replicas(new byte[] {'k'}, 1, 15), List.of(copy));

        assertThat(written).containsExactly("REPLICAS 1 k at 15: [" + copy + "]");
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
                Language.of(new Limits(6, 1, 1000, true)),
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
                written.add(outcome.verb() + " " + outcome.line() + more(outcome));
            }

            @Override
            public void startFile(String name) {
                written.add("file " + name);
            }
        };
        return new ResultPrinter(
                script,
                script::column,
                writer,
                summary,
                new ResultPrinter.Bounds(10, 2),
                error -> errors.add(error.text()),
                atEnd -> true);
    }

    private static String more(Outcome outcome) {
        return switch (outcome.verb()) {
            case CRASH, RECOVER, PAUSE, DELAY ->
                " id " + outcome.id() + ", rank " + outcome.rank() + " with " + outcome.nodes() + ", "
                        + outcome.millis() + " ms, " + outcome.keysMoved() + " keys of " + outcome.bytesMoved() + " B";
            case PARTITION -> " " + outcome.sides();
            case WAIT -> " " + outcome.millis() + " ms";
            case REPLICAS ->
                " " + new String(outcome.keyBytes(), outcome.keyOffset(), outcome.keyLength(), US_ASCII) + " at "
                        + outcome.position() + ": " + outcome.copies();
            default -> "";
        };
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
