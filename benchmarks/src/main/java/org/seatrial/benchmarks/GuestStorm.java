package org.seatrial.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.seatrial.input.InputException;
import org.seatrial.input.Problems;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabRequest;
import org.seatrial.lab.NodeProgram;
import org.seatrial.lab.RunningProgram;
import org.seatrial.replica.NamespaceLabProvider;
import org.seatrial.topology.Design;
import org.seatrial.topology.TopologyReader;

/** Many guests are started on one node at once by an operator's script: when all have answered, and their memory. */
public final class GuestStorm {

    private static final int USUAL = 55;
    private static final int MOST = 250;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final String DESIGN = """
        name: storm
        topology:
          nodes:
            hv1: {kind: linux}
            hv2: {kind: linux}
          links:
            - endpoints: ["hv1:eth1", "hv2:eth1"]
        """;

    private GuestStorm() {}

    public static void main(String[] arguments) throws IOException {
        int guests = arguments.length == 0 ? USUAL : Integer.parseInt(arguments[0]);
        if (guests < 1 || guests > MOST) {
            throw new IllegalArgumentException(guests + " guests; 1 to " + MOST);
        }
        try (Folder folder = Folder.make();
                Lab lab = bringUp(folder.path(), guests)) {
            Path script = Files.writeString(folder.path().resolve("start.sh"), start(guests));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path said = folder.path().resolve("start.log");
            NodeProgram program = new NodeProgram(
                    "hv2", List.of(script.toString()), folder.path(), Map.of(), said, LIMIT.plusSeconds(30));
            RunningProgram.End end;
            long startedNs;
            try (RunningProgram running = lab.processes().orElseThrow().start(program)) {
                startedNs = running.startedNs();
                end = running.await();
            }
            long answered = Files.readAllLines(said).stream()
                    .filter(line -> line.contains(" answered on "))
                    .count();
            System.out.printf(
                    "%d of %d guests answered within %.1f s%n", answered, guests, (end.atNs() - startedNs) / 1e9);
            memory();
            if (answered != guests || !end.exitCode().equals(OptionalInt.of(0))) {
                System.out.print(Files.readString(said));
                throw new IllegalStateException("not every guest answered");
            }
        }
    }

    private static Lab bringUp(Path folder, int guests) throws IOException {
        Problems problems = new Problems();
        Design design = TopologyReader.parse("storm.clab.yml", DESIGN, problems)
                .orElseThrow(() -> new InputException(problems.list()));
        Path file = Files.writeString(folder.resolve("lab.yaml"), """
            lab: namespaces
            nodes:
              hv1: {guests: {"vm[001-%03d]": {memory: 96 MiB, address: 198.18.30.1, autostart: false}}}
            """.formatted(guests));
        LabBinding binding = new LabBinding("storm", "namespaces", file, "");
        return new NamespaceLabProvider().bringUp(new LabRequest(design, binding, Set.of(), folder));
    }

    /** 0 of another program, or one that has ended. */
    private static long kibOfQemu(Path process) {
        try {
            return Files.readString(process.resolve("comm")).startsWith("qemu-system")
                    ? Files.readAllLines(process.resolve("smaps_rollup")).stream()
                            .filter(line -> line.startsWith("Pss:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    : 0;
        } catch (IOException ended) {
            return 0;
        }
    }

    /** The proportional set size counts what processes share once altogether. */
    private static void memory() throws IOException {
        int processes = 0;
        long kib = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : all) {
                long own = kibOfQemu(process);
                processes += own > 0 ? 1 : 0;
                kib += own;
            }
        }
        System.out.printf(
                "%d QEMU processes: PSS %d MiB, %d MiB each%n",
                processes, kib / 1024, processes == 0 ? 0 : kib / 1024 / processes);
    }

    private static String start(int guests) {
        return """
            #!/bin/sh
            guests=$(seq -f 'vm%%03g' 1 %d)
            "$SEATRIAL_GUEST" start $guests on hv2 > /dev/null
            "$SEATRIAL_GUEST" await $guests on hv2 within %d
            """.formatted(guests, LIMIT.toSeconds());
    }
}
