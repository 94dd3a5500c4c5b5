package mpjdht.metric;

import java.nio.ByteBuffer;

/**
 * How the requests of one operation fared that clients have asked for, and whose answers they have used.
 *
 * @param done how many were done
 * @param failed how many were not, or nobody knows
 * @param hops messages from the head, or from a client that knows the way, to the node that answered, of those that were done
 * @param latency microseconds from when a request left its client until its answer came there, of those that were done
 */
public record RequestFigures(long done, long failed, Distribution hops, Distribution latency) {
    /** Nothing was asked for. */
    static final RequestFigures NONE = new RequestFigures(0, 0, Distribution.NONE, Distribution.NONE);

    RequestFigures plus(RequestFigures other) {
        return new RequestFigures(
                done + other.done, failed + other.failed, hops.plus(other.hops), latency.plus(other.latency));
    }

    boolean isNone() {
        return done == 0 && failed == 0;
    }

    int encodedBytes() {
        return 2 * Long.BYTES + hops.encodedBytes() + latency.encodedBytes();
    }

    void encode(ByteBuffer out) {
        out.putLong(done).putLong(failed);
        hops.encode(out);
        latency.encode(out);
    }

    static RequestFigures decode(ByteBuffer in) {
        return new RequestFigures(in.getLong(), in.getLong(), Distribution.decode(in), Distribution.decode(in));
    }
}
