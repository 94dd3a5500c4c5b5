package mpjdht.service.grpc;

import io.grpc.stub.StreamObserver;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import mpjdht.ring.RingView;
import mpjdht.service.grpc.Search.Found;
import mpjdht.service.grpc.wire.ChordServiceGrpc;
import mpjdht.service.grpc.wire.ClosestPrecedingFingerRequest;
import mpjdht.service.grpc.wire.ClosestPrecedingFingerResponse;
import mpjdht.service.grpc.wire.DeleteRequest;
import mpjdht.service.grpc.wire.DeleteResponse;
import mpjdht.service.grpc.wire.FindPredecessorRequest;
import mpjdht.service.grpc.wire.FindPredecessorResponse;
import mpjdht.service.grpc.wire.FindSuccessorRequest;
import mpjdht.service.grpc.wire.FindSuccessorResponse;
import mpjdht.service.grpc.wire.GetPredecessorRequest;
import mpjdht.service.grpc.wire.GetPredecessorResponse;
import mpjdht.service.grpc.wire.GetRequest;
import mpjdht.service.grpc.wire.GetResponse;
import mpjdht.service.grpc.wire.GetSuccessorRequest;
import mpjdht.service.grpc.wire.GetSuccessorResponse;
import mpjdht.service.grpc.wire.NodeInfo;
import mpjdht.service.grpc.wire.NotifyRequest;
import mpjdht.service.grpc.wire.NotifyResponse;
import mpjdht.service.grpc.wire.PingRequest;
import mpjdht.service.grpc.wire.PingResponse;
import mpjdht.service.grpc.wire.PutRequest;
import mpjdht.service.grpc.wire.PutResponse;
import mpjdht.service.grpc.wire.TransferKeysRequest;
import mpjdht.service.grpc.wire.TransferKeysResponse;

/** What one node of the circle answers at its port. Called by the doors' thread. */
final class ChordCalls extends ChordServiceGrpc.ChordServiceImplBase {
    private final long node;
    private final Circle circle;
    private final Addresses addresses;
    private final KeyAnswers keys;

    /**
     * The calls of a node.
     *
     * @param circle what it knows
     * @param addresses where the others are
     * @param keys asks for keys
     */
    ChordCalls(long node, Circle circle, Addresses addresses, KeyAnswers keys) {
        this.node = node;
        this.circle = circle;
        this.addresses = addresses;
        this.keys = keys;
    }

    @Override
    public void put(PutRequest request, StreamObserver<PutResponse> caller) {
        keys.put(request, new Reply<>(caller));
    }

    @Override
    public void get(GetRequest request, StreamObserver<GetResponse> caller) {
        keys.get(request, new Reply<>(caller));
    }

    @Override
    public void delete(DeleteRequest request, StreamObserver<DeleteResponse> caller) {
        keys.delete(request, new Reply<>(caller));
    }

    @Override
    public void findSuccessor(FindSuccessorRequest request, StreamObserver<FindSuccessorResponse> caller) {
        Reply<FindSuccessorResponse> reply = new Reply<>(caller);
        search(
                request.getId(),
                reply,
                found -> tell(
                        found.successor(),
                        reply,
                        info -> reply.answer(
                                FindSuccessorResponse.newBuilder().setNode(info).build())));
    }

    @Override
    public void findPredecessor(FindPredecessorRequest request, StreamObserver<FindPredecessorResponse> caller) {
        Reply<FindPredecessorResponse> reply = new Reply<>(caller);
        search(
                request.getId(),
                reply,
                found -> tell(
                        found.predecessor(),
                        reply,
                        info -> reply.answer(FindPredecessorResponse.newBuilder()
                                .setNode(info)
                                .build())));
    }

    private void search(String id, Reply<?> reply, Consumer<Found> whenFound) {
        at(id, reply, position -> new Search(circle, node, position, reply.then(whenFound)).begin());
    }

