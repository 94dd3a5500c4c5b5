package mpjdht.message;

/**
 * What clients ask storage ranks about their nodes. Each message calls the method of {@link InquiryHandler} that
 * is for it, so that whoever forgets one does not compile.
 */
public sealed interface InquiryMessage extends ControlMessage {

    /**
     * Calls the method of {@code handler} for this message.
     *
     * @param from rank that sent it
     */
    void handle(int from, InquiryHandler handler);

    /**
     * Tell of the nodes that you host. Answer: {@link ClientMessage.RingPart}.
     *
     * @param client number of the client on its rank
     * @param epoch the ring that is meant
     */
    record DescribeRing(int client, long epoch) implements InquiryMessage {
        @Override
        public void handle(int from, InquiryHandler handler) {
            handler.onDescribeRing(from, this);
        }
    }

    /**
     * Tell of a node that you host. Answer: {@link ClientMessage.NodeDescribed}.
     *
     * @param client number of the client on its rank
     * @param epoch the ring that is meant
     * @param id id of the node
     */
    record DescribeNode(int client, long epoch, long id) implements InquiryMessage {
        @Override
        public void handle(int from, InquiryHandler handler) {
            handler.onDescribeNode(from, this);
        }
    }
}
