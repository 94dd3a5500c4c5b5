/**
 * {@code scripts/check-history}: verdicts on recorded histories. Options and reports only; what is found is in {@code
 * mpjdht.history}.
 */
package mpjdht.cli.history;
