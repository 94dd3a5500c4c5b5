/**
 * {@code scripts/simulate}: Chord rings in virtual time for those who want numbers, and for those who replay a failing seed.
 *
 * <p>Options and reports only; what happens is in {@code mpjdht.sim}.
 */
package mpjdht.cli.simulate;
