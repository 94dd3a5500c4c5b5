package mpjdht.it;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.math.BigInteger;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mpjdht.service.grpc.wire.ChordServiceGrpc;
import mpjdht.service.grpc.wire.ChordServiceGrpc.ChordServiceBlockingStub;
import mpjdht.service.grpc.wire.DeleteRequest;
import mpjdht.service.grpc.wire.FindSuccessorRequest;
import mpjdht.service.grpc.wire.GetRequest;
import mpjdht.service.grpc.wire.GetResponse;
import mpjdht.service.grpc.wire.PutRequest;
import mpjdht.service.grpc.wire.PutResponse;

/** Keys by gRPC, at the port of one node. */
final class GrpcKeys implements KeyClient {
    private static final Metadata.Key<String> CONTENT_TYPE =
            Metadata.Key.of("content-type", Metadata.ASCII_STRING_MARSHALLER);

    /** An id of this program has the upper 64 of 160 bits. */
    private static final int BITS_BELOW_AN_ID = 96;

    private final ManagedChannel channel;
    private final int timeoutMillis;

    GrpcKeys(int port, int timeoutMillis) {
        this.channel = Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create())
                .build();
        this.timeoutMillis = timeoutMillis;
    }

    private ChordServiceBlockingStub node() {
        return ChordServiceGrpc.newBlockingStub(channel).withDeadlineAfter(timeoutMillis, TimeUnit.MILLISECONDS);
    }

    /** The port of a node, as the one that is asked knows it. */
    int portOf(String node) {
        String position = new BigInteger(node).shiftLeft(BITS_BELOW_AN_ID).toString();
        FindSuccessorRequest question =
                FindSuccessorRequest.newBuilder().setId(position).build();
        String address = ask(() -> node().findSuccessor(question)).getNode().getAddress();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    @Override
    public String get(String key) {
        GetResponse response =
                ask(() -> node().get(GetRequest.newBuilder().setKey(key).build()));
        return response.getFound() ? response.getValue() : null;
    }

    @Override
    public void put(String key, String value) {
        PutResponse response = ask(() ->
                node().put(PutRequest.newBuilder().setKey(key).setValue(value).build()));
        if (!response.getSuccess()) {
            throw new NotDoneException(false, response.getMessage());
        }
    }

    @Override
    public boolean create(String key, String value) {
        throw new UnsupportedOperationException("no call of gRPC stores what is absent");
    }

    @Override
    public boolean canCreate() {
        return false;
    }

    @Override
    public boolean delete(String key) {
        return ask(() -> node().delete(DeleteRequest.newBuilder().setKey(key).build()))
                .getSuccess();
    }

    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (StatusRuntimeException e) {
            if (isOfTheConnection(e)) {
                throw e;
            }
            throw new NotDoneException(e.getStatus().getCode() == Status.Code.UNKNOWN, e.getMessage());
        }
    }

    /** Whether nobody has told that, but the connection has ended. */
    private static boolean isOfTheConnection(StatusRuntimeException e) {
        return e.getTrailers() == null || !e.getTrailers().containsKey(CONTENT_TYPE);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
