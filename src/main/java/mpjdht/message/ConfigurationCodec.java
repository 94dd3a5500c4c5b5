package mpjdht.message;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;
import mpjdht.ring.RingView;

/**
 * The bytes of a {@link Configuration}: kind (byte) and three zero bytes, epoch (long); number of replicas (int) and each of them,
 * with id (long), rank (int), life (int) and whether its node is on the ring (byte); number of regions (int) and each of them, with
 * its last position (long), flags (byte: 1 closed, 2 reachable), how many replicas serve and how many are being filled (byte each),
 * and these by their number among the replicas (int each).
 */
public final class ConfigurationCodec {
    private static final int HEADER_BYTES = 12;
    private static final int REPLICA_BYTES = 17;
    private static final int REGION_BYTES = 11;
    private static final int CLOSED = 1;
    private static final int REACHABLE = 2;
    private static final int MOST_REPLICAS_OF_REGION = 255;

    private ConfigurationCodec() {}

    /** The message that tells of a configuration. */
    public static byte[] encode(Configuration configuration) {
        Map<Replica, Integer> numbers = new LinkedHashMap<>();
        int places = 0;
        for (Region region : configuration.regions()) {
            for (Replica replica : region.line()) {
                numbers.putIfAbsent(replica, numbers.size());
                places++;
            }
        }
        RingView ring = configuration.ring();
        List<Replica> strangers = withoutCopy(numbers, ring);
        int replicas = numbers.size() + strangers.size();
        int regions = configuration.regions().size();
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES
                        + 2 * Integer.BYTES
                        + replicas * REPLICA_BYTES
                        + regions * REGION_BYTES
                        + places * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MessageKind.CONFIGURATION).putLong(configuration.epoch()).putInt(replicas);
        numbers.keySet().forEach(replica -> put(out, replica, isOnRing(replica, ring)));
        strangers.forEach(replica -> put(out, replica, true));
        out.putInt(regions);
        configuration.regions().forEach(region -> put(out, region, numbers));
        return out.array();
    }

    /** The nodes of the ring that keep no copy; which life they are in does not matter. */
    private static List<Replica> withoutCopy(Map<Replica, Integer> numbers, RingView ring) {
        Set<Long> ids = new HashSet<>();
        numbers.keySet().stream().filter(replica -> isOnRing(replica, ring)).forEach(replica -> ids.add(replica.id()));
        List<Replica> others = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            if (!ids.contains(ring.id(i))) {
                others.add(new Replica(ring.id(i), ring.rank(i), 0));
            }
        }
        return others;
    }

    /** Whether its node is on the circle: one that is lost may have had an id that another node on another rank has now. */
    private static boolean isOnRing(Replica replica, RingView ring) {
        int index = ring.indexOf(replica.id());
        return index >= 0 && ring.rank(index) == replica.rank();
    }

    private static void put(ByteBuffer out, Replica replica, boolean onRing) {
        out.putLong(replica.id()).putInt(replica.rank()).putInt(replica.life()).put((byte) (onRing ? 1 : 0));
    }

    private static void put(ByteBuffer out, Region region, Map<Replica, Integer> numbers) {
        if (region.line().size() > MOST_REPLICAS_OF_REGION) {
            throw new IllegalArgumentException("a region with " + region.line().size() + " replicas");
        }
        out.putLong(region.arc().last())
                .put((byte) ((region.closed() ? CLOSED : 0) | (region.reachable() ? REACHABLE : 0)))
                .put((byte) region.serving().size())
                .put((byte) region.filling().size());
        region.line().forEach(replica -> out.putInt(numbers.get(replica)));
    }

    /**
     * Reads a message.
     *
     * @throws MalformedMessageException if it tells of no configuration
     */
    public static Configuration decode(byte[] bytes, int offset, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN);
        try {
            in.getInt();
            long epoch = in.getLong();
            List<Replica> replicas = new ArrayList<>();
            RingView ring = readReplicas(in, epoch, replicas);
            Configuration configuration = new Configuration(ring, readRegions(in, replicas));
            if (in.hasRemaining()) {
                throw new MalformedMessageException(in.remaining() + " bytes behind a configuration");
            }
            return configuration;
        } catch (BufferUnderflowException e) {
            throw new MalformedMessageException("a configuration is cut off after " + length + " bytes");
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new MalformedMessageException("a configuration that cannot be: " + e.getMessage());
        }
    }

    private static RingView readReplicas(ByteBuffer in, long epoch, List<Replica> replicas) {
        int count = count(in, REPLICA_BYTES);
        Map<Long, Integer> rankOfId = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Replica replica = new Replica(in.getLong(), in.getInt(), in.getInt());
            replicas.add(replica);
            if (in.get() != 0) {
                rankOfId.put(replica.id(), replica.rank());
            }
        }
        long[] ids = rankOfId.keySet().stream().mapToLong(Long::longValue).toArray();
        int[] ranks = rankOfId.values().stream().mapToInt(Integer::intValue).toArray();
        return RingView.of(epoch, ids, ranks);
    }

    private static List<Region> readRegions(ByteBuffer in, List<Replica> replicas) {
        int count = count(in, REGION_BYTES);
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long last = in.getLong();
            int flags = in.get();
            int serving = in.get() & 0xff;
            int filling = in.get() & 0xff;
            List<Replica> line = new ArrayList<>();
            for (int place = 0; place < serving + filling; place++) {
                line.add(replicas.get(in.getInt()));
            }
            long after = regions.isEmpty()
                    ? last
                    : regions.get(regions.size() - 1).arc().last();
            regions.add(new Region(
                    new Arc(after, last),
                    line.subList(0, serving),
                    line.subList(serving, serving + filling),
                    (flags & CLOSED) != 0,
                    (flags & REACHABLE) != 0));
        }
        if (!regions.isEmpty()) {
            Region first = regions.get(0);
            long before = regions.get(regions.size() - 1).arc().last();
            regions.set(0, first.over(new Arc(before, first.arc().last())));
        }
        return regions;
    }

    private static int count(ByteBuffer in, int elementBytes) {
        int count = in.getInt();
        if (count < 0 || count > in.remaining() / elementBytes) {
            throw new MalformedMessageException(
                    "a list of " + count + " elements where " + in.remaining() + " bytes are left");
        }
        return count;
    }
}
