package mpjdht.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mpjdht.message.Answer;
import mpjdht.ring.Arc;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.RingView;
import mpjdht.ring.Sha1KeySpace;
import mpjdht.service.DoorThread;
import mpjdht.service.RingWatch;
import mpjdht.service.Token;
import mpjdht.service.grpc.wire.ChordServiceGrpc;
import mpjdht.service.grpc.wire.ChordServiceGrpc.ChordServiceBlockingStub;
import mpjdht.service.grpc.wire.ChordServiceGrpc.ChordServiceFutureStub;
import mpjdht.service.grpc.wire.DeleteRequest;
import mpjdht.service.grpc.wire.FindSuccessorRequest;
import mpjdht.service.grpc.wire.GetPredecessorRequest;
import mpjdht.service.grpc.wire.GetPredecessorResponse;
import mpjdht.service.grpc.wire.GetRequest;
import mpjdht.service.grpc.wire.GetResponse;
import mpjdht.service.grpc.wire.GetSuccessorRequest;
import mpjdht.service.grpc.wire.KeyValue;
import mpjdht.service.grpc.wire.NodeInfo;
import mpjdht.service.grpc.wire.NotifyRequest;
import mpjdht.service.grpc.wire.PingRequest;
import mpjdht.service.grpc.wire.PutRequest;
import mpjdht.service.grpc.wire.PutResponse;
import mpjdht.service.grpc.wire.TransferKeysRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The door for clients of Chord, spoken to by gRPC, with a table behind it instead of a grid. */
class ChordDoorTest {
    private static final String SECRET = "0123456789abcdef";
    private static final long FIRST = 7;
    private static final long SECOND = Long.MAX_VALUE;
    private static final int LONG_MILLIS = 20_000;
    private static final int MOST_BYTES = 50 << 20;
    private static final RingView RING = RingView.of(0, new long[] {FIRST, SECOND}, new int[] {1, 2});

    private final List<String> trouble = new CopyOnWriteArrayList<>();
    private final List<ManagedChannel> channels = new ArrayList<>();
    private FakeRank rank;
    private ChordDoor door;
    private RingWatch watch;
    private int[] ports;

    @BeforeEach
    void open() throws Exception {
        rank = new FakeRank(trouble);
        watch = new RingWatch(RING, () -> door.lookAtRing());
        door = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        CompletableFuture<String> where = new CompletableFuture<>();
        door.open(where::complete);
        String[] told = where.get().replace("127.0.0.1:", "").split("[,-]", -1);
        int lowest = Integer.parseInt(told[0]);
        int highest = Integer.parseInt(told[1]);
        // Which of the two is the first node's, its neighbour knows.
        String address = call(highest)
                .getSuccessor(GetSuccessorRequest.getDefaultInstance())
                .getNode()
                .getAddress();
        int other = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        assertThat(other).isEqualTo(lowest);
        String id = call(highest)
                .getSuccessor(GetSuccessorRequest.getDefaultInstance())
                .getNode()
                .getId();
        ports = id.equals(ChordIds.text(FIRST)) ? new int[] {lowest, highest} : new int[] {highest, lowest};
    }

    private ChordDoor listen(InetSocketAddress address) throws IOException {
        return ChordDoor.listen(
                rank.doors(),
                new ChordDoor.Plan(address, 100, Optional.of(new Token(SECRET)), Optional.empty(), Optional.empty()),
                new Sha1KeySpace(NaiveCircle.BITS),
                RING,
                Optional.of(watch),
                false);
    }

    @AfterEach
    void close() throws Exception {
        rank.keepAnswers(false);
        door.close();
        rank.doors().close();
        // Nobody is at the desks.
        for (int desk = 1; desk < DoorThread.clients(true); desk++) {
            rank.doors().clientEnded();
        }
        assertThat(rank.doors().awaitEnd(LONG_MILLIS)).isTrue();
        for (ManagedChannel channel : channels) {
            channel.shutdownNow();
            assertThat(channel.awaitTermination(LONG_MILLIS, TimeUnit.MILLISECONDS))
                    .isTrue();
        }
        assertThat(trouble).isEmpty();
    }

