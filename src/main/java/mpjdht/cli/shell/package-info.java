/** The shell as {@code scripts/dht} starts it: reaches a server, or starts a job of its own, and lets a person or the lines of a stream speak to it. */
package mpjdht.cli.shell;
