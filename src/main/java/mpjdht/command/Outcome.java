package mpjdht.command;

import java.util.List;
import java.util.Optional;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.CopyLoad;
import mpjdht.message.NodeLoad;
import mpjdht.metric.JobMetrics;
import mpjdht.ring.Configuration;
import mpjdht.ring.NodeRef;

/**
 * What one command came to: a view that its owner fills anew for each command and hands to a {@link ResultWriter}.
 * The bytes of key and value need to be valid only during that call.
 *
 * <pre>
 * outcome.of(Verb.GET, line).key(bytes, offset, length).value(bytes, offset, length).at(node, rank, hops);
 * outcome.of(Verb.REMOVE, line).id(40).moved(keys, bytes).successor(1000);
 * </pre>
 */
public final class Outcome {
    private static final byte[] NONE = {};

    private Verb verb = Verb.END;
    private long line;
    private byte[] keyBytes = NONE;
    private int keyOffset;
    private int keyLength;
    private boolean found;
    private boolean swapped;
    private byte[] valueBytes = NONE;
    private int valueOffset;
    private int valueLength;
    private long node;
    private int rank;
    private int hops;
    private long id;
    private long keysMoved;
    private long bytesMoved;
    private long successor;
    private long position;
    private List<NodeRef> path = List.of();
    private List<NodeLoad> ring = List.of();
    private Optional<Configuration> configuration = Optional.empty();
    private NodeDescribed described;
    private boolean hasId;
    private List<Long> nodes = List.of();
    private long millis;
    private List<List<Integer>> sides = List.of();
    private List<CopyLoad> copies = List.of();
    private long term;
    private Optional<ToldVersion> version = Optional.empty();
    private List<byte[]> siblings = List.of();
    private int rounds;
    private Sought search;
    private JobMetrics metrics = new JobMetrics(List.of());

    /** Begins the outcome of a command: not found, until {@link #found()}, {@link #swapped()} or {@link #value} says otherwise. */
    public Outcome of(Verb verb, long line) {
        this.verb = verb;
        this.line = line;
        found = false;
        swapped = false;
        hasId = false;
        version = Optional.empty();
        siblings = List.of();
        return this;
    }

    /** The key of a PUT, GET, DELETE, CAS, INCR, EXPLAIN or REPLICAS; of an EXPORT or IMPORT the name of the file. */
    public Outcome key(byte[] bytes, int offset, int length) {
        keyBytes = bytes;
        keyOffset = offset;
        keyLength = length;
        return this;
    }

    /** A DELETE found its key. */
    public Outcome found() {
        found = true;
        return this;
    }

    /** A CAS has stored its new value. */
    public Outcome swapped() {
        found = true;
        swapped = true;
        return this;
    }

    /** A GET, or a CAS that has stored nothing, found this value; an INCR has stored it. */
    public Outcome value(byte[] bytes, int offset, int length) {
        found = true;
        valueBytes = bytes;
        valueOffset = offset;
        valueLength = length;
        return this;
    }

    /**
     * Where a PUT, GET, DELETE, CAS, INCR or EXPLAIN was carried out.
     *
     * @param node id of the owner, unsigned
     * @param rank the rank of that node
     * @param hops messages from the entry to the owner
     */
    public Outcome at(long node, int rank, int hops) {
        this.node = node;
        this.rank = rank;
        this.hops = hops;
        return this;
    }

    /**
     * A version of a key, where copies become equal in the end.
     *
     * @param time of the writer's clock
     * @param writer who wrote it, unsigned
     * @param behind by how many versions of the key that is older than the newest that is known
     */
    public record ToldVersion(long time, int writer, int behind) {}

    /** The version that a PUT, GET, DELETE, CAS or INCR has written or seen. */
    public Outcome version(ToldVersion told) {
        version = Optional.of(told);
        return this;
    }

    /** The values of a GET that found several side by side, of which {@link #value} is the first. */
    public Outcome siblings(List<byte[]> values) {
        siblings = values;
        return this;
    }

    /** The storage rank of an ADD, or of a fault. */
    public Outcome rank(int rank) {
        this.rank = rank;
        return this;
    }

    /** The node of an ADD or REMOVE, or the one by which a fault names a rank, unsigned. */
    public Outcome id(long id) {
        this.id = id;
        hasId = true;
        return this;
    }

