/**
 * Measures replication in virtual time: the product's storage ranks, and the protocols of the papers on chain replication beside them, under the same
 * clients and service times. Here are measurements, from a seed to samples; what is asked of them and how it is shown is in the package above.
 */
package mpjdht.experiment.replication;
