/** Workloads: which commands, and the files of them. No process is started here, and nothing is measured. */
package mpjdht.bench.work;
