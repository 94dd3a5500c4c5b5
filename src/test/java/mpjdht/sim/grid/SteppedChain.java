package mpjdht.sim.grid;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mpjdht.history.Call;
import mpjdht.history.History;
import mpjdht.history.LinearizabilityChecker;
import mpjdht.history.Outcome;
import mpjdht.history.SearchLimits;
import mpjdht.history.Values;
import mpjdht.history.Verb;
import mpjdht.history.Verdict;
import mpjdht.message.Answer;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.ControlCodec;
import mpjdht.message.DecimalText;
import mpjdht.message.HeadMessage;
import mpjdht.message.HeadMessage.Heartbeat;
import mpjdht.message.IncrementRecord;
import mpjdht.message.MessageKind;
import mpjdht.message.Operation;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;
import mpjdht.node.client.ClientHost;
import mpjdht.node.client.CommandSource;
import mpjdht.node.client.Fence;
import mpjdht.node.client.PlainResults;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.replica.MortalReplica;
import mpjdht.node.replica.ReplicaMachine;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;

/**
 * A grid with three storage ranks and three copies of a key, whose events happen one by one as somebody chooses: which link delivers its next
 * message, when a rank crashes, and when the head finds that out. Time stands still but for that.
 */
final class SteppedChain {
    static final int STORAGE_RANKS = 3;
    private static final int RANKS = STORAGE_RANKS + 2;
    private static final long TIMEOUT_MICROS = 2000;
    private static final int VERDICT = -1;
    private static final int HASH_BITS = 16;
    private static final int NOBODY = -1;
    private static final WorldKeys.Key KEY = key();

    private static WorldKeys.Key key() {
        byte[] bytes = "k".getBytes(StandardCharsets.US_ASCII);
        KeyPlace place = new KeyPlace();
        new Xxh3KeySpace(HASH_BITS).locate(bytes, 0, bytes.length, place);
        return new WorldKeys.Key(bytes, place.position(), place.hash());
    }

    /** A command of a client. */
    record Ask(int operation, String value) {}

    private final List<List<Ask>> scripts;
    private final GridPlan plan;
    private final ClientHost[] hosts = new ClientHost[RANKS];
    private final Map<Integer, ArrayDeque<byte[]>> links = new TreeMap<>();
    private final long[] pasts = new long[RANKS];
    private final History history = new History();
    private final List<Integer> unanswered = new ArrayList<>();
    private final boolean mayCrash;
    private int events;
    private long heard;
    private int crashed = NOBODY;
    private boolean found;

    /**
     * A grid at its beginning.
     *
     * @param scripts commands of each client; the first is on the command rank, the second on the head's
     * @param window commands of a client under way
     * @param mayCrash whether one storage rank may crash
     */
    SteppedChain(List<List<Ask>> scripts, int window, boolean mayCrash, GridParts parts) {
        this.scripts = scripts;
        this.mayCrash = mayCrash;
        this.plan = new GridPlan(
                RANKS,
                rank -> new Xxh3KeySpace(HASH_BITS),
                STORAGE_RANKS,
                9,
                AssignedOverlay.direct(),
                FlowLimits.ofWindow(window),
                8,
                false,
                Optional.of(new Copies(STORAGE_RANKS, 1, TIMEOUT_MICROS, Optional.empty())));
        RingView view = plan.view();
        for (int rank = 0; rank < RANKS; rank++) {
            Optional<StateMachine> role = rank == Grid.HEAD
                    ? Optional.of(parts.head(plan, view, scripts.size()))
                    : rank == RANKS - 1 ? Optional.empty() : Optional.of(parts.storage(plan, view, rank));
            int client = rank == RANKS - 1 ? 0 : 1;
            boolean isAsker = rank == RANKS - 1 || (rank == Grid.HEAD && scripts.size() > 1);
            hosts[rank] = new ClientHost(
                    view,
                    role,
                    isAsker
                            ? List.of(parts.client(
                                    plan, view, rank, 0, new GridClient(rank, new Script(client), new Heard(client))))
                            : List.of());
        }
        for (List<Ask> script : scripts) {
            unanswered.add(script.size());
        }
        for (int rank = 0; rank < RANKS; rank++) {
            comeToRest(rank);
        }
    }

