package mpjdht.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DoorLoadTest {
    private static final String PRINTED =
            """
            ====== SET ======
              20000 requests completed in 2.00 seconds
            Latency by percentile distribution:
            0.000% <= 0.247 milliseconds (cumulative count 1)
            50.000% <= 1.719 milliseconds (cumulative count 10000)
            98.438% <= 14.695 milliseconds (cumulative count 19690)
            99.219% <= 17.615 milliseconds (cumulative count 19844)
            99.805% <= 22.863 milliseconds (cumulative count 19961)
            99.902% <= 23.247 milliseconds (cumulative count 19981)
            100.000% <= 23.663 milliseconds (cumulative count 20000)

            Cumulative distribution of latencies:
            99.990% <= 0.103 milliseconds (cumulative count 0)

            Summary:
              throughput summary: 9985.02 requests per second
            ====== GET ======
            100.000% <= 2.000 milliseconds (cumulative count 20000)

              throughput summary: 5.00 requests per second
            """;

    @Test
    void readsRatesAndTheLatenciesThatAreAtLeastThePercentile() {
        assertThat(DoorLoad.parse(PRINTED))
                .isEqualTo(Map.of(
                        "SET", new DoorLoad(9985.02, 1.719, 17.615, 23.247), "GET", new DoorLoad(5, 2, 2, 2)));
    }

    @Test
    void failsWhereThereAreNoFigures() {
        assertThatThrownBy(() -> DoorLoad.parse("Could not connect"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("Could not connect");
    }
}
