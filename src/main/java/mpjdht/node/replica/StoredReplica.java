package mpjdht.node.replica;

import java.util.Optional;
import mpjdht.message.ChainCursor;
import mpjdht.message.ChainEntry;
import mpjdht.message.ConfigurationCodec;
import mpjdht.message.MessageKind;
import mpjdht.node.ProtocolException;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.store.NodeTable;

/**
 * What a rank had, read from what it has written down, in its order. Of a region that it did not serve in the end it may have anything: what the last
 * configuration says counts.
 */
public final class StoredReplica {
    private final NodeTable table;
    private final ChainCursor record = new ChainCursor();
    private final Optional<RunMemory> memory;
    private Optional<Configuration> configuration = Optional.empty();

    /**
     * A rank that had nothing.
     *
     * @param table an empty one, for its keys
     * @param memory takes what is to be remembered of the client whose run is resumed; empty where none is
     */
    public StoredReplica(NodeTable table, Optional<RunMemory> memory) {
        this.table = table;
        this.memory = memory;
    }

    /** Takes what was persisted with {@link mpjdht.node.Outbox#persist}. */
    public void take(byte[] bytes, int offset, int length) {
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.CONFIGURATION ->
                configuration = Optional.of(ConfigurationCodec.decode(bytes, offset, length));
            case MessageKind.CHAIN -> {
                record.open(bytes, offset, length);
                while (record.next()) {
                    take();
                }
            }
            default -> throw ProtocolException.unexpectedKind("disk of a replica", 0, kind);
        }
    }

    private void take() {
        switch (record.operation()) {
            case ChainEntry.PUT, ChainEntry.COPY -> put();
            case ChainEntry.DELETE ->
                table.delete(record.hash(), record.position(), record.bytes(), record.keyOffset(), record.keyLength());
            case ChainEntry.FILL_BEGINS ->
                configuration.ifPresent(
                        known -> drop(known.region(record.position()).arc()));
            default -> {
                // It has changed no key.
            }
        }
        memory.ifPresent(known -> known.take(record));
    }

    private void put() {
        table.put(
                record.hash(),
                record.position(),
                record.bytes(),
                record.keyOffset(),
                record.keyLength(),
                record.valueOffset(),
                record.valueLength());
    }

    private void drop(Arc arc) {
        table.detach(arc).releaseAll();
        memory.ifPresent(known -> known.forget(arc));
    }

    /** Its keys. */
    public NodeTable table() {
        return table;
    }

    /** The configuration of which it heard last. */
    public Optional<Configuration> configuration() {
        return configuration;
    }
}
