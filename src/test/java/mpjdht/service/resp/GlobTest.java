package mpjdht.service.resp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns for keys. */
class GlobTest {
    private static final String LETTERS = "aab*?[]^-\\";

    private static boolean matches(String pattern, String key) {
        byte[] bytes = ("xx" + pattern + key + "yy").getBytes(StandardCharsets.ISO_8859_1);
        return new Glob(bytes, 2, pattern.length()).matches(bytes, 2 + pattern.length(), key.length());
    }

    @ParameterizedTest
    @CsvSource({
        "h?llo,hello,true",
        "h?llo,hllo,false",
        "h*llo,heeeello,true",
        "h*llo,hllo,true",
        "h[ae]llo,hallo,true",
        "h[ae]llo,hillo,false",
        "h[^e]llo,hallo,true",
        "h[^e]llo,hello,false",
        "h[a-b]llo,hbllo,true",
        "h[b-a]llo,hbllo,true",
        "h\\*llo,h*llo,true",
        "h\\*llo,hello,false",
        "[\\]],],true",
        "a[b,ab,true",
        "a\\,a\\,true",
        "*,anything,true",
        "a**b*,aXbY,true",
        "*a*a*a,aaXa,true",
        "*a*a*a,aXa,false"
    })
    void standForTheKeysThatRedisTells(String pattern, String key, boolean fits) {
        assertThat(matches(pattern, key)).isEqualTo(fits);
    }

    @Test
    void agreeWithTheNaiveWayToReadThem() {
        int fitting = 0;
        for (long seed = 1; seed <= 200_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String pattern = draw(random, LETTERS, 8);
            String key = draw(random, random.nextBoolean() ? "ab" : LETTERS, 6);
            boolean expected = naive(pattern, key);
            fitting += expected ? 1 : 0;
            assertThat(matches(pattern, key)).as("'%s' and '%s'", pattern, key).isEqualTo(expected);
        }
        assertThat(fitting).isBetween(5_000, 195_000);
    }

    private static String draw(SplittableRandom random, String letters, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    /** Tries everything. */
    private static boolean naive(String pattern, String key) {
        if (pattern.isEmpty()) {
            return key.isEmpty();
        }
        char first = pattern.charAt(0);
        String rest = pattern.substring(1);
        if (first == '*') {
            return naive(rest, key) || (!key.isEmpty() && naive(pattern, key.substring(1)));
        }
        if (key.isEmpty()) {
            return false;
        }
        char next = key.charAt(0);
        if (first == '[') {
            boolean isOthers = rest.startsWith("^");
            String left = isOthers ? rest.substring(1) : rest;
            boolean isIn = false;
            while (!left.isEmpty() && left.charAt(0) != ']') {
                if (left.charAt(0) == '\\' && left.length() > 1) {
                    isIn |= left.charAt(1) == next;
                    left = left.substring(2);
                } else if (left.length() > 2 && left.charAt(1) == '-') {
                    char from = left.charAt(0);
                    char to = left.charAt(2);
                    isIn |= (from <= next && next <= to) || (to <= next && next <= from);
                    left = left.substring(3);
                } else {
                    isIn |= left.charAt(0) == next;
                    left = left.substring(1);
                }
            }
            return isIn != isOthers && naive(left.isEmpty() ? "" : left.substring(1), key.substring(1));
        }
        if (first == '\\' && !rest.isEmpty()) {
            return rest.charAt(0) == next && naive(rest.substring(1), key.substring(1));
        }
        return (first == '?' || first == next) && naive(rest, key.substring(1));
    }
}
