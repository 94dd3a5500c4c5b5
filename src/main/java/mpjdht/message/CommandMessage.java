package mpjdht.message;

/**
 * What the command rank is told by the head. Each message calls the method of {@link CommandHandler} that is for it, so that a role which forgets one does not compile.
 */
public sealed interface CommandMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, CommandHandler handler);

    @Override
    default byte[] encode() {
        return ControlCodec.encode(this);
    }

    /**
     * Head to command rank: what became of the {@link AddNode} or {@link RemoveNode}.
     *
     * @param outcome whether it is done, or why not
     * @param id id of the node that joined or left, or was to
     * @param successor id of the node that gave its keys to it or took them from it
     * @param keysMoved keys of the arc that changed its owner
     * @param bytesMoved bytes of those keys and their values
     */
    record MembershipChanged(MembershipOutcome outcome, long id, long successor, long keysMoved, long bytesMoved)
            implements CommandMessage {
        @Override
        public void handle(int from, CommandHandler handler) {
            handler.onMembershipChanged(from, this);
        }
    }
}
