package mpjdht.sim.chord;

final class Shrink {
    public static void main(String[] a) {
        String bug = a.length > 1 ? a[1] : "";
        RingPlan plan = DrawnPlan.of(Long.parseLong(a[0]));
        Minimiser m = new Minimiser(p -> fails(p, bug) != null);
        RingPlan small = m.minimise(plan);
        System.out.println(m.runs() + " runs; " + fails(small, bug) + "\n" + small);
    }

    static String fails(RingPlan plan, String bug) {
        try {
            new SimulatedRing(plan, Sweep.rules(bug)).run();
            return null;
        } catch (RuntimeException e) {
            return e.getMessage();
        }
    }
}
