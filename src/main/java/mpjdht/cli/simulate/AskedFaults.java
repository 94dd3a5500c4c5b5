package mpjdht.cli.simulate;

import java.util.List;
import mpjdht.cli.setting.WrongValueException;
import mpjdht.sim.Fault;
import mpjdht.sim.FaultList;

/**
 * The faults that a user asks for.
 *
 * @param drawn whether they are to be drawn from the seed
 * @param list else what they are
 */
record AskedFaults(boolean drawn, List<Fault> list) {
    private static final String DRAWN = "drawn";

    static AskedFaults parse(String text) throws WrongValueException {
        try {
            return text.equals(DRAWN)
                    ? new AskedFaults(true, List.of())
                    : new AskedFaults(false, FaultList.parse(text));
        } catch (IllegalArgumentException e) {
            throw WrongValueException.inWords(e.getMessage());
        }
    }
}
