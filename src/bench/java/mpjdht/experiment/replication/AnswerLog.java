package mpjdht.experiment.replication;

import java.util.ArrayList;
import java.util.List;

/** What clients have heard, and when. */
final class AnswerLog {
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
    record Answer(int client, boolean isUpdate, long askedMicros, long heardMicros, boolean failed) {
        long latencyMicros() {
            return heardMicros - askedMicros;
        }
    }

    void heard(Answer answer) {
        answers.add(answer);
    }

    /** All of them, in the order in which they came. */
    List<Answer> all() {
        return answers;
    }

    /**
     * Requests that were answered, and not with a failure, in a second, from one time up to another.
     *
     * @param updates whether updates or queries are meant
     */
    double perSecond(boolean updates, long fromMicros, long toMicros) {
        long count = answers.stream()
                .filter(answer -> answer.isUpdate() == updates && !answer.failed())
                .filter(answer -> answer.heardMicros() >= fromMicros && answer.heardMicros() < toMicros)
                .count();
        return count * 1e6 / (toMicros - fromMicros);
    }

    /** Requests of both kinds that were answered, and not with a failure, in a second, from one time up to another. */
    double perSecond(long fromMicros, long toMicros) {
        return perSecond(false, fromMicros, toMicros) + perSecond(true, fromMicros, toMicros);
    }

    /** Mean time that requests of a kind took which were answered from a time on; not a number when there are none. */
    double meanMillis(boolean updates, long fromMicros) {
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
    long failed() {
        return answers.stream().filter(Answer::failed).count();
    }

    /** The longest time in which no request was answered that begins at a time or later, or lasts at it. */
    long longestSilence(long fromMicros) {
        long last = fromMicros;
        long longest = 0;
        for (Answer answer : answers) {
            if (answer.heardMicros() >= fromMicros) {
                longest = Math.max(longest, answer.heardMicros() - last);
                last = answer.heardMicros();
            }
        }
        return longest;
    }
}
