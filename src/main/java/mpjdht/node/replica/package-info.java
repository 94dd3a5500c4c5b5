/**
 * Copies of keys, kept equal by chain replication: a storage rank that holds replicas of regions, and the head as the master of
 * the configuration.
 */
package mpjdht.node.replica;
