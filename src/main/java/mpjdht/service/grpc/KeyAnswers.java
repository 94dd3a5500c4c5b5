package mpjdht.service.grpc;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.service.grpc.wire.DeleteRequest;
import mpjdht.service.grpc.wire.DeleteResponse;
import mpjdht.service.grpc.wire.GetRequest;
import mpjdht.service.grpc.wire.GetResponse;
import mpjdht.service.grpc.wire.KeyValue;
import mpjdht.service.grpc.wire.PutRequest;
import mpjdht.service.grpc.wire.PutResponse;
import mpjdht.service.grpc.wire.TransferKeysRequest;
import mpjdht.service.grpc.wire.TransferKeysResponse;

/** Asks for the keys of calls, on the connection of each, and says what has become of that. */
final class KeyAnswers {
    private static final PutResponse STORED =
            PutResponse.newBuilder().setSuccess(true).setMessage("stored").build();

    private final KeySpace space;
    private final int mostBytes;

    /**
     * Answers of nothing yet.
     *
     * @param space the circle, for the doors' thread alone
     * @param mostBytes longest message
     */
    KeyAnswers(KeySpace space, int mostBytes) {
        this.space = space;
        this.mostBytes = mostBytes;
    }

    void put(PutRequest request, Reply<PutResponse> reply) {
        String wrong = ChordErrors.ofKey(request.getKeyBytes().size());
        if (!wrong.isEmpty()) {
            reply.answer(notStored(wrong));
            return;
        }
        ask(Operation.PUT, request.getKeyBytes(), request.getValueBytes(), reply, (outcome, bytes, offset, length) -> {
            if (outcome == Answer.STORED) {
                reply.answer(STORED);
            } else if (ChordErrors.isKnown(outcome)) {
                reply.answer(notStored(ChordErrors.of(outcome).getDescription()));
            } else {
                reply.fail(ChordErrors.of(outcome));
            }
        });
    }

    private static PutResponse notStored(String why) {
        return PutResponse.newBuilder().setMessage(why).build();
    }

    void get(GetRequest request, Reply<GetResponse> reply) {
        ask(Operation.GET, request.getKeyBytes(), ByteString.EMPTY, reply, (outcome, bytes, offset, length) -> {
            if (outcome == Answer.MISSING) {
                reply.answer(GetResponse.getDefaultInstance());
            } else if (outcome != Answer.FOUND) {
                reply.fail(ChordErrors.of(outcome));
            } else {
                tellValue(ByteString.copyFrom(bytes, offset, length), reply);
            }
        });
    }

    private void tellValue(ByteString value, Reply<GetResponse> reply) {
        if (!value.isValidUtf8()) {
            reply.fail(ChordErrors.NO_UTF8);
            return;
        }
        GetResponse response =
                GetResponse.newBuilder().setFound(true).setValueBytes(value).build();
        if (response.getSerializedSize() > mostBytes) {
            reply.fail(Status.RESOURCE_EXHAUSTED.withDescription(
                    "a value of " + value.size() + " bytes does not fit a message of " + mostBytes));
        } else {
            reply.answer(response);
        }
    }

    void delete(DeleteRequest request, Reply<DeleteResponse> reply) {
        ask(Operation.DELETE, request.getKeyBytes(), ByteString.EMPTY, reply, (outcome, bytes, offset, length) -> {
            if (Answer.isFailure(outcome)) {
                reply.fail(ChordErrors.of(outcome));
            } else {
                reply.answer(DeleteResponse.newBuilder()
                        .setSuccess(outcome == Answer.DELETED)
                        .build());
            }
        });
    }

    private static void ask(int operation, ByteString key, ByteString value, Reply<?> reply, Outcome whenAnswered) {
        String wrong = ChordErrors.ofKey(key.size());
        if (!wrong.isEmpty()) {
            reply.fail(Status.INVALID_ARGUMENT.withDescription(wrong));
            return;
        }
        ChordGate.connection().ask(new KeyCall(operation, key, value, new One(reply, whenAnswered)));
    }

    /** Stores keys that a node owns, for whoever came in on a connection; none of them if one is not its own. */
    void transfer(
            TransferKeysRequest request,
            Pointers pointers,
            ChordConnection connection,
            Reply<TransferKeysResponse> reply) {
        for (KeyValue each : request.getKeysList()) {
            String wrong = ChordErrors.ofKey(each.getKeyBytes().size());
            if (!wrong.isEmpty()) {
                reply.fail(Status.INVALID_ARGUMENT.withDescription(wrong + "; nothing was stored"));
                return;
            }
            if (!owns(pointers, each.getKey())) {
                reply.fail(ChordErrors.notOwner(pointers.self(), each.getKey()));
                return;
            }
        }
        Consumer<Status> whenOver = status -> {
            if (status.isOk()) {
                reply.answer(TransferKeysResponse.newBuilder().setSuccess(true).build());
            } else {
                reply.fail(status);
            }
        };
        new KeyTransfer(connection, request.getKeysList(), reply::isAbandoned, whenOver).begin();
    }

    private boolean owns(Pointers pointers, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        KeyPlace place = new KeyPlace();
        space.locate(bytes, 0, bytes.length, place);
        return pointers.owns(place.position());
    }

    /** What is done with the answer of a key. */
    private interface Outcome {
        void answered(int outcome, byte[] bytes, int offset, int length);
    }

    /** A call for one key. */
    private record One(Reply<?> reply, Outcome whenAnswered) implements KeyCall.Asker {
        @Override
        public boolean isAbandoned() {
            return reply.isAbandoned();
        }

        @Override
        public void answered(int outcome, byte[] bytes, int offset, int length) {
            whenAnswered.answered(outcome, bytes, offset, length);
        }

        @Override
        public void refused(Status why) {
            reply.fail(why);
        }
    }
}
