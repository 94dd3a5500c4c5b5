package mpjdht.experiment;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import mpjdht.command.FileTrouble;
import mpjdht.experiment.html.Chapter;
import mpjdht.experiment.html.Report;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Findings;
import mpjdht.experiment.lab.Outputs;
import mpjdht.experiment.lab.Plan;

/** Does experiments one after the other. One that fails is named, and does not keep the others from being done. */
final class Laboratory {
    private static final String REPORT = "report.html";

    private final ExperimentOptions options;
    private final Outputs outputs;
    private final PrintStream talk;
    private final LongSupplier nanos;

    /**
     * A laboratory for what the user asked for.
     *
     * @param names hears the name of every file once it is written
     * @param talk hears how far it is, and what failed
     * @param nanos a clock
     */
    Laboratory(ExperimentOptions options, PrintStream names, PrintStream talk, LongSupplier nanos) {
        this.options = options;
        this.outputs = new Outputs(options.folder(), names);
        this.talk = talk;
        this.nanos = nanos;
    }

    /**
     * Does them.
     *
     * @return whether every experiment was done
     * @throws IOException if the report cannot be written
     */
    boolean run(List<Chosen> experiments) throws IOException {
        say("seed " + options.seed() + ", " + options.extent() + ", Java " + Runtime.version());
        List<Chapter> chapters = new ArrayList<>();
        for (Chosen chosen : experiments) {
            chapters.add(run(chosen));
        }
        if (options.report()) {
            outputs.write(REPORT, new Report(options.extent(), options.seed(), chapters).html());
        }
        return chapters.stream().allMatch(chapter -> chapter.failure().isEmpty());
    }

    private Chapter run(Chosen chosen) {
        say(chosen + ": " + chosen.experiment().question());
        long start = nanos.getAsLong();
        Findings findings = new Findings();
        Optional<String> failure = Optional.empty();
        try {
            findings = chosen.experiment().run(new Plan(options.seed(), text -> say(chosen + ": " + text)));
            write(chosen, findings);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = Optional.of("it was interrupted");
        } catch (FileSystemException e) {
            failure = Optional.of(e.getFile() + " cannot be written: " + FileTrouble.reason(e));
        } catch (IOException | RuntimeException e) {
            failure = Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        double seconds = (nanos.getAsLong() - start) / 1e9;
        say(chosen + failure.map(text -> ": failed: " + text).orElse(": done") + String.format(Locale.ROOT, ", %.1f s", seconds));
        Experiment experiment = chosen.experiment();
        return new Chapter(
                chosen.subject().toString(),
                chosen.subject().title(),
                experiment.name(),
                experiment.question(),
                chosen.command(options.extent(), options.seed(), options.files()),
                findings,
                failure,
                seconds);
    }

    private void write(Chosen chosen, Findings findings) throws IOException {
        Outputs folder = options.report() ? outputs.in(chosen.subject().toString()) : outputs;
        folder.write(chosen.experiment(), findings);
    }

    private void say(String text) {
        talk.println("experiment: " + text);
    }
}
