package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A job that serves: where its doors are, and how it ends. */
final class Served {
    /** Its exit code when it was told to end by SIGTERM. */
    static final int TERMINATED = 143;

    private static final Duration LONGEST_END = Duration.ofSeconds(3);

    private Served() {}

    /** The port of a door, as the job tells it. */
    static int port(Job.Running job, String door) {
        String told = "serving " + door + " on ";
        job.awaitErr(told);
        Matcher port = Pattern.compile(told + "\\S+:(\\d+)").matcher(job.err());
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    /** The ports of a door that has several: numbers, and the first and the last of those that follow each other. */
    static List<Integer> ports(Job.Running job, String door) {
        String told = "serving " + door + " on ";
        job.awaitErr(told);
        Matcher line = Pattern.compile(told + "\\S+?:([0-9,-]+)").matcher(job.err());
        assertThat(line.find()).isTrue();
        List<Integer> ports = new ArrayList<>();
        Matcher part = Pattern.compile("(\\d+)(?:-(\\d+))?").matcher(line.group(1));
        while (part.find()) {
            int first = Integer.parseInt(part.group(1));
            int last = part.group(2) == null ? first : Integer.parseInt(part.group(2));
            for (int port = first; port <= last; port++) {
                ports.add(port);
            }
        }
        return ports;
    }

    /** Tells it to end; it has to be quick, and to leave nothing. */
    static Job.Result terminate(Job.Running job) {
        // Not that of the process, which closes the streams from which its last words are read.
        job.process().toHandle().destroy();
        long begin = System.nanoTime();
        Job.Result result = job.await();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST_END);
        job.leavesNothing();
        return result;
    }
}
