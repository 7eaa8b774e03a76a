package org.seatrial.run;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.seatrial.recording.DurableFile;
import org.seatrial.recording.Json;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;

/**
 * A file of lines that only grows. It uses a stream and not a channel, because a channel closes when the writing thread
 * is interrupted, and the last lines of a run are written by a thread that was.
 */
final class AppendOnlyFile implements AutoCloseable {

    private static final ObjectWriter ONE_LINE = Json.mapper().writer().without(SerializationFeature.INDENT_OUTPUT);

    private final Path path;
    private final FileOutputStream out;

    /** Opens or makes the file; a line that a crash left torn is ended first, so that it cannot swallow the next. */
    AppendOnlyFile(Path path) {
        this.path = path;
        try {
            boolean torn = endsInMidLine(path);
            this.out = new FileOutputStream(path.toFile(), true);
            if (torn) {
                out.write('\n');
            }
            out.getFD().sync();
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                DurableFile.syncFolder(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + path, e);
        }
    }

    synchronized void append(Object line) {
        try {
            out.write((ONE_LINE.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + path, e);
        }
    }

    /** Returns once everything appended is on the disk. */
    synchronized void sync() {
        try {
            out.getFD().sync();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot fsync " + path, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + path, e);
        }
    }

    private static boolean endsInMidLine(Path path) throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            return false;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(file.length() - 1);
            return file.read() != '\n';
        }
    }
}
