package mpjdht.bench;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import mpjdht.report.LineChart.Axis;
import mpjdht.bench.work.Distribution;
import mpjdht.bench.work.Workload;

/**
 * A quantity that grows, while the others stay.
 *
 * @param name of its files, and of {@code --only}
 * @param axis what grows, as tables and plots show it
 * @param setting what stays, for people
 * @param points from small to large
 * @param nodes number of nodes, or 0 for the user's
 */
record GrowthSweep(String name, Axis axis, String setting, List<Point> points, int nodes) {
    private static final int MILLION = 1_000_000;
    private static final int KEY_BYTES = 10;
    private static final int VALUE_BYTES = 14;
    private static final int HALF = 50;
    private static final int MANY_RANKS = 16;

    /** More commands would take a file of 1.6 GB for Redis, beside the 3 GB of the others. */
    private static final long MOST_FOR_REDIS = 20L * MILLION;

    /** What PUTs and GETs of large values carry together: each file, and the results, are half as large. */
    private static final long MOST_VALUE_BYTES = 1_600L * MILLION;

    private static final int FEW_KEYS = 100_000;

    /**
     * A step.
     *
     * @param x the quantity
     * @param np number of ranks, or 0 for the user's
     * @param programs who takes part
     */
    record Point(long x, Workload workload, int np, List<String> programs) {}

    /**
     * All, with the sizes divided by a number.
     *
     * @param seed of the workloads
     */
    static List<GrowthSweep> all(int divisor, long seed) {
        return List.of(commands(divisor, seed), keys(divisor, seed), values(divisor, seed), ranks(divisor, seed));
    }

    /** The same with every other point, and the last. */
    GrowthSweep thinned() {
        List<Point> some = IntStream.range(0, points.size())
                .filter(i -> i % 2 == 0 || i == points.size() - 1)
                .mapToObj(points::get)
                .toList();
        return new GrowthSweep(name, axis, setting, some, nodes);
    }

    private static GrowthSweep commands(int divisor, long seed) {
        List<Point> points = LongStream.of(1, 2, 5, 10, 20, 40)
                .map(millions -> millions * MILLION)
                .mapToObj(commands -> {
                    List<String> all = List.of("multicore", "niodev", "single-thread", "redis");
                    List<String> programs = commands > MOST_FOR_REDIS ? all.subList(0, all.size() - 1) : all;
                    return point(commands / divisor, commands / divisor, MILLION / divisor, VALUE_BYTES, seed, programs);
                })
                .toList();
        return new GrowthSweep("commands", new Axis("number of commands", true), "1 M keys, values of 14 B", points, 0);
    }

    private static GrowthSweep keys(int divisor, long seed) {
        int commands = 10 * MILLION / divisor;
        List<Point> points = LongStream.of(10_000, 100_000, MILLION, 10 * MILLION)
                .map(keys -> keys / divisor)
                .mapToObj(keys -> point(
                        keys, commands, (int) keys, VALUE_BYTES, seed, List.of("multicore", "single-thread", "redis")))
                .toList();
        return new GrowthSweep("keys", new Axis("number of distinct keys", true), "10 M commands, values of 14 B", points, 0);
    }

    private static GrowthSweep values(int divisor, long seed) {
        List<Point> points = LongStream.of(8, 32, 128, 512, 1024, 4096)
                .mapToObj(bytes -> point(
                        bytes,
                        Math.min(3 * MILLION, MOST_VALUE_BYTES / bytes) / divisor,
                        FEW_KEYS / divisor,
                        (int) bytes,
                        seed,
                        List.of("multicore", "niodev", "single-thread", "redis")))
                .toList();
        return new GrowthSweep(
                "values",
                new Axis("bytes of a value", true),
                "100 K keys, 3 M commands, or as many as carry 1.6 GB of values",
                points,
                0);
    }

    private static GrowthSweep ranks(int divisor, long seed) {
        Workload workload = workload(10 * MILLION / divisor, MILLION / divisor, VALUE_BYTES, seed);
        List<String> programs = List.of("multicore", "niodev", "single-thread", "redis");
        List<Point> points = LongStream.of(3, 4, 6, 8, 12, MANY_RANKS)
                .mapToObj(np -> new Point(np, workload, (int) np, programs))
                .toList();
        return new GrowthSweep(
                "ranks",
                new Axis("number of ranks", false),
                "10 M commands, 1 M keys, values of 14 B, 14 nodes; single-thread and redis have no ranks",
                points,
                MANY_RANKS - 2);
    }

    private static Point point(long x, long commands, int keys, int valueBytes, long seed, List<String> programs) {
        return new Point(x, workload(commands, keys, valueBytes, seed), 0, programs);
    }

    private static Workload workload(long commands, int keys, int valueBytes, long seed) {
        return new Workload(commands, keys, KEY_BYTES, valueBytes, HALF, Distribution.UNIFORM, seed);
    }
}
