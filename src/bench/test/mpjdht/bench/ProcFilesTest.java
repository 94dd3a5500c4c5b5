package mpjdht.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcFilesTest {
    @Test
    void readsWhatStandsBehindANameThatHoldsSpacesAndParentheses() {
        String stat = "4242 (a) R 1) S 1 4242 4242 0 -1 4194304 900 0 3 0 71 29 5 6 20 0 31 0 12345";

        assertThat(ProcFiles.ticks(stat)).isEqualTo(100);
        assertThat(ProcFiles.parent(stat)).isEqualTo(1);
    }

    @Test
    void readsAPeakInBytes() {
        String status = "Name:\tjava\nVmPeak:\t  999 kB\nVmHWM:\t  1234 kB\nThreads:\t8\n";

        assertThat(ProcFiles.kibibytes(status, "VmHWM")).hasValue(1234L << 10);
        assertThat(ProcFiles.kibibytes(status, "VmSwap")).isEmpty();
    }

    @Test
    void takesAValueOfTheWholeNameAlone() {
        String cpuinfo = "model\t\t: 25\nmodel name\t: A: B\nmodel name\t: C\n";

        assertThat(ProcFiles.value(cpuinfo, "model name")).hasValue("A: B");
        assertThat(ProcFiles.value(cpuinfo, "model")).hasValue("25");
    }

    @Test
    void seesThisProcessAsItRuns() {
        long pid = ProcessHandle.current().pid();
        ProcFiles.Live processes = new ProcFiles.Live();

        assertThat(processes.running()).contains(pid);
        assertThat(processes.parent(pid))
                .isEqualTo(ProcessHandle.current().parent().orElseThrow().pid());
        assertThat(processes.commandLine(pid)).contains("java");
        assertThat(processes.peakBytes(pid)).isGreaterThan(1 << 20);
    }

    @Test
    void takesAProcessThatIsGoneForNothing() {
        long pid = Integer.MAX_VALUE;
        ProcFiles.Live processes = new ProcFiles.Live();

        assertThat(processes.parent(pid)).isZero();
        assertThat(processes.commandLine(pid)).isEmpty();
        assertThat(processes.peakBytes(pid)).isZero();
    }
}
