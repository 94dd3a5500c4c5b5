package mpjdht.experiment.replication;

import java.util.HashMap;
import java.util.Map;
import mpjdht.experiment.replication.PaperMessage.Kind;
import mpjdht.node.Outbox;
import mpjdht.node.StateMachine;
import mpjdht.sim.SeededRandom;

/** A client of the papers' protocols, which asks for ever, as its load says. */
final class PaperClient implements StateMachine {
    private static final long NEXT = 0;

    private final PaperProtocol protocol;
    private final int rank;
    private final int servers;
    private final Load load;
    private final SeededRandom random;
    private final AnswerLog log;
    private final Map<Long, Asked> underWay = new HashMap<>();
    private long requests;
    private long dueMicros;
    private boolean isWaiting;

    private record Asked(boolean isUpdate, long micros) {}

    PaperClient(PaperProtocol protocol, int rank, int servers, Load load, SeededRandom random, AnswerLog log) {
        this.protocol = protocol;
        this.rank = rank;
        this.servers = servers;
        this.load = load;
        this.random = random;
        this.log = log;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        long request = PaperMessage.read(bytes, offset).request();
        Asked asked = underWay.remove(request);
        log.heard(new AnswerLog.Answer(rank - servers, asked.isUpdate(), asked.micros(), nowMicros, false));
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        if (underWay.size() == load.window() || isWaiting) {
            return false;
        }
        if (load.intervalMicros() > 0) {
            if (nowMicros < dueMicros) {
                isWaiting = true;
                outbox.setTimer(dueMicros - nowMicros, NEXT);
                return false;
            }
            dueMicros = Math.max(dueMicros, nowMicros - load.intervalMicros()) + load.intervalMicros();
        }
        boolean isUpdate = random.happens(load.updatesPerMillion());
        requests++;
        underWay.put(requests, new Asked(isUpdate, nowMicros));
        new PaperMessage(isUpdate ? Kind.UPDATE : Kind.QUERY, rank, requests, 0).send(server(isUpdate), outbox);
        return true;
    }

    private int server(boolean isUpdate) {
        if (isUpdate) {
            return 0;
        }
        return switch (protocol) {
            case CHAIN -> servers - 1;
            case PRIMARY_BACKUP -> 0;
            case WEAK_CHAIN, CRAQ -> random.nextInt(servers);
        };
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        isWaiting = false;
    }

    @Override
    public boolean finished() {
        return false;
    }
}
