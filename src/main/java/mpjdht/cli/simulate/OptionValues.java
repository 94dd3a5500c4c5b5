package mpjdht.cli.simulate;

import java.util.List;
import java.util.function.Function;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultList;
import mpjdht.sim.Micros;
import org.apache.commons.cli.CommandLine;

/** Reads the values of options; what is none is refused with a line that names the option, and says what would be right. */
record OptionValues(CommandLine line) {
    private static final int PER_MILLION_OF_A_PERCENT = 10_000;
    private static final int MAX_SEEDS = 10_000_000;

    boolean has(String option) {
        return line.hasOption(option);
    }

    String text(String option, String orElse) {
        return line.getOptionValue(option, orElse);
    }

    /** The seed that decides what is drawn. */
    long seed() {
        return number("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** How many seeds to run with drawn plans; 0 when the user does not say. */
    long seeds() {
        return number("seeds", 0, 1, MAX_SEEDS);
    }

    long number(String option, long orElse, long least, long most) {
        String right = "a number" + (most == Long.MAX_VALUE ? "" : " from " + least + " to " + most);
        return read(option, orElse, right, text -> {
            long number = Long.parseLong(text);
            return number < least || number > most ? null : number;
        });
    }

    long time(String option, long orElse) {
        return read(option, orElse, "a time such as 30s, 500ms or 20us", text -> {
            long micros = Micros.parse(text);
            return micros == 0 ? null : micros;
        });
    }

    int perMillion(String option, int orElse) {
        return read(option, orElse, "a percentage from 0 to 50", text -> {
            double percent = Double.parseDouble(text);
            return percent >= 0 && percent <= 50 ? (int) Math.round(percent * PER_MILLION_OF_A_PERCENT) : null;
        });
    }

    /** The percentage that is so many in a million. */
    static double percent(int perMillion) {
        return (double) perMillion / PER_MILLION_OF_A_PERCENT;
    }

    List<Fault> faults() {
        try {
            return FaultList.parse(text("faults", "none"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--faults: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a value.
     *
     * @param orElse when the option is not given
     * @param right what would be right
     * @param reader returns null, or throws {@link NumberFormatException}, when it is not
     */
    <T> T read(String option, T orElse, String right, Function<String, T> reader) {
        String text = line.getOptionValue(option);
        if (text == null) {
            return orElse;
        }
        T value;
        try {
            value = reader.apply(text);
        } catch (NumberFormatException e) {
            throw wrong(option, text, right, e);
        }
        if (value == null) {
            throw wrong(option, text, right, null);
        }
        return value;
    }

    static IllegalArgumentException wrong(String option, String text, String right, Exception cause) {
        return new IllegalArgumentException("--" + option + " " + text + ": right is " + right, cause);
    }
}
