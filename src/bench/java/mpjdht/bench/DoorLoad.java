package mpjdht.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a load of requests on a door has shown.
 *
 * @param perSecond requests that were answered
 * @param half milliseconds within which half of them were
 * @param most within which 99 of 100 were
 * @param almostAll within which 999 of 1,000 were
 */
record DoorLoad(double perSecond, double half, double most, double almostAll) {
    private static final Pattern TEST = Pattern.compile("====== (\\w+) ======(.*?requests per second)", Pattern.DOTALL);
    private static final Pattern RATE = Pattern.compile("throughput summary: ([\\d.]+) requests per second");
    private static final Pattern PERCENTILE = Pattern.compile("(?m)^([\\d.]+)% <= ([\\d.]+) milliseconds");
    private static final Pattern WRK = Pattern.compile("load ([\\d.]+) ([\\d.]+) ([\\d.]+) ([\\d.]+) errors (\\d+)");

    /** Tells what {@link #ofWrk} reads; wrk's own report has no percentile above 99. */
    private static final String WRK_SCRIPT =
            """
            done = function(summary, latency)
              local e = summary.errors
              io.write(string.format("load %f %f %f %f errors %d\\n", summary.requests / summary.duration * 1e6,
                latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency:percentile(99.9) / 1000,
                e.connect + e.read + e.write + e.status + e.timeout))
            end
            """;

    /**
     * Runs redis-benchmark: SET, then GET.
     *
     * @param port of the server
     * @param arguments connections, pipeline, how many requests
     * @return what each has shown
     */
    static Map<String, DoorLoad> ofRedisBenchmark(Place place, int port, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("redis-benchmark", "-p", Integer.toString(port)));
        command.addAll(arguments);
        command.addAll(List.of("-r", "1000000", "-d", "14", "-t", "set,get"));
        return parse(run(place, command));
    }

    /** Reads what redis-benchmark has printed. */
    static Map<String, DoorLoad> parse(String printed) {
        Map<String, DoorLoad> loads = new LinkedHashMap<>();
        Matcher test = TEST.matcher(printed);
        while (test.find()) {
            String text = test.group(2);
            loads.put(test.group(1), new DoorLoad(rate(text), percentile(text, 50), percentile(text, 99), percentile(text, 99.9)));
        }
        if (loads.isEmpty()) {
            throw new BenchException("redis-benchmark told no figures: " + printed.strip());
        }
        return loads;
    }

    private static double rate(String text) {
        Matcher rate = RATE.matcher(text);
        if (!rate.find()) {
            throw new BenchException("redis-benchmark told no rate: " + text.strip());
        }
        return Double.parseDouble(rate.group(1));
    }

    private static double percentile(String text, double share) {
        Matcher line = PERCENTILE.matcher(text);
        while (line.find()) {
            if (Double.parseDouble(line.group(1)) >= share) {
                return Double.parseDouble(line.group(2));
            }
        }
        throw new BenchException("redis-benchmark told no latency of " + share + " %: " + text.strip());
    }

    /** Runs wrk with one thread and so many connections. */
    static DoorLoad ofWrk(Place place, String url, int connections, int seconds) throws IOException, InterruptedException {
        Path script = Files.writeString(place.scratch().resolve("latency.lua"), WRK_SCRIPT);
        String printed = run(
                place,
                List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "-s", script.toString(), url));
        Matcher load = WRK.matcher(printed);
        if (!load.find() || !load.group(5).equals("0")) {
            throw new BenchException("wrk was not answered as it should be: " + printed.strip());
        }
        return new DoorLoad(number(load, 1), number(load, 2), number(load, 3), number(load, 4));
    }

    private static double number(Matcher load, int group) {
        return Double.parseDouble(load.group(group));
    }

    private static String run(Place place, List<String> command) throws IOException, InterruptedException {
        Path output = place.scratch().resolve("door-load.out");
        new TimedProcess(command, place.scratch().resolve("door-load.log")).output(output).run();
        return Files.readString(output);
    }
}
