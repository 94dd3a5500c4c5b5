package mpjdht.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import mpjdht.command.ByteSource;
import mpjdht.command.Command;
import mpjdht.command.CommandReader;
import mpjdht.command.Limits;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.client.CommandSource.Next;
import mpjdht.node.client.Fence;
import mpjdht.node.client.Fence.FaultKind;
import mpjdht.ring.DirectKeySpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandMeaningTest {
    private final CommandMeaning meaning = new CommandMeaning(new DirectKeySpace(1000));
    private final RequestBatch batch = new RequestBatch();

    static Stream<Arguments> fences() {
        return Stream.of(
                arguments("ADD 1", new Fence.Add(1, false, 0)),
                arguments("ADD 1 40", new Fence.Add(1, true, 40)),
                arguments("REMOVE 40", new Fence.Remove(40)),
                arguments("RING", new Fence.Ring()),
                arguments("NODE 40", new Fence.Node(40)),
                arguments("CRASH 40", new Fence.Fault(FaultKind.CRASH, 0, true, 40, 0)),
                arguments("CRASH RANK 3", new Fence.Fault(FaultKind.CRASH, 3, false, 0, 0)),
                arguments("RECOVER 40", new Fence.Fault(FaultKind.RECOVER, 0, true, 40, 0)),
                arguments("PAUSE RANK 3 200", new Fence.Fault(FaultKind.PAUSE, 3, false, 0, 200)),
                arguments("DELAY 40 7", new Fence.Fault(FaultKind.DELAY, 0, true, 40, 7)),
                arguments("PARTITION 1,2 | 0", new Fence.Partition(List.of(1, 2), List.of(0))),
                arguments("HEAL", new Fence.Heal()),
                arguments("WAIT 200", new Fence.Wait(200)));
    }

    @ParameterizedTest
    @MethodSource("fences")
    void aCommandThatIsNoRequestIsAFence(String line, Fence fence) throws IOException {
        Command command = read(line);

        assertThat(meaning.take(command, batch, 0)).isEqualTo(Next.FENCE);
        assertThat(batch.records()).isZero();
        assertThat(meaning.fence(command)).isEqualTo(fence);
    }

    @Test
    void whatIsNotNamedByAnIdIsNotNamedByThatOfTheCommandBefore() throws IOException {
        CommandReader reader = reader("CRASH 40\nPAUSE RANK 3 200\nCRASH RANK 2\n");
        reader.next();
        reader.next();
        reader.next();

        assertThat(meaning.fence(reader.command())).isEqualTo(new Fence.Fault(FaultKind.CRASH, 2, false, 0, 0));
    }

    @Test
    void aQuestionForCopiesHasTheKeyAndItsPlaceAlsoWhenTheReaderHasGoneOn() throws IOException {
        CommandReader reader = reader("REPLICAS \"1\\x35\"\nREPLICAS 16\n");
        reader.next();
        Fence.Replicas replicas = (Fence.Replicas) meaning.fence(reader.command());
        reader.next();

        assertThat(replicas.key()).isEqualTo("15".getBytes(US_ASCII));
        assertThat(replicas.position()).isEqualTo(15);
        meaning.take(read("GET 15"), batch, 0);
        RequestCursor request = new RequestCursor();
        request.open(batch.bytes(), 0, batch.length());
        request.next();
        assertThat(replicas.hash()).isEqualTo(request.hash());
    }

    @Test
    void aRequestIsNoFence() throws IOException {
        Command command = read("EXPLAIN 15");

        assertThat(meaning.take(command, batch, 0)).isEqualTo(Next.EXPLAIN);
        assertThatThrownBy(() -> meaning.fence(command)).hasMessage("EXPLAIN is no fence");
        assertThat(meaning.take(read("END"), batch, 1)).isEqualTo(Next.END);
    }

    private static Command read(String line) throws IOException {
        CommandReader reader = reader(line);
        assertThat(reader.next()).isEqualTo(CommandReader.Result.COMMAND);
        return reader.command();
    }

    private static CommandReader reader(String text) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(text.getBytes(US_ASCII));
        ByteSource source = new ByteSource() {
            @Override
            public int read(byte[] into, int offset, int length) {
                return bytes.read(into, offset, length);
            }

            @Override
            public void close() {}
        };
        return new CommandReader("f.dht", source, new Limits(6, 1, 1000, true));
    }
}
