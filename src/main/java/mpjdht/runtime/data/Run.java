package mpjdht.runtime.data;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run of command files is, so that only the same one goes on where it ended.
 *
 * @param files names of the command files, in their order
 * @param output name of the file that takes the results; empty if they go to the user
 * @param gathered path of the file in which they are until they are put in place; empty if there is none
 * @param window most commands under way
 */
public record Run(List<String> files, String output, String gathered, int window) {
    private static final int MOST_FILES = 1 << 20;

    /** Takes a copy. */
    public Run {
        files = List.copyOf(files);
    }

    /** The same run, whose results are gathered there. */
    public Run gatheredIn(String path) {
        return new Run(files, output, path, window);
    }

    /**
     * Makes certain that a run is the same as this one, but for where its results are.
     *
     * @throws IOException if it is another
     */
    void requireSame(Run now) throws IOException {
        if (!files.equals(now.files())) {
            throw new IOException("the run that is to be resumed has the command files " + String.join(", ", files)
                    + ", and not " + String.join(", ", now.files()));
        }
        if (!output.equals(now.output())) {
            throw new IOException("the results of the run that is to be resumed go to " + place(output)
                    + ", and not to " + place(now.output()));
        }
        if (window != now.window()) {
            throw new IOException("the run that is to be resumed has at most " + window
                    + " commands under way, and not " + now.window() + "; right is --window " + window);
        }
    }

    private static String place(String name) {
        return name.isEmpty() ? "standard output" : name;
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(files.size());
        for (String file : files) {
            out.writeUTF(file);
        }
        out.writeUTF(output);
        out.writeUTF(gathered);
        out.writeInt(window);
    }

    static Run readFrom(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_FILES) {
            throw new IOException("a run has " + count + " command files");
        }
        List<String> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(in.readUTF());
        }
        return new Run(files, in.readUTF(), in.readUTF(), in.readInt());
    }
}
