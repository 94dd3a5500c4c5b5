package mpjdht.service.http;

/** A request that is refused before anybody knows what it asks for. */
final class NoExchange extends Exchange {
    NoExchange(Responder responder) {
        super(responder, Integer.MAX_VALUE);
    }

    @Override
    String verb() {
        return "REFUSED";
    }

    @Override
    void run() {
        throw new IllegalStateException("a request that was refused is run");
    }
}
