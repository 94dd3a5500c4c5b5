package mpjdht.runtime.transfer;

import java.io.IOException;
import java.nio.file.Path;
import mpjdht.command.Command;
import mpjdht.command.CommandError;
import mpjdht.command.CommandReader;
import mpjdht.command.CutValues;
import mpjdht.command.FileByteSource;
import mpjdht.command.TableFile;
import mpjdht.command.Verb;
import mpjdht.message.Operation;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.client.CommandSource.Next;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;

/** A table that comes from a file, as PUTs, many of them in flight. A value in pieces waits for each piece, whoever asks for the next one. */
final class Import extends Transfer {
    private final KeySpace space;
    private final KeyPlace place = new KeyPlace();
    private final FileByteSource source;
    private final CommandReader reader;
    private boolean holdsAppend;
    private long keys;
    private long bytes;

    /**
     * Opens a file.
     *
     * @param path where it is
     * @param space the circle, for this thread
     * @param cutValues is told the values that a comment ends
     */
    Import(TableFile file, Path path, KeySpace space, CutValues cutValues) throws IOException {
        this.space = space;
        this.source = new FileByteSource(path);
        this.reader = file.reader(source, cutValues);
    }

    @Override
    Next ask(RequestBatch batch, int sequence) throws IOException {
        if (holdsAppend) {
            holdsAppend = false;
            return request(Operation.APPEND, batch, sequence);
        }
        return switch (reader.next()) {
            case COMMAND -> {
                if (reader.command().verb() == Verb.APPEND) {
                    holdsAppend = true;
                    yield Next.FENCE;
                }
                yield request(Operation.PUT, batch, sequence);
            }
            case ERROR -> Next.STOP;
            case NOTHING_YET -> Next.NOTHING_YET;
            case END_OF_FILE -> Next.END;
        };
    }

    private Next request(int operation, RequestBatch batch, int sequence) {
        Command entry = reader.command();
        space.locate(entry.keyBytes(), entry.keyOffset(), entry.keyLength(), place);
        batch.add(
                operation,
                sequence,
                place.position(),
                place.hash(),
                entry.keyBytes(),
                entry.keyOffset(),
                entry.keyLength(),
                entry.valueBytes(),
                entry.valueOffset(),
                entry.valueLength());
        return Next.REQUEST;
    }

    @Override
    public void take(RequestCursor request, ReplyCursor reply) {
        boolean isWhole = request.operation() == Operation.PUT;
        keys += isWhole ? 1 : 0;
        bytes += request.valueLength() + (isWhole ? request.keyLength() : 0);
    }

    @Override
    void conclude() throws IOException {
        release();
    }

    @Override
    void release() throws IOException {
        source.close();
    }

    @Override
    public CommandError error() {
        return reader.error();
    }

    @Override
    public long line() {
        return reader.line();
    }

    @Override
    public long keys() {
        return keys;
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
