package mpjdht.bench;

/**
 * One run of one program.
 *
 * @param seconds wall time of the whole process, above 0
 * @param peakBytes most resident memory, 0 where it was not measured
 */
record Measurement(double seconds, long peakBytes) {}
