package org.seatrial.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder for the time of a benchmark, deleted with everything in it when closed.
 *
 * @param path where it is
 */
public record Folder(Path path) implements AutoCloseable {

    public static Folder make() throws IOException {
        return new Folder(Files.createTempDirectory("seatrial-benchmark-"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
