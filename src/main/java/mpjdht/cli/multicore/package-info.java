/**
 * Launches a job whose ranks are threads of this process, and gives its user what MPJ Express' own starter does not: an
 * honest end when a rank cannot be started, and a start on a host whose name is unknown. Nothing here knows commands, keys or
 * nodes.
 */
package mpjdht.cli.multicore;
