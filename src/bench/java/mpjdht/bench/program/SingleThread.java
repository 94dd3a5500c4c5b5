package mpjdht.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mpjdht.command.ByteOutput;
import mpjdht.command.Command;
import mpjdht.command.CommandReader;
import mpjdht.command.FileByteSource;
import mpjdht.command.Limits;
import mpjdht.command.Outcome;
import mpjdht.command.ResultFormat;
import mpjdht.command.ResultWriter;
import mpjdht.command.Verb;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.store.NodeTable;

/**
 * The limit of one core: the same command file, the same table and the same results, on one thread and without a message.
 * Arguments: command file, result file, number of nodes.
 */
public final class SingleThread {
    private final KeySpace space = new Xxh3KeySpace(Xxh3KeySpace.MAX_BITS);
    private final KeyPlace place = new KeyPlace();
    private final NodeTable table = new NodeTable(space);
    private final Outcome outcome = new Outcome();
    private final RingView view;

    private SingleThread(int nodes) {
        view = RingView.of(0, space.initialIds(nodes), new int[nodes]);
    }

    /** Runs the file. */
    public static void main(String[] arguments) throws IOException {
        int nodes = Integer.parseInt(arguments[2]);
        try (FileByteSource source = new FileByteSource(Path.of(arguments[0]));
                ByteOutput out = new ByteOutput(Files.newOutputStream(Path.of(arguments[1])))) {
            SingleThread program = new SingleThread(nodes);
            program.run(
                    new CommandReader(
                            arguments[0],
                            source,
                            new Limits(nodes, program.space.lowestId(), program.space.highestId())),
                    ResultFormat.TEXT.writer(out, false, false));
        }
    }

    private void run(CommandReader reader, ResultWriter writer) throws IOException {
        while (reader.next() == CommandReader.Result.COMMAND) {
            Command command = reader.command();
            switch (command.verb()) {
                case PUT -> put(command);
                case GET -> get(command, writer);
                default -> throw new IOException(command.verb() + ": this program knows PUT and GET alone");
            }
        }
        if (reader.error() != null) {
            throw new IOException(reader.error().text());
        }
        writer.finish();
    }

    private void put(Command command) {
        space.locate(command.keyBytes(), command.keyOffset(), command.keyLength(), place);
        table.put(
                place.hash(),
                place.position(),
                command.keyBytes(),
                command.keyOffset(),
                command.keyLength(),
                command.valueOffset(),
                command.valueLength());
    }

    private void get(Command command, ResultWriter writer) throws IOException {
        byte[] bytes = command.keyBytes();
        space.locate(bytes, command.keyOffset(), command.keyLength(), place);
        outcome.of(Verb.GET, command.line()).key(bytes, command.keyOffset(), command.keyLength());
        if (table.find(place.hash(), place.position(), bytes, command.keyOffset(), command.keyLength())) {
            outcome.value(table.valueBytes(), table.valueOffset(), table.valueLength());
        }
        outcome.at(view.id(view.ownerIndex(place.position())), 1, 1);
        writer.write(outcome);
    }
}
