package mpjdht.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mpjdht.command.CommandError;
import mpjdht.command.Language;
import mpjdht.command.Limits;
import mpjdht.message.RequestBatch;
import mpjdht.node.client.CommandSource;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.runtime.Inbox;
import mpjdht.runtime.Script;
import org.junit.jupiter.api.Test;

/** The desk as a script reads it, with lines of any kind. */
class DeskTest {
    private final Desk desk = new Desk(new Inbox(() -> {}).slot(), Runnable::run, (line, reply) -> {});
    private final Script script = new Script(
            List.of("the desk"),
            new OneDesk(desk),
            Language.of(new Limits(3, 1, 1000)),
            new Xxh3KeySpace(64),
            false,
            desk::failed);
    private final List<Desk.Reply> replies = new ArrayList<>();

    private record OneDesk(Desk desk) implements Script.InputOpener {
        @Override
        public Desk open(String file) {
            return desk;
        }

        @Override
        public long totalBytes(List<String> files) {
            return 0;
        }
    }

    /** Asks for a line, and reads until nothing is left; returns how many commands came. */
    private int run(byte[] line) {
        desk.ask(line, replies::add);
        int commands = 0;
        CommandSource.Next next = script.next(new RequestBatch(), 0);
        while (next != CommandSource.Next.NOTHING_YET) {
            assertThat(next).isIn(CommandSource.Next.REQUEST, CommandSource.Next.FENCE);
            commands++;
            next = script.next(new RequestBatch(), 0);
        }
        return commands;
    }

    private int run(String line) {
        return run(line.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void repliesToALineWithoutACommandAndToOneThatCannotBeRead() {
        assertThat(run("")).isZero();
        assertThat(run("  # nothing")).isZero();
        assertThat(run("GET")).isZero();
        assertThat(run("GET k")).isEqualTo(1);
        assertThat(run("ADD 9")).isZero();
        assertThat(replies).hasSize(5);
        assertThat(replies.get(2).error().orElseThrow().kind()).isEqualTo(CommandError.Kind.UNREADABLE);
        assertThat(replies.get(4).error().orElseThrow().column()).isEqualTo(5);
        assertThat(List.of(replies.get(0), replies.get(1), replies.get(3)))
                .allSatisfy(reply -> assertThat(reply.error()).isEmpty());
    }

    @Test
    void readsOnWhateverTheFirstLineIs() {
        for (long seed = 1; seed <= 300; seed++) {
            DeskTest test = new DeskTest();
            SplittableRandom random = new SplittableRandom(seed);
            byte[] line = new byte[1 + random.nextInt(6)];
            for (int i = 0; i < line.length; i++) {
                line[i] = new byte[] {0, (byte) 0xff, (byte) 0xfe, 'G', '\r', '"', 0x7f}[random.nextInt(7)];
            }
            assertThat(test.run(line)).as("seed %s", seed).isZero();
            assertThat(test.run("GET k")).as("seed %s", seed).isEqualTo(1);
            assertThat(test.replies).as("seed %s", seed).hasSize(2);
        }
    }
}