    /** What can happen now: a link by its number, the crash of a rank as -2 less its number, or that the head finds it out. */
    List<Integer> events() {
        List<Integer> all = new ArrayList<>();
        links.forEach((link, messages) -> {
            if (!messages.isEmpty()) {
                all.add(link);
            }
        });
        if (mayCrash && crashed == NOBODY) {
            for (int rank = 1; rank <= STORAGE_RANKS; rank++) {
                all.add(VERDICT - 1 - rank);
            }
        }
        if (crashed != NOBODY && !found) {
            all.add(VERDICT);
        }
        return all;
    }

    /** Whether every command has been answered. */
    boolean isOver() {
        return unanswered.stream().allMatch(count -> count == 0);
    }

    /** A number that two states have in common only if each process has had the same messages, and clients the same history. */
    long state() {
        long mixed = heard;
        for (long past : pasts) {
            mixed = mix(mixed, past);
        }
        return mix(mixed, crashed * 2L + (found ? 1 : 0));
    }

    /** Whether what the clients have heard is linearizable. */
    boolean isLinearizable() {
        return new LinearizabilityChecker(SearchLimits.standard())
                        .check(history)
                        .verdict()
                == Verdict.LINEARIZABLE;
    }

    /** Whether all storage ranks that have not crashed have the same value for the key, or none. */
    boolean replicasAgree() {
        Set<String> values = new HashSet<>();
        for (int rank = 1; rank <= STORAGE_RANKS; rank++) {
            if (rank != crashed) {
                MortalReplica<?> mortal = (MortalReplica<?>) hosts[rank].role().orElseThrow();
                ReplicaMachine replica = (ReplicaMachine) mortal.present();
                values.add(Arrays.toString(WorldTables.value(replica.table(), KEY)));
            }
        }
        return values.size() == 1;
    }

    /** Lets everything happen that can but a crash; the head finds a crash out first or last. */
    void comeToAnEnd(boolean headIsFirst) {
        List<Integer> next = eventsButCrashes();
        while (!next.isEmpty()) {
            happen(headIsFirst && next.contains(VERDICT) ? VERDICT : next.get(0));
            next = eventsButCrashes();
        }
    }

    private List<Integer> eventsButCrashes() {
        return events().stream().filter(event -> event >= VERDICT).toList();
    }

    /** Lets an event happen. */
    void happen(int event) {
        if (event == VERDICT) {
            findOut();
        } else if (event < VERDICT) {
            crashed = VERDICT - 1 - event;
            ((MortalReplica) hosts[crashed].role().orElseThrow()).crash();
            pasts[crashed] = mix(pasts[crashed], -1);
            for (int from = 0; from < RANKS; from++) {
                links.remove(from * RANKS + crashed);
            }
        } else {
            int from = event / RANKS;
            int to = event % RANKS;
            byte[] message = links.get(event).remove();
            pasts[to] = mix(mix(pasts[to], from), Arrays.hashCode(message) * 31L + message.length);
            hosts[to].onMessage(0, from, message, 0, message.length, outbox(to));
            comeToRest(to);
        }
    }

    private void findOut() {
        found = true;
        pasts[Grid.HEAD] = mix(pasts[Grid.HEAD], -2);
        StateMachine head = hosts[Grid.HEAD].role().orElseThrow();
        long beat = TIMEOUT_MICROS / 20;
        for (long now = beat; now < 2 * TIMEOUT_MICROS; now += beat) {
            for (int rank = 1; rank <= STORAGE_RANKS; rank++) {
                if (rank != crashed) {
                    byte[] message = new Heartbeat(0, now, false).encode();
                    head.onMessage(now, rank, message, 0, message.length, outbox(Grid.HEAD));
                }
            }
            head.onTimer(now, 0, outbox(Grid.HEAD));
        }
        comeToRest(Grid.HEAD);
    }