    @Override
    public void getSuccessor(GetSuccessorRequest request, StreamObserver<GetSuccessorResponse> caller) {
        Reply<GetSuccessorResponse> reply = new Reply<>(caller);
        ask(
                reply,
                pointers -> tell(
                        pointers.successor(),
                        reply,
                        info -> reply.answer(
                                GetSuccessorResponse.newBuilder().setNode(info).build())));
    }

    @Override
    public void getPredecessor(GetPredecessorRequest request, StreamObserver<GetPredecessorResponse> caller) {
        Reply<GetPredecessorResponse> reply = new Reply<>(caller);
        ask(reply, pointers -> {
            if (pointers.predecessor().isEmpty()) {
                reply.answer(GetPredecessorResponse.getDefaultInstance());
                return;
            }
            tell(
                    pointers.predecessor().getAsLong(),
                    reply,
                    info -> reply.answer(GetPredecessorResponse.newBuilder()
                            .setNode(info)
                            .setHasPredecessor(true)
                            .build()));
        });
    }

    @Override
    public void closestPrecedingFinger(
            ClosestPrecedingFingerRequest request, StreamObserver<ClosestPrecedingFingerResponse> caller) {
        Reply<ClosestPrecedingFingerResponse> reply = new Reply<>(caller);
        at(
                request.getId(),
                reply,
                position -> ask(
                        reply,
                        pointers -> tell(
                                pointers.closestPreceding(position),
                                reply,
                                info -> reply.answer(ClosestPrecedingFingerResponse.newBuilder()
                                        .setNode(info)
                                        .build()))));
    }

    @Override
    public void notify(NotifyRequest request, StreamObserver<NotifyResponse> caller) {
        Reply<NotifyResponse> reply = new Reply<>(caller);
        circle.ring(reply.then(ring -> {
            String id = request.getNode().getId();
            OptionalLong who = ChordIds.node(id);
            if (who.isEmpty() || ring.indexOf(who.getAsLong()) < 0) {
                reply.fail(ChordErrors.stranger(id));
                return;
            }
            // The predecessor of a node of the circle is known already: no member is nearer.
            reply.answer(NotifyResponse.newBuilder().setSuccess(true).build());
        }));
    }

    @Override
    public void ping(PingRequest request, StreamObserver<PingResponse> caller) {
        new Reply<>(caller).answer(PingResponse.newBuilder().setAlive(true).build());
    }

    @Override
    public void transferKeys(TransferKeysRequest request, StreamObserver<TransferKeysResponse> caller) {
        Reply<TransferKeysResponse> reply = new Reply<>(caller);
        // Of the call that is being handled now, and not later.
        ChordConnection connection = ChordGate.connection();
        ask(reply, pointers -> keys.transfer(request, pointers, connection, reply));
    }

    private void ask(Reply<?> reply, Consumer<Pointers> step) {
        circle.pointers(node, reply.then(step));
    }

    private static void at(String id, Reply<?> reply, LongConsumer step) {
        OptionalLong position = ChordIds.position(id);
        if (position.isEmpty()) {
            reply.fail(ChordErrors.noId(id));
        } else {
            step.accept(position.getAsLong());
        }
    }

    /** Tells of a node; one that has just joined may have to get its port first. */
    private void tell(long who, Reply<?> reply, Consumer<NodeInfo> answer) {
        if (addresses.knows(who)) {
            answer.accept(addresses.info(who));
            return;
        }
        circle.ring(reply.then(ring -> {
            addresses.follow(ring);
            if (addresses.knows(who)) {
                answer.accept(addresses.info(who));
            } else {
                reply.fail(ChordErrors.withoutPort(who));
            }
        }));
    }

    /** Where nodes are. */
    interface Addresses {
        /** Whether a node has an address. */
        boolean knows(long node);

        /** A node that has an address. */
        NodeInfo info(long node);

        /** The nodes of a ring get addresses. */
        void follow(RingView ring);
    }
}
