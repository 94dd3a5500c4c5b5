package mpjdht.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultListTest {

    @Test
    void everyKindOfFaultIsReadAsItIsWritten() {
        BitSet some = RankSet.parse("1-3.7");
        BitSet others = RankSet.parse("4.9-12");
        List<Fault> faults = List.of(
                new Fault.Join(0, 17),
                new Fault.Leave(1_500_000, 3),
                new Fault.Crash(2_000_000, 4),
                new Fault.Restart(2_000_001, 4),
                new Fault.Slow(3_000_000, 250_000, 9, 5),
                new Fault.Pause(3_500_000, 500_000, 2),
                new Fault.ClockJump(3_500_000, 1_000, 2),
                new Fault.Cut(4_000_000, 1_000_000, some, others, true),
                new Fault.Cut(5_000_000, 7, others, some, false));
        String text = "0s:join:17,1500ms:leave:3,2s:crash:4,2000001us:restart:4,3s:slow:250ms:9:5,3500ms:pause:500ms:2,"
                + "3500ms:clock:1ms:2,4s:cut:1s:1-3.7:4.9-12,5s:cut-one-way:7us:4.9-12:1-3.7";

        assertThat(FaultList.text(faults)).isEqualTo(text);
        assertThat(FaultList.parse(text)).isEqualTo(faults);
        assertThat(FaultList.parse(FaultList.text(List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3s",
                "3s:crash",
                "3s:crash:x",
                "3s:crash:-1",
                "3s:crash:1:2",
                "3:crash:1",
                "s:crash:1",
                "3s:burn:1",
                "3s:slow:1s:4",
                "3s:pause:1",
                "3s:pause:1s:2:3",
                "3s:clock:1",
                "3s:clock:-1s:1",
                "3s:cut:1s:3-1:4",
                "3s:cut:1s:1.:4",
                "99999999999999999s:crash:1",
                "3s:crash:1,"
            })
    void whatIsNoFaultIsRefusedWithWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> FaultList.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no fault: right are 3s:join:RANK");
    }
}
