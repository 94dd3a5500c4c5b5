package mpjdht.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorNamesTest {

    @ParameterizedTest
    @CsvSource({
        "/dev/stdin, 0",
        "/dev/stdout, 1",
        "/dev/stderr, 2",
        "/dev/fd/0, 0",
        "/dev/fd/63, 63",
        "/proc/self/fd/3, 3",
        "/proc/thread-self/fd/3, 3",
        "/proc/self/task/17/fd/3, 3",
        "//dev/../dev//fd/3, 3"
    })
    void aDescriptorIsKnownUnderEachOfItsNames(String name, int descriptor) {
        assertThat(DescriptorNames.descriptor(name)).hasValue(descriptor);
    }

    @Test
    void aProcessIsKnownByItsNumber() {
        long own = ProcessHandle.current().pid();

        assertThat(DescriptorNames.descriptor("/proc/" + own + "/fd/3")).hasValue(3);
        assertThat(DescriptorNames.descriptor("/proc/" + (own + 1) + "/fd/3")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/dev/null", "/dev/fd", "/dev/fd/x", "dev/fd/3", "stdout", "-", "/proc/self/fdinfo/3", "\0"})
    void theNameOfAFileIsNone(String name) {
        assertThat(DescriptorNames.descriptor(name)).isEmpty();
    }
}
