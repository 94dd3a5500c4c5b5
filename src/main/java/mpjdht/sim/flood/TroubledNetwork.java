package mpjdht.sim.flood;

import mpjdht.sim.FaultRates;
import mpjdht.sim.MessageFilter;
import mpjdht.sim.SeededRandom;

/** Loses, doubles and holds up messages between nodes until it is left in peace. Shows every message to a watch first. */
final class TroubledNetwork implements MessageFilter {
    private final FaultRates rates;
    private final SeededRandom random;
    private final SearchWatch watch;
    private boolean inPeace;

    TroubledNetwork(FaultRates rates, SeededRandom random, SearchWatch watch) {
        this.rates = rates;
        this.random = random;
        this.watch = watch;
    }

    /** From now on every message gets through. */
    void leaveInPeace() {
        inPeace = true;
    }

    @Override
    public boolean passes(int from, int to, byte[] bytes, int offset, int length, Detour detour) {
        watch.sent(bytes, offset, length);
        if (inPeace || from == SimulatedOverlay.CLIENT || to == SimulatedOverlay.CLIENT) {
            return true;
        }
        if (random.happens(rates.dropPerMillion())) {
            return false;
        }
        if (random.happens(rates.duplicatePerMillion())) {
            detour.deliver(from, to, bytes, offset, length, rates.delay().draw(random));
        }
        if (random.happens(rates.delayPerMillion())) {
            detour.deliver(from, to, bytes, offset, length, rates.delay().draw(random));
            return false;
        }
        return true;
    }
}
