package mpjdht.page;

import java.util.Locale;
import java.util.SplittableRandom;

/** Figures of a job that is asked much, second by second. */
final class StandInFigures {
    private StandInFigures() {}

    /** What is told in a second. */
    static String at(int second) {
        SplittableRandom random = new SplittableRandom(second);
        double wave = 1 + 0.12 * Math.sin(second / 9.0) + 0.05 * random.nextDouble();
        return "{\"time_ms\":" + (1767229200000L + second * 1000L)
                + ",\"connections\":{\"http\":1,\"resp\":8},\"verbs\":["
                + verb("GET", 59_000 * wave, 210 + random.nextInt(30), 880 + random.nextInt(150), second) + ","
                + verb("SET", 14_700 * wave, 300 + random.nextInt(30), 1300 + random.nextInt(200), second)
                + "],\"waiting\":3}";
    }

    private static String verb(String name, double rate, int middle, int high, int second) {
        return String.format(
                Locale.ROOT,
                "{\"verb\":\"%s\",\"door\":\"resp\",\"count\":%d,\"per_second\":%.1f,\"p50_us\":%d,\"p99_us\":%d,\"p999_us\":%d,\"max_us\":%d}",
                name,
                (long) (rate * (second + 1)),
                rate,
                middle,
                high,
                2 * high,
                5 * high);
    }
}
