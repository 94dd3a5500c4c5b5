/** Programs that the benchmark starts as processes of their own. The harness itself is not here. */
package mpjdht.bench.program;
