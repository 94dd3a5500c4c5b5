package mpjdht.message;

import mpjdht.ring.NodeRef;

/**
 * An entry of a node's finger table (Stoica et al., "Chord", ToN 2003, table I).
 *
 * @param index its number in the table
 * @param start position whose owner it names
 * @param node that owner, as far as the node knows
 */
public record Finger(int index, long start, NodeRef node) {}
