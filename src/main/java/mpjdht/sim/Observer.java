package mpjdht.sim;

/** Looks at a simulation after every event. */
public interface Observer {

    /**
     * A process has started, crashed, or worked on a message or timer until it had nothing more to do.
     *
     * @param rank which
     */
    void changed(int rank);
}
