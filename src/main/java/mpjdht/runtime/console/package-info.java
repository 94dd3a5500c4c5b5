/**
 * How a rank speaks to the user who launched the job: results, lines, progress, and its own fate, straight to this
 * process' streams or in frames through MPJ Express' daemons. Nothing here knows MPI, commands or the ring.
 */
package mpjdht.runtime.console;
