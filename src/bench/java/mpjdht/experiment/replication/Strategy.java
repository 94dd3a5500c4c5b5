package mpjdht.experiment.replication;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import mpjdht.sim.SeededRandom;

/** Where copies of volumes are, and how many of them are made again at once after a failure. */
enum Strategy {
    /** At consecutive servers of a ring: the product with one node on each rank. */
    RING("ring"),
    /** At random servers, and as many copies are made at once as a volume has. */
    RANDOM_SEQUENTIAL("rndseq"),
    /** At random servers, and any number of copies is made at once. */
    RANDOM_PARALLEL("rndpar"),
    /** At consecutive nodes, on different servers, of a ring on which each server has many nodes at random places: the product with many nodes on each rank. */
    MANY_NODES("ring, many nodes");

    private final String text;

    Strategy(String text) {
        this.text = text;
    }

    VolumePlaces places(int servers, int volumes, int copies, SeededRandom random) {
        return switch (this) {
            case RING -> new RingPlaces(ring(servers, volumes), copies);
            case MANY_NODES -> new RingPlaces(shuffled(ring(servers, volumes), random), copies);
            case RANDOM_SEQUENTIAL, RANDOM_PARALLEL -> new RandomPlaces(servers, copies, random);
        };
    }

    /** For each volume, in the order of the circle, the server of the node that owns it; volumes of a server side by side. */
    private static int[] ring(int servers, int volumes) {
        return IntStream.range(0, volumes)
                .map(volume -> (int) ((long) volume * servers / volumes))
                .toArray();
    }

    private static int[] shuffled(int[] ring, SeededRandom random) {
        for (int i = ring.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int server = ring[i];
            ring[i] = ring[other];
            ring[other] = server;
        }
        return ring;
    }

    /** The same as a part of a file's name. */
    String fileName() {
        return text.replaceAll("\\W+", "-");
    }

    /** As the figure names it. */
    @Override
    public String toString() {
        return text;
    }

    /** Places at those who follow on the circle, on different servers, as {@link mpjdht.ring.Placement} has it. */
    static final class RingPlaces implements VolumePlaces {
        private final int[] serverOf;
        private final int copies;

        /**
         * Places on a circle with a node for each volume.
         *
         * @param serverOf of each node, in the order of the circle
         */
        RingPlaces(int[] serverOf, int copies) {
            this.serverOf = serverOf;
            this.copies = copies;
        }

        @Override
        public int[] at(int volume, BitSet live) {
            int[] found = new int[copies];
            int count = 0;
            for (int i = 0; i < serverOf.length && count < copies; i++) {
                int server = serverOf[(volume + i) % serverOf.length];
                if (live.get(server) && !isAmong(server, found, count)) {
                    found[count++] = server;
                }
            }
            return Arrays.copyOf(found, count);
        }

        private static boolean isAmong(int server, int[] found, int count) {
            for (int i = 0; i < count; i++) {
                if (found[i] == server) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean areFixed() {
            return true;
        }
    }

    /** Places drawn anew whenever they are asked for. */
    private record RandomPlaces(int servers, int copies, SeededRandom random) implements VolumePlaces {
        @Override
        public int[] at(int volume, BitSet live) {
            BitSet chosen = new BitSet();
            while (chosen.cardinality() < copies) {
                chosen.set(random.nextInt(servers));
            }
            return chosen.stream().toArray();
        }

        @Override
        public boolean areFixed() {
            return false;
        }
    }
}
