package mpjdht.cli.simulate;

import mpjdht.cli.setting.Meaning;
import mpjdht.cli.setting.WrongValueException;
import mpjdht.sim.Latency;
import mpjdht.sim.Micros;
import mpjdht.sim.grid.DrawnWorld.Range;
import mpjdht.sim.grid.WorldRouting;

/** Numbers, times, shares and rates, as users of {@code scripts/simulate} write them. */
final class Quantities {
    private static final int PER_MILLION_OF_A_PERCENT = 10_000;
    private static final int MOST_PERCENT = 50;
    private static final int MOST_PER_SECOND = 1000;

    private Quantities() {}

    /** A whole number of the range. */
    static Meaning<Integer> number(int least, int most) {
        return text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Told below, as a number out of range is.
            }
            throw new WrongValueException("a number from " + least + " to " + most);
        };
    }

    /** A number of the range, or a part of the range for the seed to decide. */
    static Meaning<Range> range(int least, int most) {
        return text -> {
            try {
                Range range = Range.parse(text);
                if (range.least() >= least && range.most() <= most) {
                    return range;
                }
            } catch (NumberFormatException e) {
                // Told below, as one out of range is.
            }
            throw new WrongValueException("a number from " + least + " to " + most + ", or two of them as in 3-8");
        };
    }

    /** How requests of a grid find their owners. */
    static Meaning<WorldRouting> routing() {
        return text -> {
            WorldRouting routing = WorldRouting.named(text);
            if (routing == null) {
                throw new WrongValueException("one-hop, direct, ring, chord or flood");
            }
            return routing;
        };
    }

    /** A time above 0, in microseconds. */
    static Meaning<Long> time() {
        return text -> {
            try {
                long micros = Micros.parse(text);
                if (micros > 0) {
                    return micros;
                }
            } catch (NumberFormatException e) {
                // Told below, as no time at all is.
            }
            throw new WrongValueException("a time such as 30s, 500ms or 20us");
        };
    }

    /** A percentage up to a half, in millionths. */
    static Meaning<Integer> perMillion() {
        return text -> (int) Math.round(upTo(MOST_PERCENT, text, "a percentage") * PER_MILLION_OF_A_PERCENT);
    }

    /** The percentage that is so many in a million. */
    static double percent(int perMillion) {
        return (double) perMillion / PER_MILLION_OF_A_PERCENT;
    }

    /** So many a second. */
    static Meaning<Double> rate() {
        return text -> upTo(MOST_PER_SECOND, text, "a number");
    }

    private static double upTo(int most, String text, String kind) throws WrongValueException {
        try {
            double number = Double.parseDouble(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new WrongValueException(kind + " from 0 to " + most);
    }

    /** How long messages take. */
    static Meaning<Latency> latency() {
        return text -> {
            String[] words = text.split(":", -1);
            try {
                return switch (words[0] + words.length) {
                    case "constant2" -> Latency.constant(Micros.parse(words[1]));
                    case "uniform3" -> Latency.uniform(Micros.parse(words[1]), Micros.parse(words[2]));
                    case "exponential2" -> Latency.exponential(Micros.parse(words[1]));
                    case "long-tailed3" -> Latency.longTailed(Micros.parse(words[1]), Micros.parse(words[2]));
                    default -> throw new IllegalArgumentException(text);
                };
            } catch (IllegalArgumentException e) {
                throw new WrongValueException(
                        "constant:10ms, uniform:1ms:20ms, exponential:50ms or long-tailed:1ms:100ms");
            }
        };
    }
}
