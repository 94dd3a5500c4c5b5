package mpjdht.sim.grid;

/** What is stored in a world, for those who look from outside. */
interface WorldStore {

    /** Puts a key there, before the world begins. */
    void put(WorldKeys.Key key, byte[] value);

    /** The value that a client would read now that comes after all others; null when the key is not there. */
    byte[] value(WorldKeys.Key key);

    /** Whether somebody would answer a read of the key. */
    boolean isAvailable(WorldKeys.Key key);

    /** At the end of a world: every key is where it belongs, and nowhere else. */
    void requireInPlace();
}
