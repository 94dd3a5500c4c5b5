package mpjdht.service.resp;

/** What a connection is told, and what is known so far of a command with many requests. */
final class Told {
    private final RespOutput output = new RespOutput();
    private long counted;
    private String failure = "";

    /** The replies. */
    RespOutput output() {
        return output;
    }

    /** One of many is done. */
    void count(boolean isThere) {
        counted += isThere ? 1 : 0;
    }

    /** One of many has failed; the first failure is the one that is told. */
    void fail(String error) {
        failure = failure.isEmpty() ? error : failure;
    }

    /** The last of many that store has come. */
    void endStored() {
        if (failure.isEmpty()) {
            output.simple("OK");
        } else {
            output.error(failure);
        }
        endMany();
    }

    /** The last of many that are counted has come. */
    void endCounted() {
        if (failure.isEmpty()) {
            output.number(counted);
        } else {
            output.error(failure);
        }
        endMany();
    }

    private void endMany() {
        counted = 0;
        failure = "";
    }
}
