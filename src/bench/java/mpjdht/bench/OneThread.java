package mpjdht.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import mpjdht.bench.program.SingleThread;
import mpjdht.bench.work.CommandForm;
import mpjdht.bench.work.Workload;
import mpjdht.bench.work.WorkloadFiles;

/** One Java thread with the program's table and no messages: {@link SingleThread}. */
final class OneThread implements Contestant {
    private final Place place;
    private final WorkloadFiles files;
    private final int nodes;

    OneThread(Place place, WorkloadFiles files, int nodes) {
        this.place = place;
        this.files = files;
        this.nodes = nodes;
    }

    @Override
    public String name() {
        return "single-thread";
    }

    @Override
    public void prepare(Workload workload) throws IOException {
        files.file(workload, CommandForm.COMMANDS);
    }

    @Override
    public Measurement run(Workload workload) throws IOException, InterruptedException {
        String file = files.file(workload, CommandForm.COMMANDS).toString();
        return new TimedProcess(
                        place.java(SingleThread.class, file, resultFile().toString(), Integer.toString(nodes)),
                        place.scratch().resolve(name() + ".log"))
                .run();
    }

    @Override
    public Optional<Path> results() {
        return Optional.of(resultFile());
    }

    private Path resultFile() {
        return place.scratch().resolve(name() + ".out");
    }
}
