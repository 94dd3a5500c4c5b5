package mpjdht.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the clients of one chain notice while a rank that had a copy of every key gets it again.
 *
 * @param repairSeconds how long RECOVER took
 * @param before answers a second that clients had before the crash
 * @param meanwhile the same while the copies were made
 * @param after the same when they were there
 * @param verdict of the history's checker
 */
record RepairUnderLoad(double repairSeconds, double before, double meanwhile, double after, String verdict) {
    private static final int TIMEOUT_SECONDS = 4;
    private static final int MARKS = 5;

    /** Marks by which the answers of the first client tell when what happened, and how many answers the others had until then. */
    private static final class Marks implements LoadedJob.Answers {
        final List<long[]> marks = new ArrayList<>();
        long answers;

        @Override
        public void heard(int client, long nanos) {
            if (client == 0) {
                marks.add(new long[] {nanos, answers});
            } else {
                answers++;
            }
        }

        double perSecond(int from, int to) {
            return (marks.get(to)[1] - marks.get(from)[1]) / seconds(from, to);
        }

        double seconds(int from, int to) {
            return (marks.get(to)[0] - marks.get(from)[0]) / 1e9;
        }
    }

    /**
     * Runs a job.
     *
     * @param keys how many
     */
    static RepairUnderLoad measure(Place place, int keys) throws IOException, InterruptedException {
        Marks marks = new Marks();
        String crashed = " " + LoadedJob.MIDDLE + "\n";
        String control = "WAIT 2500\nGET mark\nWAIT 1000\nGET mark\nCRASH" + crashed + "WAIT 5000\nGET mark\nRECOVER" + crashed
                + "GET mark\nWAIT 1000\nGET mark\n";
        String verdict = new LoadedJob(place).run("multicore", TIMEOUT_SECONDS, keys, control, marks);
        if (marks.marks.size() != MARKS) {
            throw new BenchException("the first client had " + marks.marks.size() + " answers instead of " + MARKS);
        }
        return new RepairUnderLoad(
                marks.seconds(2, 3), marks.perSecond(0, 1), marks.perSecond(2, 3), marks.perSecond(3, 4), verdict);
    }

    /** What clients had meanwhile, to the better of before and after: a job becomes faster as it runs, whatever happens. */
    double share() {
        return meanwhile / Math.max(before, after);
    }
}
