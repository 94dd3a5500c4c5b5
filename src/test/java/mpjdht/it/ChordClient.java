package mpjdht.it;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mpjdht.service.grpc.wire.ChordServiceGrpc;
import mpjdht.service.grpc.wire.ChordServiceGrpc.ChordServiceBlockingStub;
import mpjdht.service.grpc.wire.ClosestPrecedingFingerRequest;
import mpjdht.service.grpc.wire.FindPredecessorRequest;
import mpjdht.service.grpc.wire.FindSuccessorRequest;
import mpjdht.service.grpc.wire.GetRequest;
import mpjdht.service.grpc.wire.GetResponse;
import mpjdht.service.grpc.wire.GetSuccessorRequest;
import mpjdht.service.grpc.wire.NodeInfo;
import mpjdht.service.grpc.wire.PingRequest;
import mpjdht.service.grpc.wire.PutRequest;

/** A client of Chord that finds its own way, as one would that was written for another ring. */
final class ChordClient implements AutoCloseable {
    private static final int BITS = 160;
    private static final BigInteger SIZE = BigInteger.ONE.shiftLeft(BITS);
    private static final int DEADLINE_SECONDS = 20;
    private static final int MOST_STEPS = 200;

    private final Map<String, ManagedChannel> channels = new HashMap<>();

    /** A node as it is told of. */
    record Node(BigInteger id, String address) {
        static Node of(NodeInfo info) {
            return new Node(new BigInteger(info.getId()), info.getAddress());
        }
    }

    static BigInteger hash(String key) {
        try {
            return new BigInteger(1, MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private ChordServiceBlockingStub at(String address) {
        ManagedChannel channel = channels.computeIfAbsent(
                address, where -> Grpc.newChannelBuilder(where, InsecureChannelCredentials.create())
                        .build());
        return ChordServiceGrpc.newBlockingStub(channel).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    Node successor(String address) {
        return Node.of(at(address)
                .getSuccessor(GetSuccessorRequest.getDefaultInstance())
                .getNode());
    }

    Node findSuccessor(String address, BigInteger id) {
        return Node.of(at(address)
                .findSuccessor(
                        FindSuccessorRequest.newBuilder().setId(id.toString()).build())
                .getNode());
    }

    Node findPredecessor(String address, BigInteger id) {
        return Node.of(at(address)
                .findPredecessor(
                        FindPredecessorRequest.newBuilder().setId(id.toString()).build())
                .getNode());
    }

    private Node closestPrecedingFinger(String address, BigInteger id) {
        return Node.of(at(address)
                .closestPrecedingFinger(ClosestPrecedingFingerRequest.newBuilder()
                        .setId(id.toString())
                        .build())
                .getNode());
    }

    /** Looks an id up from node to node: by the closest preceding finger, until the successor owns it. */
    Node lookUp(Node from, BigInteger id) {
        Node node = from;
        for (int step = 0; step < MOST_STEPS; step++) {
            Node successor = successor(node.address());
            if (isBetween(node.id(), id, successor.id())) {
                return successor;
            }
            node = closestPrecedingFinger(node.address(), id);
        }
        throw new IllegalStateException("the lookup of " + id + " from " + from + " goes round");
    }

    /** Whether a number lies in {@code (low, high]} on the circle. */
    private static boolean isBetween(BigInteger low, BigInteger one, BigInteger high) {
        BigInteger way = one.subtract(low).mod(SIZE);
        BigInteger whole = high.subtract(low).mod(SIZE);
        return whole.signum() == 0 || (way.signum() > 0 && way.compareTo(whole) <= 0);
    }

    void put(String address, String key, String value) {
        if (!at(address)
                .put(PutRequest.newBuilder().setKey(key).setValue(value).build())
                .getSuccess()) {
            throw new IllegalStateException(key + " was not stored");
        }
    }

    Optional<String> get(String address, String key) {
        GetResponse response =
                at(address).get(GetRequest.newBuilder().setKey(key).build());
        return response.getFound() ? Optional.of(response.getValue()) : Optional.empty();
    }

    /** Whether nobody answers at an address, now or soon. */
    boolean awaitGone(String address) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS)) {
            try {
                at(address).ping(PingRequest.getDefaultInstance());
            } catch (StatusRuntimeException e) {
                return e.getStatus().getCode() == Status.Code.UNAVAILABLE;
            }
        }
        return false;
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}
