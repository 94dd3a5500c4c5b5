package mpjdht.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The doors of a job that serves.
 *
 * @param http port of the door for HTTP, 0 for any; empty when there is none
 * @param resp port of the door for clients of Redis
 * @param grpc port of the first node for clients of Chord
 * @param allowsFaults whether those who come in may play faults
 * @param allowsFlush whether they may delete all keys at once
 * @param allowsEnd whether they may end the job
 * @param listen name or address of this host, where all of them listen
 * @param tokenFile file with what those have to show who come in; empty when nothing
 * @param isInsecure whether that may be empty though other hosts are listened to
 * @param tlsCertificate file with the certificates of doors that speak TLS; empty when they do not
 * @param tlsKey file with the key; there if the certificates are
 */
public record DoorSettings(
        Optional<Integer> http,
        Optional<Integer> resp,
        Optional<Integer> grpc,
        boolean allowsFaults,
        boolean allowsFlush,
        boolean allowsEnd,
        String listen,
        Optional<Path> tokenFile,
        boolean isInsecure,
        Optional<Path> tlsCertificate,
        Optional<Path> tlsKey) {

    /** Whether somebody has to be told which port a door has. */
    boolean takesAnyPort() {
        return Stream.of(http, resp, grpc).flatMap(Optional::stream).anyMatch(port -> port == 0);
    }

    /** Whether a door needs results as JSON. */
    boolean speaksJson() {
        return http.isPresent() || grpc.isPresent();
    }
}
