package mpjdht.node.replica;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import mpjdht.node.ProtocolException;

/**
 * How many writes have been done to each region in each configuration. The first replica numbers them, and the number goes down the chain
 * with the write; so a replica that is told of a write again knows whether it has done it, whatever its client has done meanwhile. A
 * region is named by the epoch and its place in that configuration, however the circle is cut later.
 *
 * <p>Bounded: of older configurations only the last are kept. Whatever is told again has not been confirmed since it was told first; and
 * between two configurations there is mostly time for that.
 */
final class DoneWrites {
    private static final int MOST_OLD = 1 << 16;
    private static final int REGION_BITS = 24;

    /** The writes that have been done to regions of older configurations, by the names of these, in their order. */
    private final Map<Long, Long> old = new LinkedHashMap<>();

    /** Of configurations up to this one nothing may be known. */
    private long forgottenEpoch = -1;

    private long epoch;
    private long[] ofRegion;

    /** None. */
    DoneWrites(Roles roles) {
        epoch = roles.epoch();
        ofRegion = new long[roles.regions()];
    }

    /** A configuration is in force. */
    void install(Roles now) {
        for (int region = 0; region < ofRegion.length; region++) {
            if (ofRegion[region] > 0) {
                old.put(name(region), ofRegion[region]);
            }
        }
        Iterator<Long> names = old.keySet().iterator();
        for (int excess = old.size() - MOST_OLD; excess > 0; excess--) {
            forgottenEpoch = Math.max(forgottenEpoch, names.next() >>> REGION_BITS);
            names.remove();
        }
        epoch = now.epoch();
        ofRegion = new long[now.regions()];
    }

    /** The name of a region of the configuration in force. */
    long name(int region) {
        return epoch << REGION_BITS | region;
    }

    /** Numbers a write that is done first here. */
    long next(int region) {
        ofRegion[region]++;
        return ofRegion[region];
    }

    /**
     * How many writes have been done to a region.
     *
     * @param name of the region, in this configuration or an older one
     */
    long of(long name) {
        if (name >>> REGION_BITS == epoch) {
            return ofRegion[regionOf(name)];
        }
        if (name >>> REGION_BITS <= forgottenEpoch) {
            throw new ProtocolException(
                    "a write of epoch " + (name >>> REGION_BITS) + " is told again in epoch " + epoch);
        }
        return old.getOrDefault(name, 0L);
    }

    /** All writes to a region up to this one have been done. */
    void set(long name, long number) {
        if (name >>> REGION_BITS == epoch) {
            ofRegion[regionOf(name)] = number;
        } else {
            old.put(name, number);
        }
    }

    private int regionOf(long name) {
        int region = (int) name & (1 << REGION_BITS) - 1;
        if (region >= ofRegion.length) {
            throw new ProtocolException("a write to region " + region + " of " + ofRegion.length);
        }
        return region;
    }
}