    private void comeToRest(int rank) {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = hosts[rank].onIdle(0, outbox(rank));
        }
    }

    /** Signs of life are left out. */
    private Outbox outbox(int from) {
        return new Outbox() {
            @Override
            public void send(int to, byte[] bytes, int offset, int length) {
                boolean isSign = (bytes[offset] == MessageKind.TO_CHAIN && bytes[offset + 1] == 2)
                        || (bytes[offset] == MessageKind.TO_HEAD
                                && ControlCodec.decode(HeadMessage.class, bytes, offset, length) instanceof Heartbeat);
                if (!isSign && to != crashed) {
                    links.computeIfAbsent(from * RANKS + to, link -> new ArrayDeque<>())
                            .add(Arrays.copyOfRange(bytes, offset, offset + length));
                }
            }

            @Override
            public void setTimer(long delayMicros, long timer) {
                // Time stands still.
            }
        };
    }

    private static long mix(long a, long b) {
        long mixed = (a ^ b * 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        mixed ^= mixed >>> 29;
        return mixed * 0x94d049bb133111ebL + b;
    }

    /** The commands of a client. */
    private final class Script implements CommandSource {
        private final int client;
        private int read;

        Script(int client) {
            this.client = client;
        }

        @Override
        public Next next(RequestBatch batch, int sequence) {
            if (read == scripts.get(client).size()) {
                return Next.NOTHING_YET;
            }
            Ask ask = scripts.get(client).get(read);
            byte[] value = value(ask);
            batch.add(
                    ask.operation(),
                    sequence,
                    KEY.position(),
                    KEY.hash(),
                    KEY.bytes(),
                    0,
                    KEY.bytes().length,
                    value,
                    0,
                    value.length);
            Verb verb =
                    switch (ask.operation()) {
                        case Operation.PUT -> Verb.PUT;
                        case Operation.GET -> Verb.GET;
                        case Operation.DELETE -> Verb.DELETE;
                        case Operation.APPEND -> Verb.APPEND;
                        default -> Verb.INCR;
                    };
            int argument =
                    verb == Verb.PUT || verb == Verb.APPEND ? history.values().number(value) : Values.ABSENT;
            history.invoke(
                    events++,
                    client,
                    read,
                    verb,
                    history.keyNames().number(KEY.bytes()),
                    argument,
                    Values.ABSENT,
                    verb == Verb.INCR ? Long.parseLong(ask.value()) : 0);
            heard = mix(heard, client * 10L + 1);
            read++;
            return Next.REQUEST;
        }

        private byte[] value(Ask ask) {
            if (ask.operation() == Operation.INCR) {
                byte[] by = new byte[IncrementRecord.BYTES];
                IncrementRecord.write(Long.parseLong(ask.value()), by);
                return by;
            }
            return ask.value().getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public long location() {
            return read - 1L;
        }

        @Override
        public Fence fence() {
            throw new IllegalStateException("no client stands at one");
        }
    }

    /** What a client hears. */
    private final class Heard implements PlainResults {
        private final int client;

        Heard(int client) {
            this.client = client;
        }

        @Override
        public boolean answered(long location, RequestCursor request, ReplyCursor reply, int rank) {
            unanswered.set(client, unanswered.get(client) - 1);
            byte[] value =
                    Arrays.copyOfRange(reply.bytes(), reply.valueOffset(), reply.valueOffset() + reply.valueLength());
            if (reply.outcome() == Answer.COUNTED) {
                value = DecimalText.of(IncrementRecord.sum(value));
            }
            Outcome outcome =
                    switch (reply.outcome()) {
                        case Answer.STORED, Answer.COUNTED -> Outcome.STORED;
                        case Answer.DELETED -> Outcome.DELETED;
                        case Answer.MISSING -> Outcome.MISSING;
                        case Answer.FOUND -> Outcome.FOUND;
                        default -> throw new IllegalStateException("an answer of " + reply.outcome());
                    };
            boolean tells = reply.outcome() == Answer.COUNTED || reply.outcome() == Answer.FOUND;
            int number = (int) location;
            history.answer(
                    events++, client, number, outcome, tells ? history.values().number(value) : Call.UNTOLD);
            heard = mix(mix(heard, client * 10L + 2), Arrays.hashCode(value) * 31L + reply.outcome());
            return true;
        }

        @Override
        public void added(long location, int rank, MembershipChanged result) {
            throw new IllegalStateException("no node joins");
        }

        @Override
        public void removed(long location, MembershipChanged result) {
            throw new IllegalStateException("no node leaves");
        }

        @Override
        public void ended(long location) {
            throw new IllegalStateException("it does not end");
        }

        @Override
        public boolean conclude(int nodes) {
            throw new IllegalStateException("it does not end");
        }
    }
}
