package mpjdht.sim;

/**
 * How messages travel.
 *
 * @param latency how long one takes, each drawn anew
 * @param datagrams kinds of messages that may be lost, doubled and overtaken by others. All other kinds travel as MPI
 *     promises: whole, once, and in order from one rank to another; where a link is cut they wait until it is not
 * @param rates what happens to datagrams
 */
public record NetworkSettings(Latency latency, KindSet datagrams, FaultRates rates) {}
