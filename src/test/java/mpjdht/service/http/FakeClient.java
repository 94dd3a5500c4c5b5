package mpjdht.service.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.SplittableRandom;
import mpjdht.service.Answers;
import mpjdht.service.Caller;
import mpjdht.service.FakeTable;

/** Stands for a connection with a client who reads now and then. */
final class FakeClient implements Responder, Caller {
    private final FakeTable table;
    private final SplittableRandom random;
    private final int caller;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Exchange exchange = new NoExchange(this);
    private HttpResponseStatus status = HttpResponseStatus.CONTINUE;
    private int longestPiece;
    private boolean isWhole;
    private boolean isRead = true;
    private boolean goesOnSoon;

    FakeClient(FakeTable table, SplittableRandom random) {
        this.table = table;
        this.random = random;
        this.caller = table.door().callers().enter(this);
    }

    /** Place of its one request. */
    long place() {
        return (long) caller << Integer.SIZE;
    }

    /** Asks, and reads the whole response. */
    void ask(Exchange asked, byte[] bytes) {
        exchange = asked;
        exchange.take(bytes);
        exchange.run();
        while (!isWhole) {
            boolean wasRead = isRead;
            isRead = random.nextBoolean();
            boolean hasWorked = table.work();
            if (goesOnSoon || (isRead && !wasRead)) {
                goesOnSoon = false;
                exchange.goOn();
            } else if (isRead && !hasWorked) {
                throw new IllegalStateException("nobody goes on");
            }
        }
    }

    HttpResponseStatus status() {
        return status;
    }

    byte[] body() {
        return body.toByteArray();
    }

    int longestPiece() {
        return longestPiece;
    }

    @Override
    public void send(HttpResponseStatus told, String type, byte[] bytes, int offset, int length, String... headers) {
        begin(told);
        body.write(bytes, offset, length);
        isWhole = true;
    }

    @Override
    public void refuse(HttpResponseStatus told, String why, String... headers) {
        send(told, JSON, Json.bytes(Map.of("error", why)), headers);
    }

    private void begin(HttpResponseStatus told) {
        if (!status.equals(HttpResponseStatus.CONTINUE)) {
            throw new IllegalStateException("two responses");
        }
        status = told;
    }

    @Override
    public void begin(String type) {
        begin(HttpResponseStatus.OK);
    }

    @Override
    public void append(byte[] bytes) {
        if (isWhole || status.equals(HttpResponseStatus.CONTINUE)) {
            throw new IllegalStateException("nothing has begun");
        }
        longestPiece = Math.max(longestPiece, bytes.length);
        body.writeBytes(bytes);
    }

    @Override
    public void end() {
        isWhole = true;
    }

    @Override
    public boolean isRead() {
        return isRead;
    }

    @Override
    public boolean isEnding() {
        return false;
    }

    @Override
    public void submit() {}

    @Override
    public void goOnAfterOthers() {
        goesOnSoon = true;
    }

    @Override
    public String door() {
        return Routes.DOOR;
    }

    @Override
    public void answered(int number, Answers answers, int index) {
        exchange.answered(answers, index);
    }

    @Override
    public void failed(RuntimeException failure) {
        throw failure;
    }

    @Override
    public void close() {}

    @Override
    public void look(long nanos) {}

    @Override
    public void goOn() {}
}
