package mpjdht.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import mpjdht.command.ByteOutput;
import mpjdht.command.Outcome;
import mpjdht.command.ResultFormat;
import mpjdht.command.Verb;
import mpjdht.message.ClientMessage.NodeDescribed;
import mpjdht.message.Finger;
import mpjdht.message.NodeLoad;
import mpjdht.ring.RingView;
import mpjdht.ring.Sha1KeySpace;
import org.junit.jupiter.api.Test;

/** What RING and NODE print is read as what it tells. */
class RingLinesTest {
    private static final int SEEDS = 200;
    private static final Sha1KeySpace SPACE = new Sha1KeySpace(NaiveCircle.BITS);

    private static String printed(Outcome outcome) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteOutput out = new ByteOutput(bytes);
        ResultFormat.JSON.writer(out, true, false).write(outcome);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static NodeLoad load(RingView ring, int index) {
        return new NodeLoad(ring.id(index), ring.rank(index), 3, 14, ring.id(ring.successorIndex(index)));
    }

    @Test
    void aRingIsReadBack() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            RingView ring = NaiveCircle.draw(new SplittableRandom(seed), 30);
            List<NodeLoad> loads = new ArrayList<>();
            for (int i = 0; i < ring.size(); i++) {
                loads.add(load(ring, i));
            }
            Outcome outcome = new Outcome();
            outcome.of(Verb.RING, 1);
            outcome.ring(loads, Optional.empty());
            assertThat(RingLines.ring(printed(outcome)).hasSameNodes(ring))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void aNodeIsReadBackWithItsFingers() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RingView ring = NaiveCircle.draw(random, 30);
            int index = random.nextInt(ring.size());
            Pointers pointers = Pointers.of(ring, index, SPACE);
            List<Finger> fingers = new ArrayList<>();
            for (int i = 0; i < pointers.fingers().size(); i++) {
                fingers.add(new Finger(
                        i, pointers.fingers().start(i), pointers.fingers().get(i)));
            }
            Pointers read = read(ring, index, fingers);
            assertThat(read.self()).isEqualTo(pointers.self());
            assertThat(read.predecessor()).isEqualTo(pointers.predecessor());
            assertThat(read.successor()).isEqualTo(pointers.successor());
            for (int i = 0; i < fingers.size(); i++) {
                assertThat(read.fingers().get(i))
                        .as("seed %d, finger %d", seed, i)
                        .isEqualTo(fingers.get(i).node());
            }
        }
    }

    @Test
    void aNodeWithoutFingersHasItsSuccessor() throws IOException {
        RingView ring = RingView.of(0, new long[] {10, 20, -1}, new int[3]);
        Pointers read = read(ring, 0, List.of());
        assertThat(read.closestPreceding(15)).isEqualTo(10);
        assertThat(read.closestPreceding(25)).isEqualTo(20);
        assertThat(read.predecessor()).isEqualTo(OptionalLong.of(-1));
    }

    private static Pointers read(RingView ring, int index, List<Finger> fingers) throws IOException {
        Outcome outcome = new Outcome();
        outcome.of(Verb.NODE, 1);
        outcome.described(new NodeDescribed(
                0,
                0,
                load(ring, index),
                List.of(ring.node(ring.predecessorIndex(index))),
                List.of(ring.node(ring.successorIndex(index))),
                fingers));
        return RingLines.pointers(printed(outcome), SPACE);
    }
}
