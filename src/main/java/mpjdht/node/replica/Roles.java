package mpjdht.node.replica;

import mpjdht.ring.Configuration;
import mpjdht.ring.Region;

/** What one rank, in its present life, has to do with each region of a configuration. Never changes. */
final class Roles {
    /** What {@link #next} returns when nobody comes behind. */
    static final int NOBODY = -1;

    private static final byte STRANGER = 0;
    private static final byte FILLING = 1;
    private static final byte SERVING = 2;
    private static final byte LAST = 4;
    private static final byte FIRST = 8;

    private final Configuration configuration;
    private final byte[] roles;
    private final int[] next;
    private final int[] previous;
    private final long[] owners;
    private boolean ofFormerLife;

    /**
     * The roles of a rank.
     *
     * @param life how often the rank has begun anew
     */
    Roles(Configuration configuration, int rank, int life) {
        this.configuration = configuration;
        int regions = configuration.regions().size();
        this.roles = new byte[regions];
        this.next = new int[regions];
        this.previous = new int[regions];
        this.owners = new long[regions];
        for (int i = 0; i < regions; i++) {
            Region region = configuration.regions().get(i);
            owners[i] = configuration
                    .ring()
                    .id(configuration.ring().ownerIndex(region.arc().last()));
            next[i] = NOBODY;
            previous[i] = NOBODY;
            int place = region.placeOf(rank);
            if (place >= 0 && region.at(place).life() != life) {
                ofFormerLife = true;
            } else if (place >= 0) {
                roles[i] = role(region, place);
                boolean isEnd =
                        place + 1 == region.serving().size() + region.filling().size();
                next[i] = isEnd ? NOBODY : region.at(place + 1).rank();
                previous[i] = place == 0 ? NOBODY : region.at(place - 1).rank();
            }
        }
    }

    private static byte role(Region region, int place) {
        int serving = region.serving().size();
        if (place >= serving) {
            return FILLING;
        }
        return (byte) (SERVING | (place == 0 ? FIRST : 0) | (place == serving - 1 ? LAST : 0));
    }

    /** Whether the configuration counts on what the rank was before it began anew, and has forgotten. */
    boolean isOfFormerLife() {
        return ofFormerLife;
    }

    Configuration configuration() {
        return configuration;
    }

    long epoch() {
        return configuration.epoch();
    }

    /** The place of the region of a position. */
    int regionIndex(long position) {
        return configuration.regionIndex(position);
    }

    Region region(int index) {
        return configuration.regions().get(index);
    }

    int regions() {
        return roles.length;
    }

    /** Whether the rank keeps no copy of a region, nor is about to. */
    boolean isStranger(int region) {
        return roles[region] == STRANGER;
    }

    /** Whether the rank has a copy that is not whole. */
    boolean isFilling(int region) {
        return roles[region] == FILLING;
    }

    /** Whether requests for the region enter here. */
    boolean isFirst(int region) {
        return (roles[region] & FIRST) != 0;
    }

    /** Whether writes to the region take effect here. */
    boolean isLast(int region) {
        return (roles[region] & LAST) != 0;
    }

    /** The rank to which writes to the region go on, or {@link #NOBODY}. */
    int next(int region) {
        return next[region];
    }

    /** The rank from which writes to the region come, or {@link #NOBODY}. */
    int previous(int region) {
        return previous[region];
    }

    /** The node that owns the region: its name in every answer, wherever that comes from. */
    long owner(int region) {
        return owners[region];
    }
}
