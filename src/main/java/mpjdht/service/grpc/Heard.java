package mpjdht.service.grpc;

import io.grpc.Status;
import java.util.function.Consumer;

/**
 * Who asked, and hears one of two things, once.
 *
 * @param told takes the answer
 * @param failed takes the reason why there is none
 */
record Heard<T>(Consumer<T> told, Consumer<Status> failed) {}
