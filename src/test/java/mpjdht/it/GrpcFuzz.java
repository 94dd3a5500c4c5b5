package mpjdht.it;

import com.google.protobuf.MessageLite;
import io.grpc.health.v1.HealthCheckRequest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mpjdht.service.grpc.wire.ClosestPrecedingFingerRequest;
import mpjdht.service.grpc.wire.DeleteRequest;
import mpjdht.service.grpc.wire.FindPredecessorRequest;
import mpjdht.service.grpc.wire.FindSuccessorRequest;
import mpjdht.service.grpc.wire.GetRequest;
import mpjdht.service.grpc.wire.GetSuccessorRequest;
import mpjdht.service.grpc.wire.KeyValue;
import mpjdht.service.grpc.wire.NodeInfo;
import mpjdht.service.grpc.wire.NotifyRequest;
import mpjdht.service.grpc.wire.PingRequest;
import mpjdht.service.grpc.wire.PutRequest;
import mpjdht.service.grpc.wire.TransferKeysRequest;

/** What nobody should say to the door for clients of Chord, beside a little of what one may: all that is said on a connection. */
final class GrpcFuzz {
    private static final String CHORD = "/chord.ChordService/";
    private static final String ID = "123456789012345678901234567890";

    /** A method and its message. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Call(String path, byte[] message) {
        Call(String path, MessageLite message) {
            this(path, message.toByteArray());
        }
    }

    private GrpcFuzz() {}

    private static Call call(SplittableRandom random) {
        String key = "f" + random.nextInt(Fuzzers.KEYS);
        return switch (random.nextInt(13)) {
            case 0, 1 ->
                new Call(
                        CHORD + "Put",
                        PutRequest.newBuilder().setKey(key).setValue("a value").build());
            case 2 ->
                new Call(CHORD + "Get", GetRequest.newBuilder().setKey(key).build());
            case 3 ->
                new Call(
                        CHORD + "Delete", DeleteRequest.newBuilder().setKey(key).build());
            case 4 ->
                new Call(
                        CHORD + "FindSuccessor",
                        FindSuccessorRequest.newBuilder().setId(ID).build());
            case 5 ->
                new Call(
                        CHORD + "FindPredecessor",
                        FindPredecessorRequest.newBuilder().setId(ID).build());
            case 6 -> new Call(CHORD + "GetSuccessor", GetSuccessorRequest.getDefaultInstance());
            case 7 ->
                new Call(
                        CHORD + "ClosestPrecedingFinger",
                        ClosestPrecedingFingerRequest.newBuilder().setId(ID).build());
            case 8 ->
                new Call(
                        CHORD + "Notify",
                        NotifyRequest.newBuilder()
                                .setNode(NodeInfo.newBuilder().setId(ID).setAddress("localhost:1"))
                                .build());
            case 9 ->
                new Call(
                        CHORD + "TransferKeys",
                        TransferKeysRequest.newBuilder()
                                .addKeys(KeyValue.newBuilder().setKey(key).setValue("v"))
                                .build());
            case 10 -> new Call(CHORD + "Ping", PingRequest.getDefaultInstance());
            case 11 ->
                new Call(
                        "/grpc.health.v1.Health/" + (random.nextBoolean() ? "Check" : "Watch"),
                        HealthCheckRequest.getDefaultInstance());
            default -> new Call(CHORD + "Nonsense", new byte[] {1, 2, 3});
        };
    }

    /** An input: what a client says first, and some calls; messages, frames or all of it changed, or nothing. */
    static byte[] input(SplittableRandom random) {
        int what = random.nextInt(8);
        List<byte[]> frames = new ArrayList<>();
        for (int stream = 1; stream <= 1 + 2 * random.nextInt(3); stream += 2) {
            Call call = call(random);
            byte[] headers = Http2.callHeaders(call.path());
            frames.add(Http2.frame(
                    Http2.HEADERS, Http2.END_HEADERS, stream, what == 0 ? Mutation.of(headers, random) : headers));
            frames.add(Http2.frame(
                    Http2.DATA,
                    Http2.END_STREAM,
                    stream,
                    what < 4 ? wrong(call.message(), random) : Http2.message(call.message())));
        }
        if (what == 4 || what == 5) {
            frames.add(random.nextInt(frames.size() + 1), frame(random));
            byte[] changed = frames.get(random.nextInt(frames.size()));
            changed[random.nextInt(Http2.HEAD_BYTES)] = (byte) random.nextInt(256);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Http2.preface());
        frames.forEach(bytes::writeBytes);
        return what == 6 ? Mutation.of(bytes.toByteArray(), random) : bytes.toByteArray();
    }

    /** A changed message in a right frame, with the length that it has or another, compressed or said to be. */
    private static byte[] wrong(byte[] message, SplittableRandom random) {
        byte[] changed = Mutation.of(message, random);
        int said = random.nextInt(4) == 0 ? random.nextInt() : changed.length;
        return Http2.message(random.nextInt(10) == 0, said, changed);
    }

    /** A frame of any type with any content. */
    private static byte[] frame(SplittableRandom random) {
        byte[] payload = new byte[random.nextInt(40)];
        random.nextBytes(payload);
        return Http2.frame(random.nextInt(12), random.nextInt(256), random.nextInt(8), payload);
    }
}
