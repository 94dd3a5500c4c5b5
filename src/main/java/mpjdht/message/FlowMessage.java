package mpjdht.message;

/**
 * What keeps answers in bounds, and moving. Each message calls the method of {@link FlowHandler} that
 * is for it, so that whoever forgets one does not compile.
 */
public sealed interface FlowMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, FlowHandler handler);

    /**
     * A client to a storage rank: answers have been used, so more may be sent.
     *
     * @param client number of the client on its rank
     * @param bytes bytes of the answers, as they count against the credit
     * @param oldest low 32 bits of the number of the oldest command that waits for its answer, or of the next one
     */
    record Credit(int client, long bytes, int oldest) implements FlowMessage {
        @Override
        public void handle(int from, FlowHandler handler) {
            handler.onCredit(from, this);
        }
    }

    /**
     * To a storage rank: a client waits for the answer to this command before all others, so answer it without credit. The client says so
     * to the rank of the owner that it knows; what has left is followed.
     *
     * @param origin the client, as {@link Origin} names it
     * @param sequence low 32 bits of the command's number
     * @param node id of the owner
     * @param position position of the key
     * @param change number of the change of the ring with which it followed what has left; 0 from the client
     * @param epoch the ring by which the client goes
     */
    record Due(int origin, int sequence, long node, long position, long change, long epoch) implements FlowMessage {
        @Override
        public void handle(int from, FlowHandler handler) {
            handler.onDue(from, this);
        }
    }
}
