package mpjdht.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for byte strings: equal strings have equal numbers, from 1 on in the order in which they were first seen. */
public final class Values {
    /** The number that stands for no value at all. */
    public static final int ABSENT = 0;

    private static final long NO_INTEGER = Long.MIN_VALUE;
    private static final int MAX_DIGITS = 18;

    private final Map<String, Integer> numberOfValue = new HashMap<>();
    private final List<String> values = new ArrayList<>();
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

    /** Whether a value can be counted up: it is absent, which counts as 0, or a decimal integer of at most 18 digits. */
    boolean isInteger(int number) {
        return read(number) != NO_INTEGER;
    }

    /** The integer that a value is. */
    long integer(int number) {
        return read(number);
    }

    private long read(int number) {
        if (number == ABSENT) {
            return 0;
        }
        if (number >= integers.length) {
            integers = Arrays.copyOf(integers, Math.max(number + 1, integers.length * 2));
        }
        // Zero is not told apart from "not read yet", and costs only that it is read again.
        if (integers[number] == 0) {
            integers[number] = parse(values.get(number));
        }
        return integers[number];
    }

    private static long parse(String text) {
        int digits = text.startsWith("-") ? text.length() - 1 : text.length();
        if (digits < 1 || digits > MAX_DIGITS) {
            return NO_INTEGER;
        }
        for (int i = text.length() - digits; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return NO_INTEGER;
            }
        }
        return Long.parseLong(text);
    }
}
