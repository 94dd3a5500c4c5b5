package mpjdht.runtime.gather;

import java.io.IOException;
import java.util.List;
import mpjdht.runtime.ResultFile;

/** A file for each stream. One is put in place when its stream ends. */
public final class FileForEach implements Destination {
    private final List<ResultFile> files;

    /**
     * Nothing has come.
     *
     * @param files by the numbers of the streams
     */
    public FileForEach(List<ResultFile> files) {
        this.files = List.copyOf(files);
    }

    @Override
    public void take(int stream, byte[] bytes, int offset, int length) throws IOException {
        files.get(stream).write(bytes, offset, length);
    }

    @Override
    public void end(int stream) throws IOException {
        files.get(stream).close();
    }

    @Override
    public void close(boolean failed) throws IOException {
        for (ResultFile file : files) {
            if (failed) {
                file.abandon();
            }
            file.close();
        }
    }
}
