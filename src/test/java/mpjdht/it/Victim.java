package mpjdht.it;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What {@code kill -9} takes from a job that was started with {@link #LEADS_GROUP}. */
enum Victim {
    /** The JVM of a multicore job. */
    JVM("multicore"),
    /** The process of any rank. */
    RANK("niodev"),
    /** The process of the head, which has the folder locked. */
    HEAD("niodev"),
    /** The daemon that started the ranks. */
    DAEMON("niodev"),
    /** The process that the user has started. */
    LAUNCHER("niodev"),
    /** The process group, as a terminal or a batch system has it. */
    GROUP("multicore niodev"),
    /** Every process. */
    ALL("niodev");

    /** The prefix of the command. */
    static final List<String> LEADS_GROUP = List.of("setsid");

    /** Devices whose jobs have it, as words. */
    private final String devices;

    Victim(String devices) {
        this.devices = devices;
    }

    /** Draws one of a job that nobody looks after. */
    static Victim draw(SplittableRandom random, String device) {
        return draw(random, device, List.of(values()));
    }

    /** Draws one whose death ends the job, but not what starts it again. */
    static Victim drawBelowScript(SplittableRandom random, String device) {
        return draw(random, device, List.of(JVM, RANK, HEAD, DAEMON));
    }

    private static Victim draw(SplittableRandom random, String device, List<Victim> victims) {
        List<Victim> possible =
                victims.stream().filter(v -> v.devices.contains(device)).toList();
        return possible.get(random.nextInt(possible.size()));
    }

    /**
     * Kills it.
     *
     * @return whether it was there
     */
    boolean kill(Job.Running job, int rank) throws IOException, InterruptedException {
        return switch (this) {
            case JVM -> kill(job.processes("multicore.RankThreads"));
            case RANK -> kill(ofRank(job, rank));
            case HEAD -> kill(ofRank(job, 0));
            case DAEMON ->
                kill(job.process()
                        .descendants()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains("LocalDaemon"))
                        .toList());
            case LAUNCHER -> kill(List.of(job.process().toHandle()));
            case GROUP ->
                new ProcessBuilder("kill", "-9", "--", "-" + job.process().pid())
                                .start()
                                .waitFor()
                        == 0;
            case ALL ->
                kill(Stream.concat(
                                Stream.of(job.process().toHandle()),
                                job.process().descendants())
                        .toList());
        };
    }

    private static List<ProcessHandle> ofRank(Job.Running job, int rank) {
        return job.processes("runtime.daemon.Wrapper", " " + rank + " mpjdht.cli.Main");
    }

    private static boolean kill(List<ProcessHandle> processes) {
        return processes.stream().filter(ProcessHandle::destroyForcibly).count() > 0;
    }
}
