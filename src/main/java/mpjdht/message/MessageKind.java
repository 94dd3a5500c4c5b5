package mpjdht.message;

/** The first byte of every message, which tells how the rest reads. */
public final class MessageKind {
    /** A batch of PUT, GET, DELETE, CAS, INCR and EXPLAIN; see {@link RequestBatch}. */
    public static final byte REQUESTS = 1;
    /** A batch of answers; see {@link ReplyBatch}. */
    public static final byte REPLIES = 2;
    /** Keys and values that move to another node; see {@link HandoverChunk}. */
    public static final byte HANDOVER = 3;
    /** A {@link HeadMessage}. */
    public static final byte TO_HEAD = 4;

    /** A {@link PointerMessage}. */
    public static final byte TO_NODE_HOST = 5;

    /** A {@link ClientMessage}. */
    public static final byte TO_CLIENT = 6;

    /** A {@link BroadcastMessage}. */
    public static final byte TO_EVERY_RANK = 7;

    /** A {@link ChordMessage}. */
    public static final byte CHORD = 8;

    /** Keys that move from one Chord node to another; see {@link TransferChunk}. */
    public static final byte TRANSFER = 9;

    /** Requests on their way from node to node; see {@link RoutedBatch}. */
    public static final byte ROUTED = 10;

    /** Requests that follow what has left; see {@link RoutedBatch}. */
    public static final byte FORWARDED = 11;

    /** A {@link FlowMessage}. */
    public static final byte FLOW = 12;

    /** A {@link MoveMessage}. */
    public static final byte MOVE = 13;

    /** An {@link InquiryMessage}. */
    public static final byte INQUIRY = 14;

    /** Results on their way to the rank that gathers them; see {@link ResultPiece}. */
    public static final byte RESULT_PIECE = 15;

    /** A {@link GatherMessage}. */
    public static final byte GATHER = 16;

    /** A {@link StreamMessage}. */
    public static final byte TO_STREAM = 17;

    /** Who is on the circle, and where the copies are; see {@link ConfigurationCodec}. */
    public static final byte CONFIGURATION = 18;

    /** What has been written, on its way down a chain of replicas; see {@link ChainBatch}. */
    public static final byte CHAIN = 19;

    /** A {@link ChainMessage}. */
    public static final byte TO_CHAIN = 20;

    /** A {@link FaultMessage}. */
    public static final byte FAULT = 21;

    /** What a leader has written, on its way to the other replicas; see {@link StateBatch}. */
    public static final byte SPREAD = 22;

    /** Keys in which two replicas differ; see {@link StateBatch}. */
    public static final byte DIFFERENCES = 23;

    /** A {@link PeerMessage}. */
    public static final byte TO_PEER = 24;

    /** A {@link ComparisonMessage}. */
    public static final byte COMPARISON = 25;

    /** A {@link MemberMessage}. */
    public static final byte TO_MEMBER = 26;

    /** Tombstones that may be forgotten once everybody has them; see {@link StateBatch}. */
    public static final byte GRAVES = 27;

    /** Reads of other copies for a rank that coordinates them; see {@link RoutedBatch}. */
    public static final byte FETCH = 28;

    /** What these copies have; see {@link StateBatch}. */
    public static final byte FETCHED = 29;

    /** A {@link SearchMessage}, or a {@link SearchBatch} of them. */
    public static final byte SEARCH = 30;

    /** A {@link NeighbourMessage}. */
    public static final byte NEIGHBOURS = 31;

    /** A {@link MetricMessage}. */
    public static final byte METRICS = 32;

    private MessageKind() {}

    /** What a kind is called where messages are told by their kinds: small letters and underscores. */
    public static String name(int kind) {
        return switch (kind) {
            case REQUESTS -> "requests";
            case REPLIES -> "replies";
            case HANDOVER -> "handover";
            case TO_HEAD -> "to_head";
            case TO_NODE_HOST -> "to_node_host";
            case TO_CLIENT -> "to_client";
            case TO_EVERY_RANK -> "to_every_rank";
            case CHORD -> "chord";
            case TRANSFER -> "transfer";
            case ROUTED -> "routed";
            case FORWARDED -> "forwarded";
            case FLOW -> "flow";
            case MOVE -> "move";
            case INQUIRY -> "inquiry";
            case RESULT_PIECE -> "result_piece";
            case GATHER -> "gather";
            case TO_STREAM -> "to_stream";
            case CONFIGURATION -> "configuration";
            case CHAIN -> "chain";
            case TO_CHAIN -> "to_chain";
            case FAULT -> "fault";
            case SPREAD -> "spread";
            case DIFFERENCES -> "differences";
            case TO_PEER -> "to_peer";
            case COMPARISON -> "comparison";
            case TO_MEMBER -> "to_member";
            case GRAVES -> "graves";
            case FETCH -> "fetch";
            case FETCHED -> "fetched";
            case SEARCH -> "search";
            case NEIGHBOURS -> "neighbours";
            case METRICS -> "metrics";
            default -> "kind_" + kind;
        };
    }

    /**
     * The kind of a message.
     *
     * @throws MalformedMessageException if the message is empty
     */
    public static byte of(byte[] message, int offset, int length) {
        if (length < 1) {
            throw new MalformedMessageException("an empty message");
        }
        return message[offset];
    }
}
