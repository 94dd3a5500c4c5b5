/**
 * The Chord protocol: nodes that keep a ring together while others join, leave and crash, find owners on it, and let keys
 * follow ownership (Stoica et al., "Chord", ToN 2003, with the corrections of Zave, "How to Make Chord Correct", TSE 2017).
 *
 * <p>State machines over messages and timers; no node knows the whole ring.
 */
package mpjdht.node.chord;
