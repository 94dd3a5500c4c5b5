package mpjdht.node.eventual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import mpjdht.message.Answer;
import mpjdht.message.MessageKind;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedCursor;
import mpjdht.message.StateBatch;
import mpjdht.message.StateCursor;
import mpjdht.metric.Figure;
import mpjdht.node.Outbox;
import mpjdht.node.storage.OnwardBatches;
import mpjdht.ring.NodeRef;
import mpjdht.store.Version;

/**
 * Reads of several copies: this rank has one, asks as many others as are wanted, answers with the newest, and tells it to those that are
 * behind (read repair). Who does not answer in time is asked again, or another in its place.
 */
final class Reads {
    private static final int MOST_TRIES = 20;
    private static final byte[] NO_VERSION = new byte[Version.BYTES];

    private final EventualState state;
    private final Members members;
    private final Spread spread;
    private final ClientAnswers answers;
    private final int wanted;
    private final long retryMicros;
    private final IntUnaryOperator draw;
    private final OnwardBatches questions;
    private final StateBatch[] replies;
    private final RoutedCursor asked = new RoutedCursor();
    private final StateCursor told = new StateCursor();
    private final Map<Integer, Read> open = new TreeMap<>();
    private int lastNumber;
    private long repaired;

    /** A read that waits for other copies. */
    private static final class Read {
        final int origin;
        final int hops;
        final int sequence;
        final byte[] question;
        final Map<Integer, byte[]> states = new TreeMap<>();
        final Set<Integer> asked = new HashSet<>();
        long untilMicros;
        int tries;

        Read(int origin, int hops, int sequence, byte[] question) {
            this.origin = origin;
            this.hops = hops;
            this.sequence = sequence;
            this.question = question;
        }

        /** Whether a state is of the key that is read. */
        boolean isOf(StateCursor told) {
            RequestCursor key = key();
            return key.hash() == told.hash()
                    && key.position() == told.position()
                    && Arrays.equals(
                            key.bytes(),
                            key.keyOffset(),
                            key.keyOffset() + key.keyLength(),
                            told.bytes(),
                            told.keyOffset(),
                            told.keyOffset() + told.keyLength());
        }

        RequestCursor key() {
            RequestCursor cursor = new RequestCursor();
            cursor.open(question, 0, question.length);
            cursor.next();
            return cursor;
        }
    }

    /**
     * No reads.
     *
     * @param wanted copies that a read asks, this rank's included
     * @param draw draws a number below the one that it is given
     */
    Reads(
            int ranks,
            EventualState state,
            Members members,
            Spread spread,
            ClientAnswers answers,
            int wanted,
            long retryMicros,
            IntUnaryOperator draw) {
        this.state = state;
        this.members = members;
        this.spread = spread;
        this.answers = answers;
        this.wanted = wanted;
        this.retryMicros = retryMicros;
        this.draw = draw;
        this.questions = OnwardBatches.withTimes(MessageKind.FETCH, ranks);
        this.replies = new StateBatch[ranks];
    }

    /** Copies that were behind, and have been told. */
    long repaired() {
        return repaired;
    }

    /** Whether a read of an arc asks others. */
    boolean asksOthers(int index) {
        return wanted > 1 && state.known().members(index).size() > 1;
    }

    /** Begins a read of a key of which this rank keeps a copy. */
    void begin(long nowMicros, int origin, int hops, int index, RequestCursor request, Outbox outbox) {
        RequestBatch question = new RequestBatch();
        question.addCopy(request);
        Read read = new Read(origin, hops, request.sequence(), Arrays.copyOf(question.bytes(), question.length()));
        read.states.put(state.rank, ownState(request));
        lastNumber++;
        open.put(lastNumber, read);
        ask(nowMicros, lastNumber, read, index, request, outbox);
    }

    /** The state of a key here; empty when nothing is known of it. */
    private byte[] ownState(RequestCursor key) {
        boolean isHere = state.table.find(key.hash(), key.position(), key.bytes(), key.keyOffset(), key.keyLength());
        return isHere
                ? Arrays.copyOfRange(
                        state.table.bytes(),
                        state.table.stateOffset(),
                        state.table.stateOffset() + state.table.stateLength())
                : new byte[0];
    }

    /** Asks as many more as are missing, those that have not been asked before the others. */
    private void ask(long nowMicros, int number, Read read, int index, RequestCursor request, Outbox outbox) {
        read.untilMicros = nowMicros + retryMicros;
        List<NodeRef> others = new ArrayList<>();
        for (NodeRef member : state.known().members(index)) {
            if (!read.states.containsKey(member.rank()) && members.isAlive(member.rank())) {
                others.add(member);
            }
        }
        int missing = Math.min(wanted - read.states.size(), others.size());
        boolean anyNew = others.stream().anyMatch(member -> !read.asked.contains(member.rank()));
        while (missing > 0 && !others.isEmpty()) {
            NodeRef member = others.remove(draw.applyAsInt(others.size()));
            if (!anyNew || read.asked.add(member.rank()) || others.size() < missing) {
                questions.add(member.rank(), state.clock.time(), number, 1, state.rank, request, outbox);
                missing--;
            }
        }
        review(number, read, index, outbox);
    }

