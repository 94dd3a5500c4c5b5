package mpjdht.runtime.gather;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mpjdht.runtime.ResultFile;

/** A file for each stream. One is put in place when its stream ends. */
public final class FileForEach implements Destination {
    private final List<ResultFile> files;

    private FileForEach(List<ResultFile> files) {
        this.files = files;
    }

    /**
     * Opens the files, of which nothing has come yet.
     *
     * @param names by the numbers of the streams
     * @throws IOException if one cannot be written; then all are as they were
     */
    public static FileForEach open(List<Path> names) throws IOException {
        FileForEach opened = new FileForEach(new ArrayList<>());
        try {
            for (Path name : names) {
                opened.files.add(ResultFile.open(name));
            }
        } catch (IOException e) {
            opened.drop();
            throw e;
        }
        return opened;
    }

    /** Nothing is wanted any more: leaves every file as it was before. */
    public void drop() {
        files.forEach(ResultFile::drop);
    }

    @Override
    public void take(int stream, byte[] bytes, int offset, int length) throws IOException {
        files.get(stream).write(bytes, offset, length);
    }

    @Override
    public void end(int stream, boolean failed) throws IOException {
        ResultFile file = files.get(stream);
        if (failed) {
            file.abandon();
        }
        file.close();
    }

    @Override
    public void close(boolean failed) throws IOException {
        IOException first = null;
        for (int stream = 0; stream < files.size(); stream++) {
            try {
                end(stream, failed);
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    @Override
    public void giveUp() throws IOException {
        close(true);
    }
}
