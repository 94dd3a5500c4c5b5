package mpjdht.sim.chord;

import mpjdht.node.chord.ChordRules;

final class Sweep {
    public static void main(String[] a) {
        long from = Long.parseLong(a[0]);
        long to = Long.parseLong(a[1]);
        long events = 0;
        int bad = 0;
        long t = System.nanoTime();
        for (long seed = from; seed < to; seed++) {
            RingPlan plan = DrawnPlan.of(seed);
            SimulatedRing ring = null;
            try {
                ring = new SimulatedRing(plan, new ChordRules());
                ring.run();
                events += ring.simulation().traffic().events();
            } catch (RuntimeException e) {
                bad++;
                if (bad < 12) {
                    System.out.println(e.getMessage() + "\n   " + plan);
                    if (!(e instanceof BrokenInvariant)) {
                        (e.getCause() == null ? e : e.getCause()).printStackTrace(System.out);
                    }
                }
            }
        }
        double s = (System.nanoTime() - t) / 1e9;
        System.out.printf("%d bad; %d events %.1f s %.0f/s%n", bad, events, s, events / s);
    }
}
