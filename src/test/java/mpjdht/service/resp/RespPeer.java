package mpjdht.service.resp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mpjdht.runtime.Inbox;
import mpjdht.service.Answers;
import mpjdht.service.Caller;
import mpjdht.service.Desk;
import mpjdht.service.FakeTable;
import mpjdht.service.Figures;
import mpjdht.service.Leave;
import mpjdht.service.Token;

/** One connection, and what it is told. */
final class RespPeer implements Caller {
    final ByteArrayOutputStream told = new ByteArrayOutputStream();
    final Figures figures = new Figures();
    final RespConnection connection;

    RespPeer(FakeTable table) {
        this(table, Optional.empty());
    }

    /** The same, which has to show a token if there is one. */
    RespPeer(FakeTable table, Optional<Token> token) {
        int caller = table.door().callers().enter(this);
        Desk desk = new Desk(new Inbox(() -> {}).slot(), Runnable::run, (line, reply) -> {});
        connection = new RespConnection(
                table.door(),
                desk,
                caller,
                new Pleasantries(7, () -> "facts", token),
                new RespLimits(9, new Leave(false, true, Optional.empty()), Optional.empty()),
                RespDoor.meters(figures),
                this::goOn);
    }

    /** What a client hears that says these lines, and is alone. */
    static String ask(String... lines) {
        FakeTable table = new FakeTable(1);
        RespPeer peer = new RespPeer(table);
        for (String line : lines) {
            byte[] bytes = (line + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            peer.send(bytes, 0, bytes.length);
        }
        boolean works = true;
        while (works) {
            works = table.work();
        }
        return peer.text();
    }

    void send(byte[] bytes, int offset, int length) {
        connection.received(bytes, offset, length);
        goOn();
    }

    @Override
    public void answered(int number, Answers answers, int index) {
        connection.answered(number, answers, index);
    }

    @Override
    public String door() {
        return "test";
    }

    @Override
    public void look(long nanos) {}

    @Override
    public void goOn() {
        connection.goOn();
        told.write(connection.output().bytes(), 0, connection.output().length());
        connection.output().reset();
    }

    @Override
    public void failed(RuntimeException failure) {
        throw failure;
    }

    @Override
    public void close() {
        connection.close();
    }

    String text() {
        return told.toString(StandardCharsets.ISO_8859_1);
    }
}
