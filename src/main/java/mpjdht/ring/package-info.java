/**
 * The circle of ids: where keys lie, which node owns what, and how keys become positions.
 *
 * <p>Pure mathematics: no messages, no tables, no clock, no randomness, and nothing of ours is imported.
 */
package mpjdht.ring;
