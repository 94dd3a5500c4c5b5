package mpjdht.cli;

/** Shows the scripts that a JVM starts where they are, with the options that it was given, and comes as far as this program. */
public final class Trial {
    private Trial() {}

    /** Prints the first of its arguments. */
    public static void main(String[] args) {
        System.out.print(args[0]);
    }
}
