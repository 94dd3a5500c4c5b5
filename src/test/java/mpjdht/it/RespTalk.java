package mpjdht.it;

import java.io.IOException;

/** A client of the door for RESP. */
final class RespTalk extends SocketTalk {
    RespTalk(int port, int client) {
        super(port, Talk.key("resp", client));
    }

    @Override
    public void write(long number) throws IOException {
        say("SET " + key() + ' ' + Talk.value(key(), number) + "\r\n");
    }

    @Override
    public void awaitWritten() throws IOException {
        String reply = Lines.next(in());
        if (!reply.equals("+OK")) {
            throw new AssertionError("RESP told " + reply + " of a write of " + key());
        }
    }

    @Override
    public void read() throws IOException {
        say("GET " + key() + "\r\n");
    }

    @Override
    public String awaitRead() throws IOException {
        String head = Lines.next(in());
        return head.startsWith("$") && !head.equals("$-1") ? Lines.next(in()) : head;
    }
}
