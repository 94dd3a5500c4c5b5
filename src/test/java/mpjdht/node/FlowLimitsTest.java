package mpjdht.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowLimitsTest {

    @ParameterizedTest
    @CsvSource({
        "65536,   1,    65536, 16777216, 4194304",
        "65536,   2,    65536,  8388608, 2097152",
        "65536,   6,    21845,  2796202,  699050",
        "65536,   1024,   256,    32768,   32768",
        "1048576, 3,   699050,  5592405, 1398101",
        "1,       6,        1,  2796202,  699050"
    })
    void clientsShareTwoWindowsAndTheBytesOfOne(int window, int clients, int each, long inFlight, long credit) {
        assertThat(FlowLimits.ofWindow(window).dividedBy(clients)).isEqualTo(new FlowLimits(each, inFlight, credit));
    }
}
