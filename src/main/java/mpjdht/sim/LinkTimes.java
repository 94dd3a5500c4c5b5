package mpjdht.sim;

import java.util.Arrays;

/** For each link from rank to rank, when its last message arrives. A hash table with open addressing, of primitives. */
final class LinkTimes {
    private static final long FREE = -1;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private long[] links = new long[64];
    private long[] times = new long[64];
    private int used;

    LinkTimes() {
        Arrays.fill(links, FREE);
    }

    /** Makes the time of a link {@code micros}, or leaves it where it is later; returns which it is. */
    long raise(int from, int to, long micros) {
        long link = ((long) from << Integer.SIZE) | to;
        int slot = slotOf(link);
        if (links[slot] == FREE) {
            if (2 * ++used > links.length) {
                grow();
                slot = slotOf(link);
            }
            links[slot] = link;
        }
        times[slot] = Math.max(times[slot], micros);
        return times[slot];
    }

    /** The latest of all links; 0 when nothing was sent. */
    long latest() {
        long latest = 0;
        for (long time : times) {
            latest = Math.max(latest, time);
        }
        return latest;
    }

    private int slotOf(long link) {
        int mask = links.length - 1;
        int slot = (int) ((link * MULTIPLIER) >>> Integer.SIZE) & mask;
        while (links[slot] != link && links[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldLinks = links;
        long[] oldTimes = times;
        links = new long[2 * oldLinks.length];
        times = new long[links.length];
        Arrays.fill(links, FREE);
        for (int i = 0; i < oldLinks.length; i++) {
            if (oldLinks[i] != FREE) {
                int slot = slotOf(oldLinks[i]);
                links[slot] = oldLinks[i];
                times[slot] = oldTimes[i];
            }
        }
    }
}
