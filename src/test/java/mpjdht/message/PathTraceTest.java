package mpjdht.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import mpjdht.ring.NodeRef;
import org.junit.jupiter.api.Test;

class PathTraceTest {
    private static final byte[] KEY = {'k'};

    private final PathTrace path = new PathTrace();

    @Test
    void growsByTheNodeThatHasItInHandAndIsReadInThatOrder() {
        List<NodeRef> visited = new ArrayList<>();
        RequestCursor request = request(new byte[0], 0);
        for (int i = 0; i < 1000; i++) {
            NodeRef node = new NodeRef(-1L - i, i);
            path.open(request);
            path.append(node.id(), node.rank());
            visited.add(node);
            assertThat(path.length()).isEqualTo(12 * visited.size());
            request = request(path.bytes(), path.length());
        }

        assertThat(PathTrace.nodes(reply(path.bytes(), path.length()))).isEqualTo(visited);
    }

    @Test
    void isLittleEndian() {
        path.open(request(new byte[0], 0));
        path.append(0x0102, 3);

        assertThat(path.bytes()).startsWith(2, 1, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0);
    }

    @Test
    void refusesAValueThatIsNoPath() {
        assertThatThrownBy(() -> path.open(request(new byte[13], 13)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("a path of 13 bytes, which is no number of nodes");
        assertThatThrownBy(() -> PathTrace.nodes(reply(new byte[11], 11)))
                .hasMessage("a path of 11 bytes, which is no number of nodes");
    }

    private static RequestCursor request(byte[] value, int length) {
        RequestBatch batch = new RequestBatch();
        batch.add(Operation.EXPLAIN, 0, 5, 5, KEY, 0, 1, value, 0, length);
        RequestCursor cursor = new RequestCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        cursor.next();
        return cursor;
    }

    private static ReplyCursor reply(byte[] value, int length) {
        ReplyBatch batch = new ReplyBatch(0);
        batch.add(Answer.EXPLAINED, 1, 0, 5, value, 0, length);
        ReplyCursor cursor = new ReplyCursor();
        cursor.open(batch.bytes(), 0, batch.length());
        cursor.next();
        return cursor;
    }
}
