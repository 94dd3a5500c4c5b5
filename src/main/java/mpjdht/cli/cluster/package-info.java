/**
 * Launches a job whose ranks are processes started by MPJ Express' daemons, and gives its user what mpjrun does not:
 * standard input, separate streams, an exit code, and the name of what failed. Nothing here runs inside a rank, and
 * nothing here knows commands, keys or nodes.
 */
package mpjdht.cli.cluster;
