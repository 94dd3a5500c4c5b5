package mpjdht.command;

import java.util.List;

/**
 * One parsed command: a view that its {@link CommandReader} reuses. The bytes lie in arrays of the reader and are
 * valid until its next read. A PUT or APPEND has a key and a value, a CAS a key and two values, an INCR a key and a number, GET, DELETE,
 * EXPLAIN and REPLICAS a key, ADD a rank, ADD, REMOVE and NODE an id, CRASH, RECOVER, PAUSE and DELAY a rank or an id, PAUSE, DELAY and
 * WAIT a time, PARTITION two sides, EXPORT and IMPORT a file; what a verb does not have has no meaning.
 */
public final class Command {
    private static final byte[] NONE = {};

    private Verb verb = Verb.END;
    private byte[] bytes = NONE;
    private int keyOffset;
    private int keyLength;
    private byte[] valueBytes = NONE;
    private int valueOffset;
    private int valueLength;
    private int replacementOffset;
    private int replacementLength;
    private long by;
    private int ttl;
    private int rank;
    private long id;
    private boolean hasId;
    private long millis;
    private String file = "";
    private boolean sorted;
    private List<Integer> oneSide = List.of();
    private List<Integer> otherSide = List.of();
    private long line;
    private int column;

    Command() {}

    void begin(Verb verb, byte[] bytes, long line, int column) {
        this.verb = verb;
        this.bytes = bytes;
        this.line = line;
        this.column = column;
    }

    void setKey(int offset, int length) {
        keyOffset = offset;
        keyLength = length;
    }

    void setValue(int offset, int length) {
        setValue(bytes, offset, length);
    }

    void setValue(byte[] from, int offset, int length) {
        valueBytes = from;
        valueOffset = offset;
        valueLength = length;
    }

    void setReplacement(int offset, int length) {
        replacementOffset = offset;
        replacementLength = length;
    }

    void setTtl(int hops) {
        ttl = hops;
    }

    void setBy(long number) {
        by = number;
    }

    void setRank(int rank, int column) {
        this.rank = rank;
        this.column = column;
        hasId = false;
    }

    void setId(long id, int column) {
        this.id = id;
        this.column = column;
        hasId = true;
    }

    void setMillis(long millis) {
        this.millis = millis;
    }

    void setFile(String name, int column) {
        file = name;
        sorted = false;
        this.column = column;
    }

    void setSorted() {
        sorted = true;
    }

    void setSides(List<Integer> one, List<Integer> other) {
        oneSide = List.copyOf(one);
        otherSide = List.copyOf(other);
    }

    public Verb verb() {
        return verb;
    }

    public byte[] keyBytes() {
        return bytes;
    }

    public int keyOffset() {
        return keyOffset;
    }

    /** Bytes of the key, 1 to {@link Limits#MAX_KEY_BYTES}. */
    public int keyLength() {
        return keyLength;
    }

    public byte[] valueBytes() {
        return valueBytes;
    }

    public int valueOffset() {
        return valueOffset;
    }

    /** Bytes of the value of a PUT or APPEND, 0 to {@link Limits#MAX_VALUE_BYTES}, or of the old value of a CAS. */
    public int valueLength() {
        return valueLength;
    }

    /** Where the new value of a CAS begins in {@link #valueBytes}. */
    public int replacementOffset() {
        return replacementOffset;
    }

    /** Bytes of the new value of a CAS; with the old one 0 to {@link Limits#MAX_SWAP_BYTES}. */
    public int replacementLength() {
        return replacementLength;
    }

    /** How far a FLOOD goes, 1 to {@link Limits#MAX_TTL}; 0 when nothing is said of that. */
    public int ttl() {
        return ttl;
    }

    /** What an INCR adds. */
    public long by() {
        return by;
    }

    /** The storage rank of an ADD, or of a CRASH, RECOVER, PAUSE or DELAY without an id, 1 to {@link Limits#storageRanks()}. */
    public int rank() {
        return rank;
    }

    /** The id of a REMOVE or NODE, or of another command that {@link #hasId()}; unsigned, on the circle. */
    public long id() {
        return id;
    }

    /** Whether an ADD, CRASH, RECOVER, PAUSE or DELAY names an id; always true for REMOVE and NODE. */
    public boolean hasId() {
        return hasId;
    }

    /** The time of a PAUSE, DELAY or WAIT, 0 to {@link Limits#MAX_MILLIS}. */
    public long millis() {
        return millis;
    }

    /** The file of an EXPORT or IMPORT, as {@link FileParser} lets it pass: a path that does not lead out of the working folder by its name. */
    public String file() {
        return file;
    }

    /** Whether the keys of an EXPORT are told in the order of their bytes. */
    public boolean isSorted() {
        return sorted;
    }

    /** Ranks on the one side of a PARTITION, 0 to {@link Limits#commandRank()}, each once. */
    public List<Integer> oneSide() {
        return oneSide;
    }

    /** Ranks on the other side of a PARTITION. */
    public List<Integer> otherSide() {
        return otherSide;
    }

    /** Line in the file, from 1. */
    public long line() {
        return line;
    }

    /**
     * Byte column, from 1, of the argument that a later failure is about: the id where one is written, else the storage rank or the file,
     * else the verb.
     */
    public int column() {
        return column;
    }
}
