package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A job started by one of the project's scripts. Its streams are taken whole; a job that outlives its deadline is killed
 * and fails the test. Every JVM of it carries a mark, by which {@link Running#leavesNothing} finds what it left behind.
 */
final class Job {
    /** The project's folder. */
    static final Path ROOT = Path.of("").toAbsolutePath();

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration GONE = Duration.ofSeconds(8);
    private static final long POLL_MILLIS = 20;
    private static final Path JVMS = Path.of("/usr/lib/jvm");

    private final String mark = "-Dmpjdht.test=" + UUID.randomUUID();
    private final List<String> command;
    private final Map<String, String> environment = new HashMap<>();
    private byte[] stdin = {};
    private boolean isTyped;
    private Duration deadline = DEADLINE;
    private Path folder = ROOT;

    private Job(List<String> command) {
        // A shell that runs the tests in the background ignores SIGINT, and so would everything it starts.
        this.command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        this.command.addAll(command);
        environment.put("DHT_JAVA_OPTS", mark);
    }

    /** Prepares {@code scripts/NAME ARGUMENT...}. */
    static Job script(String name, String... arguments) {
        return script(List.of(), name, arguments);
    }

    /** Prepares {@code PREFIX... scripts/NAME ARGUMENT...}, where the prefix is a command that runs another. */
    static Job script(List<String> prefix, String name, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(ROOT.resolve("scripts").resolve(name).toString());
        command.addAll(List.of(arguments));
        return new Job(command);
    }

    /** Prepares {@code scripts/dht ARGUMENT...}. */
    static Job dht(String... arguments) {
        return script("dht", arguments);
    }

    /** Prepares {@code scripts/mpjrun ARGUMENT...}; as MPJ Express takes JVM options, the mark is put before the rest. */
    static Job mpjrun(String... arguments) {
        Job job = script("mpjrun");
        job.command.add(job.mark);
        job.command.addAll(List.of(arguments));
        return job;
    }

    /** Prepares any command. */
    static Job command(List<String> command) {
        return new Job(command);
    }

    Job stdin(byte[] bytes) {
        stdin = bytes.clone();
        return this;
    }

    Job stdin(String text) {
        return stdin(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Leaves the standard input open: {@link Running#type} writes to it. */
    Job typed() {
        isTyped = true;
        return this;
    }

    /** Sets an environment variable. */
    Job with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Adds an option of every rank's JVM. */
    Job javaOption(String option) {
        environment.merge("DHT_JAVA_OPTS", option, (options, more) -> options + " " + more);
        return this;
    }

    Job deadline(Duration limit) {
        deadline = limit;
        return this;
    }

    /** Sets the working folder; the project's own otherwise. */
    Job in(Path workingFolder) {
        folder = workingFolder;
        return this;
    }

    /** Returns the home of a JDK of another version than this JVM's, if there is one under /usr/lib/jvm. */
    static Optional<Path> otherJava() {
        if (!Files.isDirectory(JVMS)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(JVMS)) {
            return homes.sorted()
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> versionOf(home)
                            .filter(v -> v >= 17 && v != Runtime.version().feature())
                            .isPresent())
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Integer> versionOf(Path home) {
        try {
            Matcher version =
                    Pattern.compile("JAVA_VERSION=\"(\\d+)").matcher(Files.readString(home.resolve("release")));
            return version.find() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Runs the job to its end, and requires that it leaves no process. */
    Result run() {
        try (Running running = start()) {
            Result result = running.await();
            running.leavesNothing();
            return result;
        }
    }

    /** Starts the job. */
    Running start() {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        // What the user's own shell may have set.
        builder.environment().keySet().removeIf(name -> name.startsWith("DHT_"));
        // The jars are those of the build that runs this test.
        builder.environment().put("DHT_BUILD", "never");
        builder.environment().putAll(environment);
        try {
            return new Running(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How a job ended.
     *
     * @param out its standard output, byte for byte
     * @param err its standard error
     * @param wall from its start to its end
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Result(int exitCode, byte[] out, String err, Duration wall) {
        /** Returns the standard output as text. */
        String text() {
            return new String(out, StandardCharsets.UTF_8);
        }
    }

    /** A job that has started. */
    final class Running implements AutoCloseable {
        private final long begin = System.nanoTime();
        private final Process process;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final CompletableFuture<Void> streams;
        private int awaitedOut;

        private Running(Process process) {
            this.process = process;
            this.streams = CompletableFuture.allOf(
                    CompletableFuture.runAsync(() -> copy(process.getInputStream(), out), this::onThread),
                    CompletableFuture.runAsync(() -> copy(process.getErrorStream(), err), this::onThread));
            if (!isTyped) {
                onThread(this::feed);
            }
        }

        private void onThread(Runnable task) {
            Thread thread = new Thread(task, "job-streams");
            thread.setDaemon(true);
            thread.start();
        }

        private void feed() {
            try (OutputStream in = process.getOutputStream()) {
                in.write(stdin);
            } catch (IOException e) {
                // The job does not read to the end; it need not.
                return;
            }
        }

        private void copy(InputStream from, OutputStream to) {
            try (from) {
                from.transferTo(to);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns the process of the script, which becomes that of the launcher or of multicore Java. */
        Process process() {
            return process;
        }

        /** Returns the job's processes on this machine whose command line holds all of {@code parts}. */
        List<ProcessHandle> processes(String... parts) {
            return ProcessHandle.allProcesses()
                    .filter(p -> {
                        String line = p.info().commandLine().orElse("");
                        return line.contains(mark) && Stream.of(parts).allMatch(line::contains);
                    })
                    .toList();
        }

        /** Waits until {@code text} is on the standard error; a job that ends or is late before fails the test. */
        void awaitErr(String text) {
            await(text, err, 0);
        }

        /** Waits until {@code text} is on the standard output, behind what was awaited there before. */
        void awaitOut(String text) {
            awaitedOut = await(text, out, awaitedOut);
        }

        /** Returns where the text ends, in characters from the beginning of the stream. */
        private int await(String text, ByteArrayOutputStream stream, int from) {
            try {
                int at = stream.toString(StandardCharsets.UTF_8).indexOf(text, from);
                while (at < 0) {
                    boolean ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
                    String said = stream.toString(StandardCharsets.UTF_8);
                    at = said.indexOf(text, from);
                    if (at < 0 && (ended || System.nanoTime() - begin > deadline.toNanos())) {
                        close();
                        throw new AssertionError("'" + text + "' did not come: " + said.substring(from));
                    }
                }
                return at + text.length();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        /** Writes to the standard input, which stays open. */
        void type(String text) {
            try {
                process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns what is on the standard error so far. */
        String err() {
            return err.toString(StandardCharsets.UTF_8);
        }

        /** Returns how many bytes have come on the standard output so far. */
        long outBytes() {
            return out.size();
        }

        /** Returns what the threads of all its processes do that are left, as jstack tells it. */
        String stacks() {
            Path jstack = Path.of(System.getProperty("java.home"), "bin", "jstack");
            StringBuilder stacks = new StringBuilder();
            for (ProcessHandle left : processes()) {
                stacks.append(left.info().commandLine().orElse("?")).append('\n');
                try {
                    Process asked = new ProcessBuilder(jstack.toString(), Long.toString(left.pid()))
                            .redirectErrorStream(true)
                            .start();
                    stacks.append(new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException e) {
                    stacks.append(e).append('\n');
                }
            }
            return stacks.toString();
        }

        /** Waits for the end. */
        Result await() {
            try {
                if (!process.waitFor(deadline.toNanos() - (System.nanoTime() - begin), TimeUnit.NANOSECONDS)) {
                    String stacks = stacks();
                    close();
                    throw new AssertionError("not ended within " + deadline + ": " + command + "\n"
                            + err.toString(StandardCharsets.UTF_8) + stacks);
                }
                Duration wall = Duration.ofNanos(System.nanoTime() - begin);
                streams.get(GONE.toMillis(), TimeUnit.MILLISECONDS);
                return new Result(process.exitValue(), out.toByteArray(), err.toString(StandardCharsets.UTF_8), wall);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            } catch (ExecutionException | TimeoutException e) {
                throw new AssertionError("a process of the job holds its streams open", e);
            }
        }

        /** Requires that no process of the job is left, or goes within seconds where a daemon has to notice first. */
        void leavesNothing() {
            CompletableFuture<?> gone = CompletableFuture.allOf(
                    processes().stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
            try {
                gone.get(GONE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                assertThat(processes().stream().map(p -> p.info().commandLine().orElse("?")))
                        .as("processes left by the job")
                        .isEmpty();
            }
        }

        /** Kills the job, and everything of it on this machine. */
        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            processes().forEach(ProcessHandle::destroyForcibly);
        }
    }
}
