package mpjdht.it;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mpjdht.service.grpc.wire.ChordServiceGrpc;
import mpjdht.service.grpc.wire.ChordServiceGrpc.ChordServiceFutureStub;
import mpjdht.service.grpc.wire.GetRequest;
import mpjdht.service.grpc.wire.GetResponse;
import mpjdht.service.grpc.wire.PutRequest;
import mpjdht.service.grpc.wire.PutResponse;

/** A client of the door for gRPC, with a connection of its own. */
final class GrpcTalk implements Talk {
    private static final int DEADLINE_SECONDS = 30;

    private final ManagedChannel channel;
    private final String key;
    private Future<PutResponse> written;
    private Future<GetResponse> read;

    GrpcTalk(int port, int client) {
        key = Talk.key("grpc", client);
        channel = Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create())
                .build();
    }

    private ChordServiceFutureStub node() {
        return ChordServiceGrpc.newFutureStub(channel).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void write(long number) {
        written = node().put(PutRequest.newBuilder()
                .setKey(key)
                .setValue(Talk.value(key, number))
                .build());
    }

    @Override
    public void awaitWritten() {
        PutResponse response = await(written);
        if (!response.getSuccess()) {
            throw new AssertionError("gRPC told " + response.getMessage() + " of a write of " + key);
        }
    }

    @Override
    public void read() {
        read = node().get(GetRequest.newBuilder().setKey(key).build());
    }

    @Override
    public String awaitRead() {
        return await(read).getValue();
    }

    private static <T> T await(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError("gRPC told " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
