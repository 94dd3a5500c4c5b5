package mpjdht.message;

import java.nio.ByteBuffer;
import java.util.List;
import mpjdht.message.ClientMessage.MetricsTold;
import mpjdht.message.MetricMessage.TellMetrics;

/** The messages of the control plane by which metrics are gathered, a row for each; see {@link ControlCodec}. */
final class MetricRows {
    static final List<ControlRow<?>> ALL = List.of(
            new ControlRow<>(
                    MessageKind.METRICS,
                    1,
                    TellMetrics.class,
                    (m, out) -> out.putInt(m.client()),
                    in -> new TellMetrics(in.getInt())),
            new ControlRow<>(
                    MessageKind.TO_CLIENT,
                    14,
                    MetricsTold.class,
                    m -> ControlRows.USUAL_BYTES + m.figures().length,
                    (m, out) -> out.putInt(m.client())
                            .put((byte) (m.isAlive() ? 1 : 0))
                            .put(m.figures()),
                    MetricRows::getTold));

    private MetricRows() {}

    private static MetricsTold getTold(ByteBuffer in) {
        int client = in.getInt();
        boolean isAlive = in.get() != 0;
        byte[] figures = new byte[in.remaining()];
        in.get(figures);
        return new MetricsTold(client, isAlive, figures);
    }
}
