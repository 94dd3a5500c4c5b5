/**
 * Whether a history keeps what an eventually consistent job promises, where the last writer wins, and how old what its clients
 * read was. Knows what a history is, and nothing else of the system.
 */
package mpjdht.history.eventual;
