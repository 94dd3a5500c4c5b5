package mpjdht.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MpjPortsTest {
    @TempDir
    private Path mpjHome;

    private MpjPorts read(String text) throws IOException, LaunchException {
        Files.createDirectories(mpjHome.resolve("conf"));
        Files.writeString(mpjHome.resolve("conf/mpjexpress.conf"), text);
        return MpjPorts.read(mpjHome);
    }

    @Test
    void theProjectsConfigurationHasThePortsOfDebians() throws IOException, LaunchException {
        assertThat(read(Files.readString(Path.of("mpj-config/mpjexpress.conf"))))
                .isEqualTo(new MpjPorts(40_055, 40_052, 40_002));
    }

    @Test
    void readsWhatItWrote() throws IOException, LaunchException {
        Files.createDirectories(mpjHome.resolve("conf"));
        Files.writeString(mpjHome.resolve("conf/mpjexpress.conf"), "mpjexpress.version=0.44\n");
        MpjPorts ports = new MpjPorts(1, 2, 3);

        ports.addTo(mpjHome);

        assertThat(MpjPorts.read(mpjHome)).isEqualTo(ports);
    }

    @Test
    void namesAPortThatIsMissingOrNone() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> read("mpjexpress.mpjdaemon.port.1=70000\n"))
                .withMessageEndingWith("mpjexpress.mpjdaemon.port.1 is '70000'; give a port from 1 to 65535");
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> read("mpjexpress.mpjdaemon.port.1=1\n"))
                .withMessageEndingWith("mpjexpress.mpjdaemon.port.2 is ''; give a port from 1 to 65535");
    }

    @Test
    void namesAConfigurationThatCannotBeRead() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> MpjPorts.read(mpjHome.resolve("none")))
                .withMessageContaining("none/conf/mpjexpress.conf cannot be read");
    }
}
