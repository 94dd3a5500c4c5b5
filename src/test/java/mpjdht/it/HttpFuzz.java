package mpjdht.it;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** What nobody should say to the door for HTTP, beside a little of what one may. */
final class HttpFuzz {
    private static final int ONE_IS_LONG = 500;
    private static final int LONG_BYTES = 70_000;

    /** First lines, and behind a bar their bodies; {@code #} is to become a key. None of them changes the ring. */
    private static final List<String> REQUESTS = List.of(
            "GET /keys/#|",
            "HEAD /keys/#|",
            "PUT /keys/#|a value",
            "PUT /keys/%00%ff/#|",
            "DELETE /keys/#|",
            "GET /keys/%zz|",
            "POST /put|{\"key\": \"#\", \"value\": \"v\", \"writer_id\": \"w\"}",
            "POST /put|{\"key\": 7, \"value\": [1, {}]}",
            "POST /get|{\"key\": \"#\"}",
            "POST /delete|{\"key\": \"#\"}",
            "POST /batch|PUT # 1\nGET #\nINCR #\n",
            "POST /batch?on-error=continue|GET #\nNONSENSE\n\"\\xff\nEXPLAIN #\nRING\n",
            "GET /ring|",
            "GET /nodes|",
            "GET /nodes/12345|",
            "POST /nodes|{\"rank\": 99999, \"id\": \"x\"}",
            "DELETE /nodes/12345|",
            "GET /explain/#|",
            "GET /replicas/#|",
            "GET /leader/#|",
            "POST /faults|CRASH RANK 1",
            "POST /sync|",
            "GET /metrics|",
            "GET /server|",
            "GET /health|",
            "GET /openapi.json|",
            "GET /events|",
            "OPTIONS *|",
            "BREW /coffee|",
            "PRI * HTTP/2.0|SM");

    private static final List<String> HEADERS = List.of(
            "if-match: *",
            "if-none-match: *",
            "if-none-match: \"x\", W/\"y\"",
            "expect: 100-continue",
            "connection: close",
            "transfer-encoding: chunked",
            "transfer-encoding: gzip, chunked",
            "content-length: 5",
            "content-length: 99999999999",
            "content-length: -1",
            "content-type: application/json",
            "accept: application/openmetrics-text",
            "origin: http://elsewhere.example",
            "host: elsewhere.example",
            "authorization: Bearer x",
            " folded");

    private HttpFuzz() {}

    /** An input: a request or two, changed or not. */
    static byte[] input(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(2); i >= 0; i--) {
            request(text, random);
        }
        return Mutation.of(text.toString().getBytes(StandardCharsets.ISO_8859_1), random);
    }

    private static void request(StringBuilder text, SplittableRandom random) {
        String[] parts = REQUESTS.get(random.nextInt(REQUESTS.size()))
                .replace("#", "f" + random.nextInt(Fuzzers.KEYS))
                .split("\\|", -1);
        text.append(parts[0])
                .append(" HTTP/1.")
                .append(random.nextInt(10) == 0 ? 0 : 1)
                .append("\r\nhost: localhost\r\n");
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(HEADERS.get(random.nextInt(HEADERS.size()))).append("\r\n");
        }
        if (random.nextInt(ONE_IS_LONG) == 0) {
            text.append("x: ").append("y".repeat(LONG_BYTES)).append("\r\n");
        }
        String body = parts[1];
        if (random.nextInt(4) == 0) {
            String size = Integer.toHexString(body.length());
            text.append("transfer-encoding: chunked\r\n\r\n")
                    .append(size)
                    .append("\r\n")
                    .append(body)
                    .append("\r\n0\r\n\r\n");
        } else {
            text.append("content-length: ")
                    .append(body.length())
                    .append("\r\n\r\n")
                    .append(body);
        }
    }
}
