package mpjdht.experiment.html;

import java.util.Optional;
import mpjdht.experiment.lab.Findings;

/**
 * What the report tells of an experiment.
 *
 * @param subject what it is about, as the command line names it
 * @param title what stands above the experiments of the subject
 * @param name what the experiment is called on the command line
 * @param question what it asks
 * @param command what does it again
 * @param findings what it found, nothing if it failed
 * @param failure why it failed, if it did
 * @param seconds how long it took
 */
public record Chapter(
        String subject,
        String title,
        String name,
        String question,
        String command,
        Findings findings,
        Optional<String> failure,
        double seconds) {

    /** The name of its place on the page. */
    String anchor() {
        return subject + "-" + name;
    }
}
