package org.seatrial.generators;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.seatrial.lab.Lab;

/** Where a program that generates traffic keeps its files: with the lab, so that nothing of a killed run stays behind. */
public final class ScratchFolder {

    private ScratchFolder() {}

    /** The folder of a lab's scratch files; the machine's own where the lab has none. */
    public static Path of(Lab lab) {
        return lab.scratch().orElse(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** A new folder of one program. Whoever asks for it removes it. */
    public static Path make(Lab lab, String program) throws IOException {
        return Files.createTempDirectory(of(lab), "seatrial-" + program + "-");
    }
}
