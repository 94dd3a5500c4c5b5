package mpjdht.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Numbers for byte strings: equal strings have equal numbers, from 1 on in the order in which they were first seen. */
public final class Values {
    /** The number that stands for no value at all. */
    public static final int ABSENT = 0;

    /** No integer of 64 bits has more digits. */
    private static final Pattern DECIMAL = Pattern.compile("0|-?[1-9][0-9]{0,18}");

    private static final byte NOT_READ = 0;
    private static final byte INTEGER = 1;
    private static final byte NO_INTEGER = 2;

    private final Map<String, Integer> numberOfValue = new HashMap<>();
    private final List<String> values = new ArrayList<>();
    private byte[] kinds = new byte[16];
    private long[] integers = new long[16];

    /** No values. */
    public Values() {
        values.add("");
    }

    /** The number of a byte string. */
    public int number(byte[] bytes) {
        return number(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** The number of the decimal notation of an integer. */
    int numberOfInteger(long integer) {
        return number(Long.toString(integer));
    }

    /** The number of two values behind each other; {@link #ABSENT} counts as empty. */
    int joined(int before, int added) {
        return number(values.get(before) + values.get(added));
    }

    /** Whether a value ends with another. */
    public boolean endsWith(int number, int end) {
        return number != ABSENT && values.get(number).endsWith(values.get(end));
    }

    private int number(String latin) {
        Integer number = numberOfValue.putIfAbsent(latin, values.size());
        if (number == null) {
            values.add(latin);
            return values.size() - 1;
        }
        return number;
    }

    /** The bytes of a value that is not {@link #ABSENT}. */
    public byte[] bytes(int number) {
        return values.get(number).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How many numbers are in use, {@link #ABSENT} included. */
    int size() {
        return values.size();
    }

    /** Whether a value can be counted up: it is absent, which counts as 0, or an integer of 64 bits as INCR writes it. */
    public boolean isInteger(int number) {
        read(number);
        return kinds[number] == INTEGER;
    }

    /** The integer that a value is. */
    long integer(int number) {
        read(number);
        return integers[number];
    }

    private void read(int number) {
        if (number >= kinds.length) {
            int length = Math.max(number + 1, kinds.length * 2);
            kinds = Arrays.copyOf(kinds, length);
            integers = Arrays.copyOf(integers, length);
        }
        if (kinds[number] == NOT_READ) {
            kinds[number] = NO_INTEGER;
            String text = number == ABSENT ? "0" : values.get(number);
            if (DECIMAL.matcher(text).matches()) {
                parse(number, text);
            }
        }
    }

    private void parse(int number, String text) {
        try {
            integers[number] = Long.parseLong(text);
            kinds[number] = INTEGER;
        } catch (NumberFormatException e) {
            // More than 64 bits.
            kinds[number] = NO_INTEGER;
        }
    }
}
