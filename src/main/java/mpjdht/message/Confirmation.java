package mpjdht.message;

/**
 * How much of what was told of a region is known.
 *
 * @param region place of the region in its configuration
 * @param number records, from the first in this configuration
 */
public record Confirmation(int region, int number) {}
