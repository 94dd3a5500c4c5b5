package mpjdht.sim.grid;

import mpjdht.node.client.CommandSource;
import mpjdht.node.client.ResultSink;

/**
 * A client of a simulated grid.
 *
 * @param rank where it is
 * @param source gives its commands
 * @param sink takes their results
 */
public record GridClient(int rank, CommandSource source, ResultSink sink) {}
