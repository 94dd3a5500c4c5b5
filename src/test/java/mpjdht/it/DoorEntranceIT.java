package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may come in by the doors of a real job, and how. */
class DoorEntranceIT {
    private static final String TOKEN = "a secret of the test 123";

    @TempDir
    private Path folder;

    @Test
    void letsOnlyThoseInWhoKnowTheTokenAndSpeaksTls() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "no openssl");
        Path token = folder.resolve("token");
        Files.writeString(token, TOKEN + "\n");
        Path certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        Process made = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString(),
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost,IP:127.0.0.1")
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        try (Job.Running job = Job.script(
                        "serve",
                        "-np",
                        "4",
                        "--http",
                        "0",
                        "--resp",
                        "0",
                        "--listen",
                        "0.0.0.0",
                        "--token-file",
                        token.toString(),
                        "--tls-cert",
                        certificate.toString(),
                        "--tls-key",
                        key.toString())
                .start()) {
            SSLContext trust = trusting(certificate);
            Web web = new Web(
                    HttpClient.newBuilder().sslContext(trust).build(),
                    "https://localhost:" + Served.port(job, "HTTP by TLS"));
            assertThat(web.get("/health").statusCode()).isEqualTo(200);
            assertThat(web.get("/keys/a").statusCode()).isEqualTo(401);
            assertThat(web.get("/keys/a", "authorization", "Bearer " + TOKEN + "4")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(web.put("/keys/a", "b", "authorization", "Bearer " + TOKEN)
                            .statusCode())
                    .isEqualTo(204);
            try (Socket socket = trust.getSocketFactory().createSocket("localhost", Served.port(job, "RESP by TLS"))) {
                String commands = "GET a\r\nAUTH \"" + TOKEN + "\"\r\nGET a\r\n";
                socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
                String expected = "-NOAUTH Authentication required.\r\n+OK\r\n$1\r\nb\r\n";
                assertThat(socket.getInputStream().readNBytes(expected.length()))
                        .asString(StandardCharsets.US_ASCII)
                        .isEqualTo(expected);
                socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
                // That the server says that nothing more comes is part of TLS; else reading on would fail.
                assertThat(socket.getInputStream().readAllBytes())
                        .asString(StandardCharsets.US_ASCII)
                        .isEqualTo("+OK\r\n");
            }
            Served.terminate(job);
        }
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        Certificate trusted;
        try (var stream = Files.newInputStream(certificate)) {
            trusted = CertificateFactory.getInstance("X.509").generateCertificate(stream);
        }
        store.setCertificateEntry("server", trusted);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void listensElsewhereOnlyWithATokenOrWhenToldThatNoneIsNeeded() throws IOException {
        Job.Result result = Job.script("serve", "-np", "3", "--http", "0", "--listen", "0.0.0.0")
                .run();
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("--listen 0.0.0.0: who comes in from other hosts has to show something;"
                        + " right is --token-file FILE with it, or --insecure");
        Path token = folder.resolve("token");
        Files.writeString(token, "short\n");
        result = Job.script("serve", "-np", "3", "--http", "0", "--token-file", token.toString())
                .run();
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("its first line is too short to be a secret; right is at least 16");
    }
}
