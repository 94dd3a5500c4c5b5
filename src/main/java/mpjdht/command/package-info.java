/**
 * The command language and its results: the reader of command files, every error text about them, the result formats,
 * the comparison with expected results and the summary.
 *
 * <p>Nothing here knows ranks as processes, messages in flight, threads or clocks: bytes come from a {@link
 * mpjdht.command.ByteSource} and go to a {@link mpjdht.command.ByteOutput}.
 */
package mpjdht.command;