    /** The arc that an ADD or REMOVE moved, or what a RECOVER copied, an EXPORT wrote, an IMPORT stored. */
    public Outcome moved(long keys, long bytes) {
        keysMoved = keys;
        bytesMoved = bytes;
        return this;
    }

    /** The node, unsigned, that has the keys of a REMOVE now. */
    public Outcome successor(long id) {
        successor = id;
        return this;
    }

    /**
     * The way of an EXPLAIN.
     *
     * @param position position of the key, unsigned
     * @param path nodes that had it in hand, the owner last
     */
    public Outcome path(long position, List<NodeRef> path) {
        this.position = position;
        this.path = path;
        return this;
    }

    /**
     * The circle of a RING.
     *
     * @param loads its nodes, in the order of the ids
     * @param known where the copies are, if the job keeps any
     */
    public Outcome ring(List<NodeLoad> loads, Optional<Configuration> known) {
        ring = loads;
        configuration = known;
        return this;
    }

    /**
     * What a REPLICAS found.
     *
     * @param at position of the key, unsigned
     * @param found its copies, in the order of their chain
     */
    public Outcome copies(long at, List<CopyLoad> found) {
        position = at;
        copies = found;
        return this;
    }

    /**
     * Who leads the replicas of a key.
     *
     * @param leader the node that does
     * @param inTerm how many there have been, this one included
     */
    public Outcome leader(NodeRef leader, long inTerm) {
        node = leader.id();
        rank = leader.rank();
        term = inTerm;
        return this;
    }

    /**
     * What a SYNC took.
     *
     * @param inRounds in which everybody compared with everybody
     * @param keys that were sent
     * @param bytes that were sent
     */
    public Outcome synchronised(int inRounds, long keys, long bytes) {
        rounds = inRounds;
        return moved(keys, bytes);
    }

    /** The nodes of the rank of a fault, unsigned. */
    public Outcome nodes(List<Long> ids) {
        nodes = ids;
        return this;
    }

    /** The time of a PAUSE, DELAY or WAIT. */
    public Outcome millis(long time) {
        millis = time;
        return this;
    }

    /** The sides of a PARTITION. */
    public Outcome sides(List<Integer> one, List<Integer> other) {
        sides = List.of(one, other);
        return this;
    }

    /** The node of a NODE. */
    public Outcome described(NodeDescribed node) {
        described = node;
        return this;
    }

    /** What a FLOOD found, and what that took. */
    public Outcome search(Sought sought) {
        search = sought;
        sought.tally().hit().ifPresent(hit -> value(hit.value(), 0, hit.value().length));
        return this;
    }

    Sought search() {
        return search;
    }

    /** The outcome of METRICS. */
    public Outcome metrics(JobMetrics told) {
        metrics = told;
        return this;
    }

    public JobMetrics metrics() {
        return metrics;
    }

    public Verb verb() {
        return verb;
    }

    public long line() {
        return line;
    }

    public byte[] keyBytes() {
        return keyBytes;
    }

    public int keyOffset() {
        return keyOffset;
    }

    public int keyLength() {
        return keyLength;
    }

    public boolean isFound() {
        return found;
    }

    public boolean isSwapped() {
        return swapped;
    }

    public byte[] valueBytes() {
        return valueBytes;
    }

    public int valueOffset() {
        return valueOffset;
    }

    public int valueLength() {
        return valueLength;
    }

    public long node() {
        return node;
    }

    public int rank() {
        return rank;
    }

    public int hops() {
        return hops;
    }

    public long id() {
        return id;
    }

    public long keysMoved() {
        return keysMoved;
    }

    public long bytesMoved() {
        return bytesMoved;
    }

    public long successor() {
        return successor;
    }

    public long position() {
        return position;
    }

    public List<NodeRef> path() {
        return path;
    }

    public List<NodeLoad> ring() {
        return ring;
    }

    public Optional<Configuration> configuration() {
        return configuration;
    }

    /** Whether {@link #id()} has a meaning. */
    public boolean hasId() {
        return hasId;
    }

    public List<Long> nodes() {
        return nodes;
    }

    public long millis() {
        return millis;
    }

    public List<List<Integer>> sides() {
        return sides;
    }

    public Optional<ToldVersion> version() {
        return version;
    }

    /** Several values side by side; empty where there is one. */
    public List<byte[]> siblings() {
        return siblings;
    }

    public long term() {
        return term;
    }

    public int rounds() {
        return rounds;
    }

    public List<CopyLoad> copies() {
        return copies;
    }

    public NodeDescribed described() {
        return described;
    }
}
