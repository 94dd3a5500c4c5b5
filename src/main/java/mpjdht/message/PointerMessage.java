package mpjdht.message;

/**
 * What the head tells the rank of a node that keeps pointers of its own. Each message calls the method of {@link PointerHandler} that
 * is for it, so that whoever forgets one does not compile.
 */
public sealed interface PointerMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, PointerHandler handler);

    /**
     * A node of yours joins the circle by the Chord protocol.
     *
     * @param id its id
     * @param memberId id of any node that is on the circle
     * @param memberRank rank that hosts that node
     */
    record JoinRing(long id, long memberId, int memberRank) implements PointerMessage {
        @Override
        public void handle(int from, PointerHandler handler) {
            handler.onJoinRing(from, this);
        }
    }

    /**
     * A node of yours leaves the circle by the Chord protocol.
     *
     * @param id its id
     */
    record LeaveRing(long id) implements PointerMessage {
        @Override
        public void handle(int from, PointerHandler handler) {
            handler.onLeaveRing(from, this);
        }
    }
}
