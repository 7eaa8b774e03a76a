package org.seatrial.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.lab.LabBinding;

/** The example suite, copied so that a test can spoil it. */
public record SuiteFolder(Path path) {

    public static final Path EXAMPLE = Path.of("src/test/resources/suites/two-sites/1.0.0");

    public static SuiteFolder copiedTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : List.of("suite.yaml", "topology.clab.yml", "lab.yaml", "no-bfd.lab.yaml")) {
            Files.copy(EXAMPLE.resolve(name), folder.resolve(name));
        }
        return new SuiteFolder(folder);
    }

    public SuiteFolder with(String file, String before, String after) throws IOException {
        String text = Files.readString(path.resolve(file));
        if (!text.contains(before)) {
            throw new IllegalArgumentException("'" + before + "' is not in " + file);
        }
        Files.writeString(path.resolve(file), text.replace(before, after));
        return this;
    }

    public SuiteFolder with(String before, String after) throws IOException {
        return with("suite.yaml", before, after);
    }

    public Suite read() {
        return SuiteReader.read(path, Optional.empty(), Optional.empty());
    }

    /** The binding of the suite's own lab. */
    public static LabBinding proposed(Suite suite) {
        return Objects.requireNonNull(suite.labs().get(Suite.DEFAULT_LAB));
    }

    /** The messages that reading it gives, without the folder's name. */
    public List<String> told() {
        try {
            read();
            return List.of();
        } catch (InputException e) {
            return e.problems().stream()
                    .map(Problem::message)
                    .map(message -> message.replace(path + "/", ""))
                    .toList();
        }
    }
}
