package mpjdht.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mpjdht.bench.program.MpjRaw;
import mpjdht.bench.program.Programs;
import mpjdht.report.MarkdownTable;

/**
 * The cost of a message of MPJ Express itself, in microseconds.
 *
 * @param device the device
 * @param micros by name: round-trip-64B, three-one-way-64B, one-way-64B, one-way-64KiB
 */
record RawMpj(String device, Map<String, Double> micros) {
    private static final String RANKS = "3";

    /** Measures a device. */
    static RawMpj measure(Place place, String device, int divisor) throws IOException, InterruptedException {
        Path figures = place.scratch().resolve("mpj-raw-" + device + ".out");
        Files.deleteIfExists(figures);
        new TimedProcess(
                        List.of(
                                place.dht().toString(),
                                "-np",
                                RANKS,
                                "--device",
                                device,
                                "/dev/null"),
                        place.scratch().resolve("mpj-raw-" + device + ".log"))
                .environment(Map.of(
                        "DHT_JAR",
                        place.benchJar().toString(),
                        "DHT_JAVA_OPTS",
                        "-D" + Programs.PROGRAM + "=mpj-raw -D" + MpjRaw.FIGURES + "=" + figures + " -D" + MpjRaw.DIVISOR + "=" + divisor))
                .run();
        return new RawMpj(device, Figures.read(figures));
    }

    double threeOneWayMicros() {
        return micros.get("three-one-way-64B");
    }

    /** A table of several devices. */
    static String table(List<RawMpj> devices) {
        MarkdownTable table = new MarkdownTable(
                "MPJ Express, µs",
                "round trip 64 B",
                "three one-way 64 B, one after another",
                "one way 64 B, streamed",
                "one way 64 KiB, streamed");
        for (RawMpj raw : devices) {
            table.row(
                    raw.device,
                    Format.micros(raw.micros.get("round-trip-64B")),
                    Format.micros(raw.threeOneWayMicros()),
                    Format.micros(raw.micros.get("one-way-64B")),
                    Format.micros(raw.micros.get("one-way-64KiB")));
        }
        return table.render();
    }
}
