package mpjdht.service.grpc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import mpjdht.ring.RingView;

/**
 * The ports of the nodes. A node keeps its port as long as it is on the circle. One that joins gets the number behind the one that was given last, or the
 * next that is free: whoever still knows the address of a node that has left meets nobody there for as long as may be.
 */
final class NodePorts {
    private static final int LAST = 65_535;

    private final int first;
    private final Opener opener;
    private final Consumer<String> trouble;
    private final Map<Long, Port> ports = new HashMap<>();

    /** Nodes for which no port could be had, which has been told. */
    private final Set<Long> without = new HashSet<>();

    private int next;

    /** Opens ports. */
    interface Opener {
        /**
         * Opens the port of a node.
         *
         * @param number 0 for any that is free
         * @throws IOException if it cannot be had
         */
        Port open(long node, int number) throws IOException;
    }

    /** An open port. */
    interface Port {
        int number();

        void close();
    }

    /**
     * No ports.
     *
     * @param first the lowest number; 0 for any that are free
     * @param trouble is told of nodes that get none
     */
    NodePorts(int first, Opener opener, Consumer<String> trouble) {
        this.first = first;
        this.next = first;
        this.opener = opener;
        this.trouble = trouble;
    }

    /**
     * Opens the ports of the ring at start: consecutive numbers from the first on, in the order of the ids.
     *
     * @throws IOException if one of them cannot be had; all are closed then
     */
    void begin(RingView ring) throws IOException {
        for (int i = 0; i < ring.size(); i++) {
            try {
                ports.put(ring.id(i), opener.open(ring.id(i), next));
            } catch (IOException e) {
                closeAll();
                throw new IOException("port " + next + " cannot be had: " + e.getMessage(), e);
            }
            next = behind(next);
        }
    }

    /** Closes the ports of those who have left, and opens those of who has joined. */
    void follow(RingView ring) {
        Iterator<Map.Entry<Long, Port>> all = ports.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Long, Port> one = all.next();
            if (ring.indexOf(one.getKey()) < 0) {
                one.getValue().close();
                all.remove();
            }
        }
        without.removeIf(node -> ring.indexOf(node) < 0);
        for (int i = 0; i < ring.size() && ports.size() < ring.size(); i++) {
            if (!ports.containsKey(ring.id(i))) {
                openNext(ring.id(i));
            }
        }
    }

    private void openNext(long node) {
        int tries = first == 0 ? 1 : LAST - first + 1;
        String reason = "";
        for (int i = 0; i < tries; i++) {
            int number = next;
            next = behind(next);
            try {
                ports.put(node, opener.open(node, number));
                without.remove(node);
                return;
            } catch (IOException e) {
                reason = e.getMessage();
            }
        }
        if (without.add(node)) {
            trouble.accept("node " + Long.toUnsignedString(node) + " has no port for clients of Chord: " + reason);
        }
    }

    private int behind(int number) {
        if (first == 0) {
            return 0;
        }
        return number == LAST ? first : number + 1;
    }

    /** The port of a node; empty when it has none. */
    OptionalInt of(long node) {
        Port port = ports.get(node);
        return port == null ? OptionalInt.empty() : OptionalInt.of(port.number());
    }

    /** The numbers of all, ascending, with those that follow each other as {@code 5000-5007}. */
    String text() {
        List<Integer> numbers = new ArrayList<>(
                ports.values().stream().map(Port::number).sorted().toList());
        StringBuilder text = new StringBuilder();
        int begin = 0;
        while (begin < numbers.size()) {
            int end = begin;
            while (end + 1 < numbers.size() && numbers.get(end + 1) == numbers.get(end) + 1) {
                end++;
            }
            text.append(begin == 0 ? "" : ",").append(numbers.get(begin));
            if (end > begin) {
                text.append('-').append(numbers.get(end));
            }
            begin = end + 1;
        }
        return text.toString();
    }

    /** Closes all. */
    void closeAll() {
        ports.values().forEach(Port::close);
        ports.clear();
    }
}
