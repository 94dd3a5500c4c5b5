package mpjdht.service;

import java.util.function.Supplier;
import mpjdht.command.Limits;
import mpjdht.ring.KeySpace;
import mpjdht.runtime.ResultPrinter;

/** What the files of a grid may ask for that is not there. */
public final class FakeGrid {
    private FakeGrid() {}

    /** A grid of one storage rank on that circle. */
    public static BatchDesk.Grid on(Supplier<KeySpace> space) {
        return new BatchDesk.Grid(new Limits(1, 0, -1), space, new ResultPrinter.Bounds(1, 1), false);
    }
}
