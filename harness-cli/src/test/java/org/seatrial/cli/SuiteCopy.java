package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** A copy of the Leonix suite that a test may spoil or shorten. */
record SuiteCopy(Path folder) {

    static SuiteCopy in(Path parent) {
        return in(parent, "1.0.0");
    }

    static SuiteCopy in(Path parent, String version) {
        Path original = ProjectFiles.root().resolve("suites/leonix-dual-site").resolve(version);
        Path folder = parent.resolve("suite");
        try (Stream<Path> files = Files.list(original)) {
            Files.createDirectories(folder);
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new SuiteCopy(folder);
    }

    /** Replaces a piece of text that must be there. */
    SuiteCopy replace(String file, String text, String by) {
        Path path = folder.resolve(file);
        String content = ProjectFiles.read(path);
        assertThat(content).contains(text);
        return write(file, content.replace(text, by));
    }

    SuiteCopy write(String file, String content) {
        try {
            Files.writeString(folder.resolve(file), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    /** A program of the suite. */
    SuiteCopy program(String file, String content) {
        write(file, content);
        try {
            Files.setPosixFilePermissions(folder.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    SuiteCopy delete(String file) {
        try {
            Files.delete(folder.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    /** The suite with few and short trials: the same design, lab and traffic. */
    SuiteCopy shortened(String trials, String requirements) {
        String suite = ProjectFiles.read(folder.resolve("suite.yaml"));
        return write(
                "suite.yaml",
                suite.substring(0, suite.indexOf("trials:")) + "trials:\n" + trials + "requirements:\n" + requirements);
    }
}
