package org.seatrial.benchmarks;

import java.io.IOException;
import java.util.Set;
import org.seatrial.lab.Lab;

/** Brings the lab of {@link LabRow} up and takes it down again: what is timed from start to end. */
public final class LabUpAndDown {

    static final int BRIDGES = 100;

    private LabUpAndDown() {}

    public static void main(String[] arguments) throws IOException {
        long start = System.nanoTime();
        try (Folder folder = Folder.make()) {
            long up;
            try (Lab lab = LineLab.bringUp(LineLab.design(BRIDGES), folder.path(), Set.of())) {
                up = System.nanoTime();
                if (!lab.redundancy().whole()) {
                    throw new IllegalStateException(
                            "the lab came up broken: " + lab.redundancy().missing());
                }
            }
            long down = System.nanoTime();
            System.out.printf("up %d ms, down %d ms%n", (up - start) / 1_000_000, (down - up) / 1_000_000);
        }
    }
}
