package mpjdht.message;

/** A message of the control plane: who joins and leaves, what moves, and the end. Grouped by who receives it. */
public sealed interface ControlMessage permits HeadMessage, StorageMessage, CommandMessage, BroadcastMessage {

    /** The bytes of this message, as {@link ControlCodec} reads them. */
    byte[] encode();
}
