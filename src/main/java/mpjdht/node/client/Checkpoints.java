package mpjdht.node.client;

/** Port: makes certain that what a client has given out outlives its job, and with it where the client is to go on. */
public interface Checkpoints {

    /**
     * Returns when every result that was given out so far is safe, and that it was.
     *
     * @param next number of the request behind the last one whose result was given out
     * @param location where the command stands whose result was given out last, as its source named it
     * @param changes ADDs and REMOVEs of this job that are done, and whose results were given out
     */
    void reach(int next, long location, int changes);
}
