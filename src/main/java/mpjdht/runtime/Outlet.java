package mpjdht.runtime;

/** Where printed results go. */
public interface Outlet {

    /** Whether it takes the next result now; if not, it is asked again later. */
    default boolean isReady() {
        return true;
    }

    /**
     * No result is left: brings out what is held.
     *
     * @param nodes nodes on the circle at the end
     * @return whether all is out; if not, it is called again later
     */
    boolean conclude(int nodes);
}
