package mpjdht.experiment.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * What an experiment is done with: a seed, from which the seeds of its repeats are drawn, and somebody who hears how far it is.
 *
 * @param seed of everything that is random
 * @param progress hears a line for each part of the experiment
 */
public record Plan(long seed, Consumer<String> progress) {
    /** How often an experiment is repeated at least, each time with another seed. */
    public static final int REPEATS = 5;

    /** How often an experiment may be repeated at most. */
    public static final int MOST_REPEATS = 10_000;

    /** A plan that tells nobody how far it is. */
    public static Plan of(long seed) {
        return new Plan(seed, text -> {});
    }

    /** Tells how far it is. */
    public void progress(String text) {
        progress.accept(text);
    }

    /** The same seeds at every call: so parts that are compared meet the same chance. */
    public List<Long> seeds() {
        return seeds(REPEATS);
    }

    /**
     * The first seeds of the repeats, the same at every call.
     *
     * @param repeats {@link #REPEATS} to {@link #MOST_REPEATS}
     * @throws IllegalArgumentException for another number
     */
    public List<Long> seeds(int repeats) {
        if (repeats < REPEATS || repeats > MOST_REPEATS) {
            throw new IllegalArgumentException(repeats + " repeats; right are " + REPEATS + " to " + MOST_REPEATS);
        }
        SplittableRandom random = new SplittableRandom(seed);
        return LongStream.generate(random::nextLong).limit(repeats).boxed().toList();
    }

    /** {@link #repeat(int, LongFunction)}, {@link #REPEATS} times. */
    public <R> List<R> repeat(LongFunction<R> run) {
        return repeat(REPEATS, run);
    }

    /**
     * Does something once for each seed, on all cores at the same time. Only for what is simulated: it must depend on nothing but
     * its seed.
     *
     * @return what each came to, in the order of the seeds
     */
    public <R> List<R> repeat(int repeats, LongFunction<R> run) {
        return each(seeds(repeats), run::apply);
    }

    /**
     * Does something with each item, on all cores at the same time. Only for what is simulated.
     *
     * @return what each came to, in the order of the items
     */
    public <T, R> List<R> each(List<T> items, Function<T, R> run) {
        return items.parallelStream().map(run).toList();
    }

    /** {@link #alone(int, Run)}, {@link #REPEATS} times. */
    public <R, X extends Exception> List<R> alone(Run<R, X> run) throws X {
        return alone(REPEATS, run);
    }

    /**
     * Does something once for each seed, one after the other: for what is measured, which anything beside it would disturb.
     *
     * @return what each came to, in the order of the seeds
     * @throws X what a run throws ends them all
     */
    public <R, X extends Exception> List<R> alone(int repeats, Run<R, X> run) throws X {
        List<R> results = new ArrayList<>();
        for (long repeatSeed : seeds(repeats)) {
            results.add(run.run(repeatSeed));
        }
        return results;
    }

    /** One repeat of what is measured. */
    @FunctionalInterface
    public interface Run<R, X extends Exception> {
        /** Does it, with a seed of its own. */
        R run(long seed) throws X;
    }
}
