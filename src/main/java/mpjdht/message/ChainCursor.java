package mpjdht.message;

/** Reads the records of a {@link ChainBatch} one by one, each with its leg. */
public final class ChainCursor extends RequestCursor {

    /** A cursor that stands nowhere. */
    public ChainCursor() {
        super(RequestBatch.HEADER_BYTES, ChainBatch.LEG_BYTES);
    }

    /** The client whose command it is, as {@link Origin} names it. */
    public int origin() {
        return Wire.getInt(bytes(), legOffset());
    }

    /** What became of the command, one of {@link Answer}. */
    public int outcome() {
        return Wire.getInt(bytes(), legOffset() + 4) & 0xff;
    }

    /** Messages that the command took to the first replica. */
    public int hops() {
        return Wire.getInt(bytes(), legOffset() + 4) >>> 8;
    }

    /** Name of the region to which a write was done first. */
    public long region() {
        return Wire.getLong(bytes(), legOffset() + 8);
    }

    /** Number of the write among those of its region, from 1. */
    public long writeNumber() {
        return Wire.getLong(bytes(), legOffset() + 16);
    }

    /**
     * The number of a {@link ChainEntry#MEMORY}.
     *
     * @throws MalformedMessageException if it has none
     */
    public long number() {
        if (valueLength() != Long.BYTES) {
            throw new MalformedMessageException("a number of " + valueLength() + " bytes in a chain");
        }
        return Wire.getLong(bytes(), valueOffset());
    }
}
