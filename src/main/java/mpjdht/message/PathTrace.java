package mpjdht.message;

import java.util.ArrayList;
import java.util.List;
import mpjdht.ring.NodeRef;

/**
 * The path of an {@link Operation#EXPLAIN}, which is the value of its request and of its answer: every node that takes the
 * request in hand appends itself, the owner last. {@value #NODE_BYTES} bytes a node: id (long), rank (int). A path that
 * never ended would end at the longest value.
 */
public final class PathTrace extends GrowingBytes {
    private static final int NODE_BYTES = Long.BYTES + Integer.BYTES;

    /**
     * Begins with the path that a request has behind it.
     *
     * @throws MalformedMessageException if its value is no path
     */
    public void open(RequestCursor request) {
        int pathBytes = checked(request.valueLength());
        truncate(0);
        int at = extend(pathBytes);
        System.arraycopy(request.bytes(), request.valueOffset(), bytes(), at, pathBytes);
    }

    /** Appends the node that has the request in hand. */
    public void append(long id, int rank) {
        int at = extend(NODE_BYTES);
        Wire.putLong(bytes(), at, id);
        Wire.putInt(bytes(), at + Long.BYTES, rank);
    }

    /**
     * The nodes of the path in an answer, the owner last.
     *
     * @throws MalformedMessageException if its value is no path
     */
    public static List<NodeRef> nodes(ReplyCursor reply) {
        int end = reply.valueOffset() + checked(reply.valueLength());
        List<NodeRef> nodes = new ArrayList<>(reply.valueLength() / NODE_BYTES);
        for (int at = reply.valueOffset(); at < end; at += NODE_BYTES) {
            nodes.add(new NodeRef(Wire.getLong(reply.bytes(), at), Wire.getInt(reply.bytes(), at + Long.BYTES)));
        }
        return nodes;
    }

    /** Bytes of a path of so many nodes. */
    public static long bytes(int nodes) {
        return (long) NODE_BYTES * nodes;
    }

    private static int checked(int pathBytes) {
        if (pathBytes % NODE_BYTES != 0) {
            throw new MalformedMessageException("a path of " + pathBytes + " bytes, which is no number of nodes");
        }
        return pathBytes;
    }
}
