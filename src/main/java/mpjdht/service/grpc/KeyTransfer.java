package mpjdht.service.grpc;

import io.grpc.Status;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.service.grpc.wire.KeyValue;

/** Stores many keys, a few at a time. When one cannot be stored, no more are, and the transfer has failed. */
final class KeyTransfer implements KeyCall.Asker {
    private static final int MOST_UNDER_WAY = 64;

    private final ChordConnection connection;
    private final List<KeyValue> keys;
    private final BooleanSupplier isAbandoned;
    private final Consumer<Status> whenOver;
    private Status status = Status.OK;
    private int next;
    private int underWay;
    private boolean isAsking;
    private boolean isOver;

    /**
     * A transfer that has not begun.
     *
     * @param isAbandoned whether nobody wants it any more
     * @param whenOver is told once whether all are stored
     */
    KeyTransfer(
            ChordConnection connection, List<KeyValue> keys, BooleanSupplier isAbandoned, Consumer<Status> whenOver) {
        this.connection = connection;
        this.keys = keys;
        this.isAbandoned = isAbandoned;
        this.whenOver = whenOver;
    }

    /** Begins to store. */
    void begin() {
        goOn();
    }

    private void goOn() {
        if (isAsking) {
            return;
        }
        isAsking = true;
        while (underWay < MOST_UNDER_WAY && goesOn()) {
            KeyValue key = keys.get(next);
            next++;
            underWay++;
            connection.ask(new KeyCall(Operation.PUT, key.getKeyBytes(), key.getValueBytes(), this));
        }
        isAsking = false;
        if (underWay == 0 && !isOver) {
            isOver = true;
            whenOver.accept(status);
        }
    }

    private boolean goesOn() {
        return status.isOk() && next < keys.size() && !isAbandoned.getAsBoolean();
    }

    /** What it has asked for is stored even if whoever called has gone: nobody could tell which keys are. */
    @Override
    public boolean isAbandoned() {
        return false;
    }

    @Override
    public void answered(int outcome, byte[] bytes, int offset, int length) {
        over(outcome == Answer.STORED ? Status.OK : ChordErrors.of(outcome));
    }

    @Override
    public void refused(Status why) {
        over(why);
    }

    private void over(Status one) {
        underWay--;
        if (status.isOk()) {
            status = one;
        }
        goOn();
    }
}
