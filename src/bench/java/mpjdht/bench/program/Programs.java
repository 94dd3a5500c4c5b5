package mpjdht.bench.program;

/** The programs that ranks of a job can run instead of the product, one chosen by a system property. */
public final class Programs {
    /** System property: {@code mpj-raw} or {@code moving-arc}. */
    public static final String PROGRAM = "mpjdht.bench.program";

    private Programs() {}

    /** One rank. */
    public static void main(String[] arguments) {
        switch (System.getProperty(PROGRAM, "")) {
            case "mpj-raw" -> MpjRaw.main(arguments);
            case "moving-arc" -> MovingArc.main(arguments);
            default -> throw new IllegalArgumentException("-D" + PROGRAM + "=mpj-raw or moving-arc");
        }
    }
}