    private ManagedChannel channel(int port) {
        return channel(port, SECRET);
    }

    private ManagedChannel channel(int port, String secret) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + secret);
        ManagedChannel channel = Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create())
                .maxInboundMessageSize(MOST_BYTES)
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                .build();
        channels.add(channel);
        return channel;
    }

    private ChordServiceBlockingStub call(int port) {
        return ChordServiceGrpc.newBlockingStub(channel(port)).withDeadlineAfter(LONG_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static PutRequest put(String key, String value) {
        return PutRequest.newBuilder().setKey(key).setValue(value).build();
    }

    private static GetRequest get(String key) {
        return GetRequest.newBuilder().setKey(key).build();
    }

    private static void fails(ThrowingCallable call, Status.Code code, String why) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode()).isEqualTo(code))
                .hasMessageContaining(why);
    }

    @Test
    void keysGoInAtOneNodeAndComeOutAtAnother() {
        ChordServiceBlockingStub first = call(ports[0]);
        ChordServiceBlockingStub second = call(ports[1]);
        assertThat(first.put(put("k\u00e4se", "\u2713")).getSuccess()).isTrue();
        assertThat(second.get(get("k\u00e4se")))
                .isEqualTo(GetResponse.newBuilder()
                        .setFound(true)
                        .setValue("\u2713")
                        .build());
        DeleteRequest delete = DeleteRequest.newBuilder().setKey("k\u00e4se").build();
        assertThat(second.delete(delete).getSuccess()).isTrue();
        assertThat(second.delete(delete).getSuccess()).isFalse();
        assertThat(first.get(get("k\u00e4se"))).isEqualTo(GetResponse.getDefaultInstance());
    }

    @Test
    void valuesOfAlmostAMessageAreStoredAndToldAndLargerOnesRefused() {
        ChordServiceBlockingStub node = call(ports[0]);
        String value = "v".repeat(MOST_BYTES - 100);
        assertThat(node.put(put("large", value)).getSuccess()).isTrue();
        assertThat(node.get(get("large")).getValue()).isEqualTo(value);
        fails(() -> node.put(put("larger", value + value.substring(0, 200))), Status.Code.RESOURCE_EXHAUSTED, "");
    }

    @Test
    void keysThatCannotBeAreRefusedWithTheReason() {
        ChordServiceBlockingStub node = call(ports[0]);
        PutResponse refused = node.put(put("", "v"));
        assertThat(refused.getSuccess()).isFalse();
        assertThat(refused.getMessage()).isEqualTo("a key of 0 bytes; right are 1 to 65536");
        fails(() -> node.get(get("k".repeat(65_537))), Status.Code.INVALID_ARGUMENT, "a key of 65537 bytes");
    }

    @Test
    void whatCopiesRefuseIsToldAsWhatItIs() {
        ChordServiceBlockingStub node = call(ports[0]);
        rank.refuse(Answer.REFUSED);
        assertThat(node.put(put("k", "v")).getMessage()).startsWith("too few copies of the key are alive");
        rank.refuse(Answer.UNKNOWN);
        fails(() -> node.put(put("k", "v")), Status.Code.UNKNOWN, "nobody can tell");
        fails(
                () -> node.delete(DeleteRequest.newBuilder().setKey("k").build()),
                Status.Code.UNKNOWN,
                "nobody can tell");
    }

    @Test
    void eachNodeKnowsItsNeighbours() {
        GetPredecessorResponse response = call(ports[0]).getPredecessor(GetPredecessorRequest.getDefaultInstance());
        assertThat(response.getHasPredecessor()).isTrue();
        assertThat(response.getNode())
                .isEqualTo(NodeInfo.newBuilder()
                        .setId(ChordIds.text(SECOND))
                        .setAddress("127.0.0.1:" + ports[1])
                        .build());
        assertThat(call(ports[0]).ping(PingRequest.getDefaultInstance()).getAlive())
                .isTrue();
        fails(
                () -> call(ports[0])
                        .findSuccessor(
                                FindSuccessorRequest.newBuilder().setId("7x").build()),
                Status.Code.INVALID_ARGUMENT,
                "'7x' is no id");
    }

    @Test
    void membersAreHeardAndStrangersAreNot() {
        NodeInfo member = NodeInfo.newBuilder().setId(ChordIds.text(SECOND)).build();
        NodeInfo stranger =
                NodeInfo.newBuilder().setId("99").setAddress("127.0.0.1:9").build();
        ChordServiceBlockingStub node = call(ports[0]);
        assertThat(node.notify(NotifyRequest.newBuilder().setNode(member).build())
                        .getSuccess())
                .isTrue();
        fails(
                () -> node.notify(NotifyRequest.newBuilder().setNode(stranger).build()),
                Status.Code.PERMISSION_DENIED,
                "'99' is no node of this circle");
    }

    @Test
    void keysAreTakenOverByTheNodeThatOwnsThemAlone() {
        TransferKeysRequest.Builder own = TransferKeysRequest.newBuilder();
        TransferKeysRequest.Builder all = TransferKeysRequest.newBuilder();
        Sha1KeySpace space = new Sha1KeySpace(NaiveCircle.BITS);
        for (int i = 0; i < 1000; i++) {
            KeyValue key = KeyValue.newBuilder()
                    .setKey("key" + i)
                    .setValue("value" + i)
                    .build();
            all.addKeys(key);
            KeyPlace place = new KeyPlace();
            space.locate(key.getKeyBytes().toByteArray(), 0, key.getKeyBytes().size(), place);
            if (RING.id(RING.ownerIndex(place.position())) == SECOND) {
                own.addKeys(key);
            }
        }
        ChordServiceBlockingStub node = call(ports[1]);
        fails(() -> node.transferKeys(all.build()), Status.Code.FAILED_PRECONDITION, "does not belong to node");
        assertThat(node.get(get(own.getKeys(0).getKey())).getFound()).isFalse();
        assertThat(own.getKeysCount()).isBetween(100, 900);
        assertThat(node.transferKeys(own.build()).getSuccess()).isTrue();
        for (KeyValue key : own.getKeysList()) {
            assertThat(node.get(get(key.getKey())).getValue()).isEqualTo(key.getValue());
        }
        rank.refuse(Answer.UNAVAILABLE);
        fails(() -> node.transferKeys(own.build()), Status.Code.UNAVAILABLE, "no copy of the key can be reached");
    }

    @Test
    void portsFollowTheRing() {
        ChordServiceBlockingStub first = call(ports[0]);
        watch.announce(RING.join(1000, 1), new Arc(FIRST, 1000), null);
        NodeInfo joined =
                first.getSuccessor(GetSuccessorRequest.getDefaultInstance()).getNode();
        assertThat(joined.getId()).isEqualTo(ChordIds.text(1000));
        int port = Integer.parseInt(joined.getAddress().substring("127.0.0.1:".length()));
        assertThat(call(port)
                        .getSuccessor(GetSuccessorRequest.getDefaultInstance())
                        .getNode()
                        .getId())
                .isEqualTo(ChordIds.text(SECOND));
        watch.announce(RING, new Arc(FIRST, 1000), null);
        assertThat(first.getSuccessor(GetSuccessorRequest.getDefaultInstance())
                        .getNode()
                        .getId())
                .isEqualTo(ChordIds.text(SECOND));
        fails(() -> call(port).ping(PingRequest.getDefaultInstance()), Status.Code.UNAVAILABLE, "");
    }

    @Test
    void toolsFindOutWhatIsThere() throws InterruptedException {
        assertThat(HealthGrpc.newBlockingStub(channel(ports[0]))
                        .check(HealthCheckRequest.newBuilder()
                                .setService("chord.ChordService")
                                .build())
                        .getStatus())
                .isEqualTo(ServingStatus.SERVING);
        BlockingQueue<ServerReflectionResponse> responses = new LinkedBlockingQueue<>();
        StreamObserver<ServerReflectionRequest> requests = ServerReflectionGrpc.newStub(channel(ports[0]))
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                        responses.add(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        trouble.add(failure.toString());
                    }

                    @Override
                    public void onCompleted() {
                        responses.add(ServerReflectionResponse.getDefaultInstance());
                    }
                });
        requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        requests.onNext(ServerReflectionRequest.newBuilder()
                .setFileContainingSymbol("chord.ChordService")
                .build());
        requests.onCompleted();
        assertThat(responses.take().getListServicesResponse().getServiceList())
                .extracting(ServiceResponse::getName)
                .contains("chord.ChordService", "grpc.health.v1.Health");
        assertThat(responses.take().getFileDescriptorResponse().getFileDescriptorProtoCount())
                .isEqualTo(1);
        assertThat(responses.take()).isEqualTo(ServerReflectionResponse.getDefaultInstance());
    }

    @Test
    void answersOnlyThoseWhoKnowTheToken() {
        ManagedChannel stranger = channel(ports[0], SECRET + "0");
        fails(
                () -> ChordServiceGrpc.newBlockingStub(stranger).ping(PingRequest.getDefaultInstance()),
                Status.Code.UNAUTHENTICATED,
                "the token");
        fails(
                () -> HealthGrpc.newBlockingStub(stranger).check(HealthCheckRequest.getDefaultInstance()),
                Status.Code.UNAUTHENTICATED,
                "the token");
    }

    @Test
    void whoHasGoneHarmsNobody() throws Exception {
        rank.keepAnswers(true);
        ChordServiceFutureStub hasty = ChordServiceGrpc.newFutureStub(channel(ports[0]));
        for (int i = 0; i < 3; i++) {
            Future<PutResponse> call = hasty.put(put("k", "v" + i));
            rank.awaitRequests(1);
            assertThat(call.cancel(true)).isTrue();
        }
        rank.keepAnswers(false);
        assertThat(call(ports[0]).get(get("k")).getValue()).isEqualTo("v2");
    }

    @Test
    void nobodyIsAskedForWhoHasLeft() {
        ChordConnection connection = new ChordConnection(rank.doors(), new WaitingBytes());
        List<Status> refused = new ArrayList<>();
        KeyTransfer transfer = new KeyTransfer(
                connection, List.of(KeyValue.newBuilder().setKey("k").build()), () -> false, refused::add);
        CompletableFuture.runAsync(
                        () -> {
                            connection.enter(100);
                            connection.leave();
                            transfer.begin();
                        },
                        rank.doors()::execute)
                .join();
        assertThat(refused).extracting(Status::getCode).containsExactly(Status.Code.UNAVAILABLE);
    }

    @Test
    void whoHasCalledIsAnsweredAtTheEndAndNobodyElseIs() throws Exception {
        rank.keepAnswers(true);
        ManagedChannel channel = channel(ports[0]);
        Future<PutResponse> underWay = ChordServiceGrpc.newFutureStub(channel).put(put("k", "v"));
        rank.awaitRequests(1);
        door.close();
        fails(() -> call(ports[0]).ping(PingRequest.getDefaultInstance()), Status.Code.UNAVAILABLE, "");
        fails(() -> call(ports[1]).ping(PingRequest.getDefaultInstance()), Status.Code.UNAVAILABLE, "");
        rank.doors().close();
        rank.keepAnswers(false);
        assertThat(underWay.get().getSuccess()).isTrue();
    }

    @Test
    void aPortThatIsTakenIsToldAndTheOthersAreGivenBack() throws IOException {
        InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), ports[0]);
        assertThatThrownBy(() -> listen(taken))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("port " + ports[0] + " cannot be had");
    }
}
