package mpjdht.service;

import java.util.ArrayList;
import java.util.List;

/** What the doors have done. Of their thread alone. */
public final class Figures {
    private final List<Meter> meters = new ArrayList<>();

    /** A meter for a verb of a door; there is one for each that may be asked for. */
    public Meter meter(String door, String verb) {
        Meter meter = new Meter(door, verb);
        meters.add(meter);
        return meter;
    }

    /** All meters. */
    public List<Meter> meters() {
        return List.copyOf(meters);
    }

    /** A second is over. */
    void endSecond() {
        meters.forEach(Meter::endSecond);
    }
}
