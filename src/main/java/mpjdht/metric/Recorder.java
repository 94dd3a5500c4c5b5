package mpjdht.metric;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Records numbers of which many in a row are equal, as the answers of a batch are: those cost a comparison each, and the histogram is
 * asked once for all of them. Numbers below 2,048 are kept as they are, others to a thousandth.
 */
final class Recorder {
    private static final int DIGITS = 3;

    /** Made when it is needed first, for a rank that has no client has none. */
    private Histogram histogram;

    private long last;
    private long inARow;

    /** Records a number, which is not negative. */
    void record(long number) {
        if (number != last) {
            settle();
            last = number;
        }
        inARow++;
    }

    private void settle() {
        if (inARow > 0) {
            if (histogram == null) {
                histogram = new Histogram(DIGITS);
            }
            histogram.recordValueWithCount(last, inARow);
            inARow = 0;
        }
    }

    /** What was recorded so far. */
    Distribution distribution() {
        settle();
        if (histogram == null) {
            return Distribution.NONE;
        }
        Distribution.Builder builder = new Distribution.Builder();
        for (HistogramIterationValue value : histogram.recordedValues()) {
            builder.add(value.getValueIteratedTo(), value.getCountAtValueIteratedTo());
        }
        return builder.build();
    }
}
