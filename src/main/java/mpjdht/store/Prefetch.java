package mpjdht.store;

import java.util.Arrays;

/**
 * Makes the processor load what the next few look-ups will need. A large table is not in cache: each look-up would wait for
 * main memory twice, once for the slot and once for the entry. Here all slots are asked for before any is looked at, and then
 * all entries; each loop does so little that the processor has many loads under way at once.
 */
public final class Prefetch {
    /** Most look-ups at a time: enough to keep the memory busy, few enough to stay in the first cache. */
    public static final int MOST = 64;

    private static final byte[] NOTHING = {0};

    private final Segment[] segments = new Segment[MOST];
    private final long[][] slots = new long[MOST][];
    private final int[] homes = new int[MOST];
    private final int[] hashes = new int[MOST];
    private final int[] reaches = new int[MOST];
    private final long[] contents = new long[MOST];
    private final byte[][] pages = new byte[MOST][];
    private final int[] offsets = new int[MOST];
    private int count;

    /** The sum of everything that was loaded. Nobody asks for it; without it the loads could be optimised away. */
    @SuppressWarnings("UnusedVariable")
    private long loaded;

    /**
     * Notes a look-up; at most {@value #MOST} of them.
     *
     * @param reach the byte that will be needed beside the beginning of the entry, counted from the key
     */
    public void add(NodeTable table, int hash, long position, int reach) {
        Segment segment = table.segment(position);
        segments[count] = segment;
        slots[count] = segment.slots();
        homes[count] = Slots.home(segment.slots(), hash);
        hashes[count] = hash;
        reaches[count] = reach;
        count++;
    }

    /** Loads what the look-ups noted need, and forgets them. */
    public void load() {
        for (int i = 0; i < count; i++) {
            contents[i] = slots[i][homes[i]];
        }
        for (int i = 0; i < count; i++) {
            findEntry(i);
        }
        long sum = 0;
        for (int i = 0; i < count; i++) {
            byte[] page = pages[i];
            int offset = offsets[i];
            sum += page[offset] + page[Math.min(offset + EntryPages.HEADER_BYTES + reaches[i], page.length - 1)];
        }
        loaded += sum;
        forget();
    }

    /** Keeps nothing alive that its table has given up. */
    private void forget() {
        Arrays.fill(segments, 0, count, null);
        Arrays.fill(slots, 0, count, null);
        Arrays.fill(pages, 0, count, null);
        count = 0;
    }

    private void findEntry(int i) {
        long content = contents[i];
        int slot = homes[i];
        while (content != 0 && Slots.hash(content) != hashes[i]) {
            slot = Slots.following(slots[i], slot);
            content = slots[i][slot];
        }
        if (content == 0) {
            pages[i] = NOTHING;
            offsets[i] = 0;
        } else {
            pages[i] = segments[i].bytes(content);
            offsets[i] = EntryPages.offset(Slots.reference(content));
        }
    }
}
