package mpjdht.experiment.replication;

import java.util.ArrayList;
import java.util.List;

/** What clients have heard, and when. */
public final class AnswerLog {
    private final List<Answer> answers = new ArrayList<>();

    /**
     * One answer.
     *
     * @param client number of the client
     * @param isUpdate whether it was to an update
     * @param askedMicros when the request was made
     * @param heardMicros when the answer came
     * @param failed whether it was that the request has failed
     */
    public record Answer(int client, boolean isUpdate, long askedMicros, long heardMicros, boolean failed) {
        long latencyMicros() {
            return heardMicros - askedMicros;
        }
    }

    void heard(Answer answer) {
        answers.add(answer);
    }

    /** All of them, in the order in which they came. */
    public List<Answer> all() {
        return answers;
    }

    /**
     * Requests that were answered, and not with a failure, in a second, from one time up to another.
     *
     * @param updates whether updates or queries are meant
     */
    public double perSecond(boolean updates, long fromMicros, long toMicros) {
        long count = answers.stream()
                .filter(answer -> answer.isUpdate() == updates && !answer.failed())
                .filter(answer -> answer.heardMicros() >= fromMicros && answer.heardMicros() < toMicros)
                .count();
        return count * 1e6 / (toMicros - fromMicros);
    }

    /** Requests of both kinds that were answered, and not with a failure, in a second, from one time up to another. */
    public double perSecond(long fromMicros, long toMicros) {
        return perSecond(false, fromMicros, toMicros) + perSecond(true, fromMicros, toMicros);
    }

    /** Mean time that requests of a kind took which were answered from a time on; not a number when there are none. */
    public double meanMillis(boolean updates, long fromMicros) {
        return answers.stream()
                .filter(answer -> answer.isUpdate() == updates && answer.heardMicros() >= fromMicros)
                .mapToLong(Answer::latencyMicros)
                .average()
                .orElse(Double.NaN)
                / 1e3;
    }

    /** The same from a time on, which is its time 0. */
    AnswerLog from(long micros) {
        AnswerLog later = new AnswerLog();
        for (Answer answer : answers) {
            if (answer.heardMicros() >= micros) {
                later.heard(new Answer(
                        answer.client(),
                        answer.isUpdate(),
                        answer.askedMicros() - micros,
                        answer.heardMicros() - micros,
                        answer.failed()));
            }
        }
        return later;
    }

    /** Requests that have failed. */
    public long failed() {
        return answers.stream().filter(Answer::failed).count();
    }
}
