package mpjdht.node.chord;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import mpjdht.message.ChordCodec;
import mpjdht.message.ChordMessage.Envelope;
import mpjdht.message.ChordMessage.FindSuccessor;
import mpjdht.message.ChordMessage.SuccessorFound;
import mpjdht.message.MessageKind;
import mpjdht.node.Outbox;
import mpjdht.ring.Arc;
import mpjdht.ring.KeySpace;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;

/** A few Chord ranks and a client in one thread, in virtual time: every message takes a millisecond. */
final class ChordNet {
    private static final long LATENCY_MICROS = 1000;
    private static final int CLIENT = 0;

    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Event(long time, long order, int rank, int from, byte[] message, long timer) {}

    private final TreeMap<Integer, ChordMachine> machines = new TreeMap<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::order));
    private final ChordSettings settings;
    private final ChordRules rules;
    private final KeySpace space = new Xxh3KeySpace(64);
    private final List<SuccessorFound> answers = new ArrayList<>();
    private boolean doublesEverything;
    private long now;
    private long order;

    ChordNet(ChordSettings settings, ChordRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    /** A ring with exact pointers: a node of each id, on ranks 1, 2, … */
    ChordNet ring(long... ids) {
        int[] ranks = new int[ids.length];
        Arrays.setAll(ranks, i -> i + 1);
        RingView view = RingView.of(0, ids, ranks);
        for (int rank : ranks) {
            machine(rank).start(view);
            machine(rank).onIdle(now, outbox(rank));
        }
        return this;
    }

    /** The ring of all members, as whoever guards it would announce it. */
    RingView view(long epoch) {
        List<ChordNode> members = members();
        return RingView.of(
                epoch,
                members.stream().mapToLong(node -> node.self().id()).toArray(),
                members.stream().mapToInt(node -> node.self().rank()).toArray());
    }

    /** Every rank is told of a change of the ring. */
    void install(RingView view) {
        machines.values().forEach(machine -> machine.install(view));
    }

    /** From now on every message arrives twice, the second time late. */
    void doubleEverything() {
        doublesEverything = true;
    }

    ChordMachine machine(int rank) {
        return machines.computeIfAbsent(rank, r -> new ChordMachine(r, space, settings, rules));
    }

    ChordNode join(int rank, long id, NodeRef member) {
        machine(rank).join(id, member, outbox(rank));
        return machine(rank).node(id);
    }

    void leave(NodeRef node) {
        machine(node.rank()).leave(node.id(), outbox(node.rank()));
    }

    void crash(int rank) {
        machines.remove(rank);
    }

    KeySpace space() {
        return space;
    }

    /** Members of the ring, by id. */
    List<ChordNode> members() {
        return machines.values().stream()
                .flatMap(machine -> machine.nodes().stream())
                .filter(ChordNode::member)
                .sorted(Comparator.comparing(ChordNode::self, NodeRef.BY_ID))
                .toList();
    }

    SuccessorFound lookUp(NodeRef first, long position) {
        answers.clear();
        ChordCodec codec = new ChordCodec();
        codec.encode(0, first.id(), 0, new FindSuccessor(1, position));
        outbox(CLIENT).send(first.rank(), codec.bytes(), 0, codec.length());
        while (answers.isEmpty()) {
            step();
        }
        return answers.get(0);
    }

    void run(long micros) {
        long until = now + micros;
        while (!events.isEmpty() && events.peek().time() <= until) {
            step();
        }
        now = until;
    }

    /** What is wrong with a ring that should be at rest; empty when nothing is. */
    String faults() {
        List<ChordNode> members = members();
        StringBuilder faults = new StringBuilder();
        for (int i = 0; i < members.size(); i++) {
            ChordNode node = members.get(i);
            ChordNode before = members.get((i + members.size() - 1) % members.size());
            ChordNode behind = members.get((i + 1) % members.size());
            if (node.successors().get(0).id() != behind.self().id()) {
                faults.append(node.self())
                        .append(" has the successors ")
                        .append(node.successors())
                        .append('\n');
            }
            if (!new Arc(before.self().id(), node.self().id()).equals(node.owned())) {
                faults.append(node.self()).append(" owns ").append(node.owned()).append('\n');
            }
        }
        return faults.toString();
    }

    private void step() {
        Event event = events.remove();
        now = event.time();
        if (event.rank() == CLIENT) {
            byte[] message = event.message();
            ChordCodec.decode(event.from(), message, 0, message.length, new Absent(null) {
                @Override
                public void onAnswer(Envelope envelope, mpjdht.message.ChordMessage.Answered answer) {
                    answers.add((SuccessorFound) answer);
                }
            });
            return;
        }
        ChordMachine machine = machines.get(event.rank());
        if (machine == null) {
            return;
        }
        Outbox outbox = outbox(event.rank());
        if (event.message() == null) {
            machine.onTimer(now, event.timer(), outbox);
        } else {
            machine.onMessage(now, event.from(), event.message(), 0, event.message().length, outbox);
        }
    }

    private Outbox outbox(int rank) {
        return new Outbox() {
            @Override
            public void send(int to, byte[] bytes, int offset, int length) {
                byte kind = MessageKind.of(bytes, offset, length);
                if (kind != MessageKind.CHORD && kind != MessageKind.TRANSFER) {
                    throw new AssertionError("kind " + kind);
                }
                byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
                events.add(new Event(now + LATENCY_MICROS, order++, to, rank, copy, 0));
                if (doublesEverything) {
                    events.add(new Event(now + 5 * LATENCY_MICROS, order++, to, rank, copy, 0));
                }
            }

            @Override
            public void setTimer(long delayMicros, long timer) {
                events.add(new Event(now + delayMicros, order++, rank, rank, null, timer));
            }
        };
    }
}
