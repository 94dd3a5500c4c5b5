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

    /** The ring that is meant. */
    long epoch();

    /**
     * Tell of the nodes that you host. Answer: {@link ClientMessage.RingPart}.
     *
     * @param client number of the client on its rank
     * @param question its number, which that client has given no other
     * @param epoch the ring that is meant
     */
    record DescribeRing(int client, long question, long epoch) implements InquiryMessage {
        @Override
        public void handle(int from, InquiryHandler handler) {
            handler.onDescribeRing(from, this);
        }
    }

    /**
     * Tell of a node that you host. Answer: {@link ClientMessage.NodeDescribed}.
     *
     * @param client number of the client on its rank
     * @param question its number, which that client has given no other
     * @param epoch the ring that is meant
     * @param id id of the node
     */
    record DescribeNode(int client, long question, long epoch, long id) implements InquiryMessage {
        @Override
        public void handle(int from, InquiryHandler handler) {
            handler.onDescribeNode(from, this);
        }
    }

    /**
     * Tell of your copy of a key. Answer: {@link ClientMessage.CopyDescribed}.
     *
     * @param client number of the client on its rank
     * @param question its number, which that client has given no other
     * @param epoch the configuration that is meant
     * @param hash of the key
     * @param position of the key
     * @param key its bytes, 1 to {@link Sizes#MAX_KEY_BYTES}
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record DescribeCopy(int client, long question, long epoch, int hash, long position, byte[] key)
            implements InquiryMessage {
        @Override
        public void handle(int from, InquiryHandler handler) {
            handler.onDescribeCopy(from, this);
        }
    }
}
