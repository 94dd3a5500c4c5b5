package mpjdht.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mpjdht.service.grpc.wire.ChordServiceGrpc;
import mpjdht.service.grpc.wire.PutRequest;
import mpjdht.service.grpc.wire.PutResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageGuardTest {
    private final List<String> stored = new ArrayList<>();
    private final List<Status> told = new ArrayList<>();

    /** Stores what it is sent. */
    private final class Storing extends ChordServiceGrpc.ChordServiceImplBase {
        @Override
        public void put(PutRequest request, StreamObserver<PutResponse> response) {
            stored.add(request.getKey());
            response.onNext(PutResponse.getDefaultInstance());
            response.onCompleted();
        }
    }

    /** A call of PUT whose end is noted. */
    private final class Noted<A, B> extends ServerCall<A, B> {
        private final MethodDescriptor<A, B> method;

        Noted(MethodDescriptor<A, B> method) {
            this.method = method;
        }

        @Override
        public void request(int messages) {}

        @Override
        public void sendHeaders(Metadata headers) {}

        @Override
        public void sendMessage(B message) {}

        @Override
        public void close(Status status, Metadata trailers) {
            told.add(status);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public MethodDescriptor<A, B> getMethodDescriptor() {
            return method;
        }
    }

    @SuppressWarnings("unchecked") // guarded services take streams
    private void call(byte[] message) {
        ServerMethodDefinition<InputStream, InputStream> put =
                (ServerMethodDefinition<InputStream, InputStream>) MessageGuard.guard(new Storing().bindService())
                        .getMethod(ChordServiceGrpc.getPutMethod().getFullMethodName());
        ServerCall.Listener<InputStream> listener =
                put.getServerCallHandler().startCall(new Noted<>(put.getMethodDescriptor()), new Metadata());
        listener.onMessage(new ByteArrayInputStream(message));
        listener.onHalfClose();
    }

    @Test
    void whatIsAMessageGoesOn() {
        call(PutRequest.newBuilder().setKey("k").build().toByteArray());
        assertThat(stored).containsExactly("k");
        assertThat(told).containsExactly(Status.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff\u00ff", "\n\u0001\u00ff", "\n\u0009k"})
    void whatIsNoneIsRefusedAsNone(String message) {
        call(message.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(stored).isEmpty();
        assertThat(told).singleElement().satisfies(status -> {
            assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(status.getDescription()).contains("no message of this call");
        });
    }
}
