package mpjdht.cli.multicore;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The standard input of a job that was started for somebody: when it ends, they have gone, however, and the job ends as by SIGTERM. */
public final class Lifeline {
    /** System property: {@code true} where the job's standard input is one. */
    private static final String PROPERTY = "mpjdht.lifeline";

    private Lifeline() {}

    /** Whether the job was started for somebody who waits to hear its port. */
    public static boolean isHeld() {
        return Boolean.getBoolean(PROPERTY);
    }

    /** Ends this process when the lifeline ends. */
    static void watch() {
        Thread watch = new Thread(Lifeline::endWithIt, "lifeline");
        watch.setDaemon(true);
        watch.start();
    }

    private static void endWithIt() {
        try (InputStream in = new FileInputStream(FileDescriptor.in)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // What cannot be read is held by nobody.
            System.exit(0);
        }
        System.exit(0);
    }
}
