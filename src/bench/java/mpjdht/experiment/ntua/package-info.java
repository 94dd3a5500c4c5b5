/** The experiments of the NTUA course on distributed systems: ten nodes insert, look up and ask at the same time. */
package mpjdht.experiment.ntua;
