package org.seatrial.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code ./seatrial --version} from start to end, run from the folder of the product. */
public final class VersionRow {

    private static final double BAR_MS = 150;
    private static final int ROUNDS = 25;

    private VersionRow() {}

    public static void main(String[] arguments) throws IOException {
        List<String> command = List.of(Path.of("seatrial").toAbsolutePath().toString(), "--version");
        Program.run(command);
        double[] ms = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            String said = Program.run(command);
            ms[round] = (System.nanoTime() - start) / 1e6;
            if (!said.startsWith("seatrial ")) {
                throw new IllegalStateException("the command said something else than its version: " + said);
            }
        }
        Row row = new Row("VersionRow");
        row.alone("seatrial --version", "ms", ms, BAR_MS);
        System.exit(row.exitCode());
    }
}
