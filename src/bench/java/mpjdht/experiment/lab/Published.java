package mpjdht.experiment.lab;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A figure that others have published: a number, or from where to where it goes.
 *
 * @param least the number, or the least of the range
 * @param most the number, or the most of the range
 */
public record Published(double least, double most, Source source) {
    private static final MathContext SIX_DIGITS = new MathContext(6);

    /** A range is told from its lower end to its upper one. */
    public Published {
        if (!(least <= most)) {
            throw new IllegalArgumentException("no range of published figures: " + least + " to " + most);
        }
    }

    /** One number. */
    public static Published of(double figure, Source source) {
        return new Published(figure, figure, source);
    }

    /** Such as {@code 4.6} or {@code 5 to 10}. */
    public String figure() {
        return least == most ? text(least) : text(least) + " to " + text(most);
    }

    private static String text(double number) {
        return new BigDecimal(number).round(SIX_DIGITS).stripTrailingZeros().toPlainString();
    }
}
