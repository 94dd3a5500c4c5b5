/** The harness of a small library of distributed hash tables: how hops, latency and copies behave, by the number of nodes and of operations. */
package mpjdht.experiment.harness;
