package mpjdht.runtime.data;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.message.ClientMessage;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ControlCodec;

/**
 * How far a run of command files is for ever: what it has given out, and where it goes on.
 *
 * @param next number of the next request
 * @param place behind which command it goes on, as its script names it
 * @param isInTable whether a table is on its way behind that, which is to begin anew: then nothing is known of the requests from {@code next} on
 * @param isOver whether nothing is left to be done
 * @param changes ADDs and REMOVEs of this generation that are done, and given out
 * @param outputBytes length of the results
 * @param exitCode the job's, if it is over
 * @param figures what was counted, as {@link mpjdht.command.Summary#figures} tells it
 * @param change what became of the ADD or REMOVE with which it goes on, if that was done already
 */
public record Checkpoint(
        int next,
        long place,
        boolean isInTable,
        boolean isOver,
        int changes,
        long outputBytes,
        int exitCode,
        List<Long> figures,
        Optional<MembershipChanged> change) {
    private static final int MOST_FIGURES = 1024;

    /** Checks it, and takes a copy. */
    public Checkpoint {
        figures = List.copyOf(figures);
    }

    /** The same in another generation, in which nothing has changed yet. */
    Checkpoint inNextGeneration(Optional<MembershipChanged> done) {
        return new Checkpoint(
                next, place, isInTable, isOver, 0, outputBytes, exitCode, figures, change.isPresent() ? change : done);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(next);
        out.writeLong(place);
        out.writeBoolean(isInTable);
        out.writeBoolean(isOver);
        out.writeInt(changes);
        out.writeLong(outputBytes);
        out.writeInt(exitCode);
        out.writeInt(figures.size());
        for (long figure : figures) {
            out.writeLong(figure);
        }
        byte[] message = change.map(MembershipChanged::encode).orElse(new byte[0]);
        out.writeInt(message.length);
        out.write(message);
    }

    static Checkpoint readFrom(DataInputStream in) throws IOException {
        int next = in.readInt();
        long place = in.readLong();
        boolean isInTable = in.readBoolean();
        boolean isOver = in.readBoolean();
        int changes = in.readInt();
        long outputBytes = in.readLong();
        int exitCode = in.readInt();
        int count = in.readInt();
        if (count < 0 || count > MOST_FIGURES) {
            throw new IOException("a checkpoint has " + count + " figures");
        }
        List<Long> figures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            figures.add(in.readLong());
        }
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a checkpoint ends before its last " + length + " bytes");
        }
        return new Checkpoint(
                next, place, isInTable, isOver, changes, outputBytes, exitCode, figures, change(in.readNBytes(length)));
    }

    private static Optional<MembershipChanged> change(byte[] message) throws IOException {
        if (message.length == 0) {
            return Optional.empty();
        }
        if (ControlCodec.decode(ClientMessage.class, message, 0, message.length) instanceof MembershipChanged changed) {
            return Optional.of(changed);
        }
        throw new IOException("a checkpoint tells of another change than that of the ring");
    }
}
