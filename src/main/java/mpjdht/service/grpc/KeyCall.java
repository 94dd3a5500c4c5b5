package mpjdht.service.grpc;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import mpjdht.message.Operation;

/**
 * A PUT, GET or DELETE that is to be asked for.
 *
 * @param operation one of {@link Operation}
 * @param key of a length that a key may have
 * @param value empty but for PUT
 * @param asker hears what has become of it
 */
record KeyCall(int operation, ByteString key, ByteString value, Asker asker) {

    /** Whoever asks for a key. */
    interface Asker {
        /** Whether nobody wants to know any more. */
        boolean isAbandoned();

        /** It was asked for, and this has become of it; the bytes may not be kept. */
        void answered(int outcome, byte[] bytes, int offset, int length);

        /** It is not asked for. */
        void refused(Status why);
    }

    int bytes() {
        return key.size() + value.size();
    }
}
