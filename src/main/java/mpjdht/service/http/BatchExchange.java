package mpjdht.service.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import mpjdht.service.Batch;
import mpjdht.service.BatchDesk;

/** {@code POST /batch}: a command file comes, and its results go, line by line, while more of it comes. */
final class BatchExchange extends Exchange implements Batch.Reader {
    private final Batch batch;
    private final Runnable readOn;
    private long unreadBytes;
    private boolean hasBegun;
    private boolean isWhole;
    private boolean isCut;

    /**
     * A file of which nothing has come.
     *
     * @param readOn is told that more of the body may be read
     */
    BatchExchange(Responder responder, BatchDesk desk, boolean stopsOnError, Runnable readOn) {
        super(responder, Integer.MAX_VALUE);
        this.readOn = readOn;
        this.batch = desk.bring(stopsOnError, this);
    }

    @Override
    String verb() {
        return "BATCH";
    }

    private void begin() {
        if (!hasBegun) {
            hasBegun = true;
            responder().begin("application/x-ndjson");
        }
    }

    @Override
    boolean takesMore() {
        return batch.hasRoom();
    }

    @Override
    void take(byte[] bytes) {
        begin();
        if (!isCut) {
            batch.give(bytes);
        }
    }

    @Override
    void run() {
        begin();
        isWhole = true;
        batch.endInput();
    }

    @Override
    public void results(byte[] bytes) {
        unreadBytes += bytes.length;
        responder().append(bytes);
        goOn();
    }

    @Override
    void goOn() {
        if (unreadBytes > 0 && responder().isRead()) {
            batch.read(unreadBytes);
            unreadBytes = 0;
        }
    }

    @Override
    public void hasRoom() {
        readOn.run();
    }

    @Override
    public void ended() {
        if (isCut) {
            String line = Json.text(Map.of("error", "the server ends; no line was run that had not come before"));
            responder().append((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        responder().end();
    }

    @Override
    void endSoon() {
        if (!isWhole) {
            begin();
            isCut = true;
            batch.endInput();
        }
    }

    @Override
    void abandon() {
        batch.abandon();
    }
}
