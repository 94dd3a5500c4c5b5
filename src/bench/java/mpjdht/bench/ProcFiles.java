package mpjdht.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What Linux tells of processes and of the machine under /proc. */
final class ProcFiles {
    private static final Path PROC = Path.of("/proc");
    private static final int PARENT = 1;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private ProcFiles() {}

    /** The processes of this machine. */
    static final class Live implements PeakMemory.Processes {
        @Override
        public Set<Long> running() {
            Set<Long> pids = new HashSet<>();
            String[] names = PROC.toFile().list();
            for (String name : names == null ? new String[0] : names) {
                if (Character.isDigit(name.charAt(0))) {
                    pids.add(Long.parseLong(name));
                }
            }
            return pids;
        }

        @Override
        public long parent(long pid) {
            return ProcFiles.read(pid, "stat").map(ProcFiles::parent).orElse(0L);
        }

        @Override
        public String commandLine(long pid) {
            return ProcFiles.read(pid, "cmdline").orElse("").replace('\0', ' ');
        }

        @Override
        public long peakBytes(long pid) {
            return ProcFiles.peakBytes(pid).orElse(0);
        }
    }

    /** Most resident memory of a process so far, in bytes; empty when it is gone. */
    static OptionalLong peakBytes(long pid) {
        return read(pid, "status").map(text -> kibibytes(text, "VmHWM")).orElse(OptionalLong.empty());
    }

    /** Processor time of a process and its threads so far, in ticks of 10 ms; empty when it is gone. */
    static OptionalLong cpuTicks(long pid) {
        return read(pid, "stat").map(text -> OptionalLong.of(ticks(text))).orElse(OptionalLong.empty());
    }

    /** The value in bytes of a line such as {@code VmHWM:   1234 kB}. */
    static OptionalLong kibibytes(String text, String name) {
        return value(text, name)
                .map(value -> OptionalLong.of(Long.parseLong(value.replace("kB", "").trim()) << 10))
                .orElse(OptionalLong.empty());
    }

    /** The value of the first line that has this name before a colon. */
    static Optional<String> value(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name)
                        && line.substring(name.length()).stripLeading().startsWith(":"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst();
    }

    /** User and system time in a line of /proc/PID/stat. */
    static long ticks(String stat) {
        String[] fields = fields(stat);
        return Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
    }

    /** The parent in a line of /proc/PID/stat. */
    static long parent(String stat) {
        return Long.parseLong(fields(stat)[PARENT]);
    }

    /** What stands behind the second field, which is a name that may hold anything. */
    private static String[] fields(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    /** A file of /proc, or nothing. */
    static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> read(long pid, String name) {
        return read(PROC.resolve(Long.toString(pid)).resolve(name));
    }
}
