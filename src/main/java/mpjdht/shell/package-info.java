/**
 * The interactive shell: a line in, text out. What a line means, what is shown of it and what may complete it is decided without knowing the line editor, which
 * {@link mpjdht.shell.LineEditor} alone does, and without knowing how the server is reached, which is a {@link mpjdht.shell.Connection}.
 */
package mpjdht.shell;
