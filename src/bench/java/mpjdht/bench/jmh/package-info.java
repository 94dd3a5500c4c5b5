/**
 * Microbenchmarks of the stages that a command passes, with what each allocates. Whole jobs are measured elsewhere; these
 * tell where their time goes.
 */
package mpjdht.bench.jmh;