    /** Another rank asks for copies of this one. */
    void asked(int from, byte[] bytes, int offset, int length, Outbox outbox) {
        state.clock.heard(RequestBatch.epoch(bytes, offset, length));
        asked.open(bytes, offset, length);
        while (asked.next()) {
            boolean isHere = state.table.find(
                    asked.hash(), asked.position(), asked.bytes(), asked.keyOffset(), asked.keyLength());
            byte[] entry = Arrays.copyOfRange(asked.bytes(), asked.keyOffset(), asked.keyOffset() + asked.keyLength());
            int stateLength = isHere ? state.table.stateLength() : 0;
            if (isHere) {
                entry = Arrays.copyOf(entry, entry.length + stateLength);
                System.arraycopy(state.table.bytes(), state.table.stateOffset(), entry, asked.keyLength(), stateLength);
            }
            reply(from, (int) asked.node(), asked.hash(), asked.position(), entry, asked.keyLength(), outbox);
        }
    }

    private void reply(int to, int number, int hash, long position, byte[] entry, int keyLength, Outbox outbox) {
        if (replies[to] == null) {
            replies[to] = new StateBatch(MessageKind.FETCHED);
        }
        if (replies[to].hasNoRoomFor(keyLength, entry.length - keyLength)) {
            send(to, outbox);
        }
        replies[to].add(number, hash, position, entry, 0, keyLength, entry.length - keyLength);
    }

    private void send(int to, Outbox outbox) {
        replies[to].address(0, state.clock.time(), state.life);
        outbox.send(to, replies[to].bytes(), 0, replies[to].length());
        replies[to].reset();
    }

    /** Another rank tells what its copies have. */
    void told(int from, byte[] bytes, int offset, int length, Outbox outbox) {
        state.clock.heard(StateBatch.clock(bytes, offset, length));
        told.open(bytes, offset, length);
        while (told.next()) {
            Read read = open.get(told.sequence());
            // A rank that has begun anew gives the numbers of its former life again.
            if (read != null && read.isOf(told) && state.groups().isPresent()) {
                read.states.put(
                        from,
                        Arrays.copyOfRange(told.bytes(), told.valueOffset(), told.valueOffset() + told.valueLength()));
                review(told.sequence(), read, state.known().index(told.position()), outbox);
            }
        }
    }

    private void review(int number, Read read, int index, Outbox outbox) {
        int inGroup = state.known().members(index).size();
        if (read.states.size() < Math.min(wanted, inGroup)) {
            return;
        }
        open.remove(number);
        byte[] newest = newest(read);
        repair(read, newest, read.key(), outbox);
        answers.tell(
                read.origin,
                outcome(newest),
                read.hops,
                read.sequence,
                state.known().owner(index),
                newest.length == 0 ? NO_VERSION : newest,
                outbox);
    }

    private static int outcome(byte[] newest) {
        boolean isThere = newest.length > 0 && !Version.isTombstone(newest, newest.length - Version.BYTES);
        return isThere ? Answer.FOUND : Answer.MISSING;
    }

    /** What the copies come to together. */
    private byte[] newest(Read read) {
        byte[] newest = new byte[0];
        for (byte[] one : read.states.values()) {
            newest = state.table.merged(newest, one);
        }
        return newest;
    }

    /** Tells the newest state to whoever has an older one. */
    private void repair(Read read, byte[] newest, RequestCursor question, Outbox outbox) {
        for (Map.Entry<Integer, byte[]> copy : read.states.entrySet()) {
            if (!Arrays.equals(newest, copy.getValue())) {
                repaired++;
                outbox.count(Figure.READ_REPAIRS, 1);
                byte[] entry = Arrays.copyOf(
                        Arrays.copyOfRange(
                                question.bytes(), question.keyOffset(), question.keyOffset() + question.keyLength()),
                        question.keyLength() + newest.length);
                System.arraycopy(newest, 0, entry, question.keyLength(), newest.length);
                if (copy.getKey() == state.rank) {
                    state.merge(question.hash(), question.position(), entry, 0, question.keyLength(), newest.length);
                } else {
                    spread.add(
                            copy.getKey(),
                            question.hash(),
                            question.position(),
                            entry,
                            question.keyLength(),
                            newest.length,
                            outbox);
                }
            }
        }
    }

    /** Time has passed: asks for what has not come. */
    void look(long nowMicros, Outbox outbox) {
        if (open.isEmpty() || state.groups().isEmpty()) {
            return;
        }
        List<Integer> late = new ArrayList<>();
        for (Iterator<Map.Entry<Integer, Read>> all = open.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Integer, Read> entry = all.next();
            Read read = entry.getValue();
            if (nowMicros >= read.untilMicros) {
                read.tries++;
                if (read.tries > MOST_TRIES) {
                    // Its client has given it up, or asks somebody else.
                    all.remove();
                } else {
                    late.add(entry.getKey());
                }
            }
        }
        for (int number : late) {
            Read read = open.get(number);
            RequestCursor question = read.key();
            ask(nowMicros, number, read, state.known().index(question.position()), question, outbox);
        }
    }

    /** Sends what waits for company; tells whether there was any. */
    boolean flush(Outbox outbox) {
        boolean any = questions.flush(outbox);
        for (int rank = 0; rank < replies.length; rank++) {
            if (replies[rank] != null && replies[rank].records() > 0) {
                send(rank, outbox);
                any = true;
            }
        }
        return any;
    }
}
