package mpjdht.sim.grid;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mpjdht.node.FlowLimits;
import mpjdht.ring.Xxh3KeySpace;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultList;
import mpjdht.sim.FaultRates;
import mpjdht.sim.Latency;

/**
 * Everything that decides a run of a {@link SimulatedWorld}.
 *
 * @param seed decides what is not said here: each delay, each command
 * @param ranks head, storage ranks and command rank
 * @param nodes nodes at start
 * @param hashBits size of the circle in bits, 8 to 64
 * @param routing how requests find their owners
 * @param successors length of Chord's successor lists
 * @param clientRanks the rank of each client
 * @param limits how much each client may have under way
 * @param segmentSlots slots of the largest segments of a table, a power of two; the arc of a node leaves segment by segment
 * @param latency of every message
 * @param rates what happens to messages of the Chord protocol; to all, under links that put them in order, where copies are kept
 * @param workload what the clients ask for
 * @param faults what happens when
 * @param copies how it keeps copies; empty when it keeps none
 */
public record WorldPlan(
        long seed,
        int ranks,
        int nodes,
        int hashBits,
        WorldRouting routing,
        int successors,
        List<Integer> clientRanks,
        FlowLimits limits,
        int segmentSlots,
        Latency latency,
        FaultRates rates,
        Workload workload,
        List<Fault> faults,
        Optional<Copies> copies) {

    /** Clients in it. */
    public int clients() {
        return clientRanks.size();
    }

    /** The circle, for one rank alone. */
    Xxh3KeySpace space() {
        return new Xxh3KeySpace(hashBits);
    }

    /** The grid. */
    GridPlan grid() {
        return new GridPlan(
                ranks,
                rank -> space(),
                nodes,
                Integer.MAX_VALUE,
                routing.overlay(successors),
                limits,
                segmentSlots,
                false,
                copies);
    }

    /** The same world with other faults. */
    public WorldPlan withFaults(List<Fault> others) {
        return with(limits, rates, workload, others);
    }

    /** The same world with other limits of what each client may have under way. */
    public WorldPlan withLimits(FlowLimits others) {
        return with(others, rates, workload, faults);
    }

    /** The same world with another network. */
    public WorldPlan withRates(FaultRates others) {
        return with(limits, others, workload, faults);
    }

    /** The same world with another number of commands. */
    public WorldPlan withCommands(int number) {
        return with(limits, rates, workload.withCommands(number), faults);
    }

    private WorldPlan with(FlowLimits flow, FaultRates network, Workload commands, List<Fault> troubles) {
        return new WorldPlan(
                seed,
                ranks,
                nodes,
                hashBits,
                routing,
                successors,
                clientRanks,
                flow,
                segmentSlots,
                latency,
                network,
                commands,
                troubles,
                copies);
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + ranks + " ranks, " + nodes + " nodes on " + hashBits + " bits, " + routing
                + (routing == WorldRouting.CHORD ? " with lists of " + successors : "") + ", clients on "
                + clientRanks.stream().map(rank -> "rank " + rank).collect(Collectors.joining(", "))
                + ", window " + limits.window() + ", " + limits.inFlightBytes() + " bytes in flight, credit "
                + limits.creditBytes() + ", segments of " + segmentSlots + " slots, latency " + latency
                + (copies.isPresent() ? ", network " : routing == WorldRouting.CHORD ? ", for Chord " : "")
                + (copies.isPresent() || routing == WorldRouting.CHORD ? rates : "") + ", " + workload
                + copies.map(keeps -> ", " + keeps).orElse("") + ", faults "
                + FaultList.text(faults);
    }
}
