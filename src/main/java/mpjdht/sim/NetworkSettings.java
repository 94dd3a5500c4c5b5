package mpjdht.sim;

/**
 * How messages travel, and how exact time is.
 *
 * @param latency how long one takes, each drawn anew
 * @param datagrams kinds of messages that may be lost, doubled and overtaken by others. All other kinds travel as MPI
 *     promises: whole, once, and in order from one rank to another; where a link is cut they wait until it is not
 * @param rates what happens to datagrams
 * @param lateness by how much a timer is late, each drawn anew
 * @param reachesNextLife whether datagrams to a process that has crashed reach it when it is up again by then
 */
public record NetworkSettings(
        Latency latency, KindSet datagrams, FaultRates rates, Latency lateness, boolean reachesNextLife) {

    /** A network with exact timers, in which a message is meant for one life of its receiver. */
    public NetworkSettings(Latency latency, KindSet datagrams, FaultRates rates) {
        this(latency, datagrams, rates, Latency.constant(0), false);
    }
}
