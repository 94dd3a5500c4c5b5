package mpjdht.runtime.data;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import mpjdht.journal.JournalEnd;
import mpjdht.journal.JournalReader;
import mpjdht.message.ClientMessage;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ConfigurationCodec;
import mpjdht.message.ControlCodec;
import mpjdht.message.MessageKind;
import mpjdht.message.Sizes;
import mpjdht.node.Grid;
import mpjdht.node.ProtocolException;
import mpjdht.ring.Configuration;

/**
 * What the head of a generation has decided: configurations, and before each one that puts an ADD or a REMOVE into effect what became of that. One that no configuration follows has had no effect.
 */
final class HeadJournal implements JournalReader.Taker {
    private Optional<Configuration> configuration = Optional.empty();
    private Optional<MembershipChanged> announced = Optional.empty();
    private Optional<MembershipChanged> lastChange = Optional.empty();
    private int changes;

    private HeadJournal() {}

    /** Of a head that has decided nothing yet. */
    static HeadJournal empty() {
        return new HeadJournal();
    }

    /**
     * Reads it.
     *
     * @param before a generation; 0 for that before the first, whose head has decided nothing
     * @param torn hears of a torn end
     */
    static HeadJournal read(Generations folder, long before, Consumer<JournalEnd.Torn> torn) throws IOException {
        HeadJournal head = new HeadJournal();
        if (before > 0) {
            JournalReader.read(folder.look(before, Generations.ofRank(Grid.HEAD)), Sizes.MAX_MESSAGE_BYTES, head)
                    .torn()
                    .ifPresent(torn);
        }
        return head;
    }

    @Override
    public void take(long file, byte[] bytes, int offset, int length) {
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.TO_CLIENT ->
                announced = Optional.of(
                        (MembershipChanged) ControlCodec.decode(ClientMessage.class, bytes, offset, length));
            case MessageKind.CONFIGURATION -> {
                configuration = Optional.of(ConfigurationCodec.decode(bytes, offset, length));
                if (announced.isPresent()) {
                    lastChange = announced;
                    announced = Optional.empty();
                    changes++;
                }
            }
            default -> throw ProtocolException.unexpectedKind("disk of the head", 0, kind);
        }
    }

    /** The last configuration; empty if there was none. */
    Optional<Configuration> configuration() {
        return configuration;
    }

    /** How many ADDs and REMOVEs are done. */
    int changes() {
        return changes;
    }

    /** What became of the last of them. */
    Optional<MembershipChanged> lastChange() {
        return lastChange;
    }
}
