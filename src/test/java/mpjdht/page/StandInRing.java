package mpjdht.page;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A ring that nobody hosts: its nodes are drawn, their keys too, and each arc has copies on the nodes behind it. */
final class StandInRing {
    private static final int STORAGE_RANKS = 6;
    private static final int COPIES = 3;
    private static final int KEYS_OF_A_NODE = 1200;

    private final TreeMap<Long, Node> nodes = new TreeMap<>(Long::compareUnsigned);
    private final SplittableRandom random;

    /** A node, and how many keys it has. */
    record Node(long id, int rank, long keys) {}

    StandInRing(long seed, int size) {
        this.random = new SplittableRandom(seed);
        while (nodes.size() < size) {
            add(random.nextLong(), 1 + nodes.size() % STORAGE_RANKS);
        }
    }

    void add(long id, int rank) {
        long keys = (long) (-Math.log(1 - random.nextDouble()) * KEYS_OF_A_NODE);
        nodes.put(id, new Node(id, rank, keys));
    }

    void remove(long id) {
        nodes.remove(id);
    }

    List<Node> nodes() {
        return new ArrayList<>(nodes.values());
    }

    Node owner(long position) {
        var found = nodes.ceilingEntry(position);
        return (found == null ? nodes.firstEntry() : found).getValue();
    }

    /** Nodes from one on, as the circle has them. */
    List<Node> from(Node first, int count) {
        List<Node> list = new ArrayList<>();
        Node node = first;
        while (list.size() < Math.min(count, nodes.size())) {
            list.add(node);
            node = owner(node.id() + 1);
        }
        return list;
    }

    /** A way to the owner of a position that halves what is left of the circle with each hop. */
    List<Node> path(long position) {
        List<Node> path = new ArrayList<>();
        Node owner = owner(position);
        long left = Long.MIN_VALUE;
        Node node = owner(position + left);
        while (path.size() < 4 && !node.equals(owner)) {
            path.add(node);
            left = left >>> 2;
            node = owner(position - left);
        }
        path.add(owner);
        return path;
    }

    String json() {
        StringBuilder text = new StringBuilder("{\"op\":\"RING\",\"epoch\":7,\"nodes\":[");
        List<Node> all = nodes();
        for (int i = 0; i < all.size(); i++) {
            Node node = all.get(i);
            text.append(i == 0 ? "" : ",")
                    .append("{\"id\":" + id(node.id()) + ",\"rank\":" + node.rank() + ",\"keys\":" + node.keys()
                            + ",\"bytes\":" + node.keys() * 24 + ",\"successor\":"
                            + id(all.get((i + 1) % all.size()).id()) + ",\"available\":true,\"replicas\":[");
            for (int copy = 0; copy < Math.min(COPIES, all.size()); copy++) {
                Node with = all.get((i + copy) % all.size());
                text.append(copy == 0 ? "" : ",")
                        .append("{\"node\":" + id(with.id()) + ",\"rank\":" + with.rank() + ",\"role\":\"" + role(copy)
                                + "\"}");
            }
            text.append("]}");
        }
        return text.append("]}").toString();
    }

    static String role(int copy) {
        return copy == 0 ? "first" : copy == COPIES - 1 ? "last" : "middle";
    }

    static String id(long id) {
        return Long.toUnsignedString(id);
    }
}
