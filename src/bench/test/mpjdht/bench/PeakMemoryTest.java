package mpjdht.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {
    private static final long ROOT = 10;

    private final FakeProcesses system = new FakeProcesses();
    private final PeakMemory memory = PeakMemory.of(ROOT, line -> line.contains("rank"), system);

    @Test
    void addsUpThePeaksOfWhatDescendsFromTheProcessAndCounts() {
        system.start(1, 0, "init", 1000);
        system.start(ROOT, 1, "launcher", 100);
        system.start(11, ROOT, "rank 0", 20);
        system.start(13, 12, "rank 1", 3);
        system.start(12, 11, "shell", 50);
        system.start(14, 1, "rank of another job", 7000);

        memory.look();

        assertThat(memory.bytes()).isEqualTo(23);
    }

    @Test
    void keepsThePeakOfAProcessThatHasEnded() {
        system.start(ROOT, 1, "rank 0", 20);
        system.start(11, ROOT, "rank 1", 5);
        memory.look();
        system.start(ROOT, 1, "rank 0", 30);
        system.end(11);
        memory.look();

        assertThat(memory.bytes()).isEqualTo(35);
    }

    @Test
    void countsAProcessFromWhenItBecomesOneThatCounts() {
        system.start(ROOT, 1, "shell", 4);
        memory.look();
        system.start(ROOT, 1, "rank 0", 40);
        memory.look();

        assertThat(memory.bytes()).isEqualTo(40);
    }

    @Test
    void keepsAProcessWhoseParentHasEnded() {
        system.start(ROOT, 1, "launcher", 1);
        system.start(11, ROOT, "daemon", 1);
        system.start(12, 11, "rank 0", 2);
        memory.look();
        system.end(11);
        system.start(12, 1, "rank 0", 9);
        memory.look();

        assertThat(memory.bytes()).isEqualTo(9);
    }

    @Test
    void asksForTheParentOfAProcessOnce() {
        system.start(1, 0, "init", 1);
        system.start(ROOT, 1, "rank 0", 1);
        system.start(11, 1, "stranger", 1);
        memory.look();
        int asked = system.parentsAsked;
        memory.look();

        assertThat(system.parentsAsked).isEqualTo(asked);
    }

    private static final class FakeProcesses implements PeakMemory.Processes {
        private record Running(long parent, String commandLine, long peakBytes) {}

        private final Map<Long, Running> running = new TreeMap<>();
        private int parentsAsked;

        void start(long pid, long parent, String commandLine, long peakBytes) {
            running.put(pid, new Running(parent, commandLine, peakBytes));
        }

        void end(long pid) {
            running.remove(pid);
        }

        @Override
        public Set<Long> running() {
            return new TreeSet<>(running.keySet());
        }

        @Override
        public long parent(long pid) {
            parentsAsked++;
            return running.containsKey(pid) ? running.get(pid).parent() : 0;
        }

        @Override
        public String commandLine(long pid) {
            return running.get(pid).commandLine();
        }

        @Override
        public long peakBytes(long pid) {
            return running.get(pid).peakBytes();
        }
    }
}
