package mpjdht.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.Configurations;
import mpjdht.ring.NodeRef;
import mpjdht.ring.Region;
import mpjdht.ring.Replica;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

class ConfigurationCodecTest {

    @Test
    void configurationsReadBackAsTheyWereWritten() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Configuration written = Configurations.any(random, Configurations.span(random));
            byte[] message = ConfigurationCodec.encode(written);
            byte[] amid = new byte[message.length + 7];
            System.arraycopy(message, 0, amid, 4, message.length);

            Configuration read = ConfigurationCodec.decode(amid, 4, message.length);

            assertThat(MessageKind.of(message, 0, message.length)).isEqualTo(MessageKind.CONFIGURATION);
            assertThat(read.epoch()).as("seed " + seed).isEqualTo(written.epoch());
            assertThat(read.regions()).as("seed " + seed).isEqualTo(written.regions());
            assertThat(nodes(read.ring())).as("seed " + seed).isEqualTo(nodes(written.ring()));
        }
    }

    @Test
    void aLostReplicaMayHaveHadAnIdThatAnotherNodeHasNow() {
        RingView ring = RingView.of(9, new long[] {10, 20}, new int[] {6, 1});
        List<Region> regions = List.of(
                Region.of(ring.arc(0), List.of(new Replica(20, 1, 0), new Replica(10, 6, 0))),
                new Region(ring.arc(1), List.of(new Replica(10, 5, 0)), List.of(), false, false));
        byte[] message = ConfigurationCodec.encode(new Configuration(ring, regions));

        Configuration read = ConfigurationCodec.decode(message, 0, message.length);

        assertThat(read.ring().hasSameNodes(ring)).isTrue();
        assertThat(read.regions()).isEqualTo(regions);
    }

    @Test
    void aConfigurationThatIsCutOffIsRefused() {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            byte[] message = ConfigurationCodec.encode(Configurations.any(random, Configurations.span(random)));
            for (int length = 0; length < message.length; length++) {
                int cut = length;
                assertThatThrownBy(() -> ConfigurationCodec.decode(message, 0, cut))
                        .as("seed " + seed)
                        .isInstanceOf(MalformedMessageException.class);
            }
            byte[] longer = Arrays.copyOf(message, message.length + 1);
            assertThatThrownBy(() -> ConfigurationCodec.decode(longer, 0, longer.length))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessage("1 bytes behind a configuration");
        }
    }

    @Test
    void damagedBytesAreRefusedByNameOrTellOfAConfigurationThatCanBe() {
        int refused = 0;
        for (long seed = 0; seed < 6_000; seed++) {
            Random random = new Random(seed);
            long span = Configurations.span(random);
            byte[] message = ConfigurationCodec.encode(Configurations.any(random, span));
            int damages = 1 + random.nextInt(3);
            for (int i = 0; i < damages; i++) {
                message[random.nextInt(message.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(4) : random.nextInt());
            }
            try {
                assertParts(ConfigurationCodec.decode(message, 0, message.length), random, span, "seed " + seed);
            } catch (MalformedMessageException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(900);
    }

    private static void assertParts(Configuration read, Random random, long span, String parameters) {
        for (long position : Configurations.positions(random, span, read.regions())) {
            assertThat(Configurations.having(position, read.regions()))
                    .as(parameters)
                    .containsExactly(read.regionIndex(position));
        }
    }

    @Test
    void randomBytesTellOfNoConfiguration() {
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            if (random.nextBoolean() && bytes.length > 16) {
                // A list that may be: of few elements.
                Wire.putInt(bytes, 12, random.nextInt(4));
            }
            assertThatThrownBy(() -> ConfigurationCodec.decode(bytes, 0, bytes.length))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void aReplicaOfAFormerLifeHidesNoNodeOfTheRing() {
        RingView ring = RingView.of(2, new long[] {10, 20}, new int[] {1, 2});
        Configuration written = new Configuration(
                ring,
                List.of(
                        new Region(new Arc(20, 10), List.of(new Replica(10, 1, 0)), List.of(), false, false),
                        Region.of(new Arc(10, 20), List.of(new Replica(10, 1, 1)))));
        byte[] message = ConfigurationCodec.encode(written);

        Configuration read = ConfigurationCodec.decode(message, 0, message.length);

        assertThat(read.regions()).isEqualTo(written.regions());
        assertThat(nodes(read.ring())).isEqualTo(nodes(ring));
    }

    @Test
    void aRegionHasNoMoreReplicasThanItsMessageCanCount() {
        List<Replica> replicas = new ArrayList<>();
        for (int rank = 1; rank <= 256; rank++) {
            replicas.add(new Replica(rank, rank, 0));
        }
        RingView ring = RingView.of(0, new long[] {1}, new int[] {1});
        Configuration most = new Configuration(ring, List.of(Region.of(Arc.wholeCircle(1), replicas.subList(0, 255))));
        Configuration tooMany = new Configuration(ring, List.of(Region.of(Arc.wholeCircle(1), replicas)));
        byte[] message = ConfigurationCodec.encode(most);

        assertThat(ConfigurationCodec.decode(message, 0, message.length).regions())
                .isEqualTo(most.regions());
        assertThatThrownBy(() -> ConfigurationCodec.encode(tooMany)).hasMessage("a region with 256 replicas");
    }

    private static List<NodeRef> nodes(RingView ring) {
        List<NodeRef> nodes = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            nodes.add(ring.node(i));
        }
        return nodes;
    }
}
