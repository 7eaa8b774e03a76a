package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.seatrial.engine.sys.NetemSupport;
import org.seatrial.lab.LabException;
import org.seatrial.lab.Lacking;
import org.seatrial.replica.guest.Accelerator;
import org.seatrial.replica.guest.GuestParts;
import org.seatrial.replica.guest.GuestTelephone;
import org.seatrial.topology.Design;

/** What this machine has and lacks of what a namespace lab needs. Changes nothing. */
final class Machine {

    private static final int CAP_NET_ADMIN = 12;
    private static final int CAP_NET_RAW = 13;
    private static final int CAP_SYS_ADMIN = 21;
    private static final String RIGHTS_ACTION =
            "run as root, or as an ordinary user inside 'unshare -Urnm' with a tmpfs mounted on /run";

    private Machine() {}

    static List<Lacking> lacking(Set<String> daemons) {
        List<Lacking> lacking = new ArrayList<>();
        if (!onPath("ip")) {
            lacking.add(new Lacking("the program ip", "iproute2", "apt-get install iproute2"));
        }
        for (String daemon : daemons) {
            if (!Files.isExecutable(FrrNode.program(daemon))) {
                lacking.add(new Lacking("the daemon " + FrrNode.program(daemon), "frr", "apt-get install frr"));
            }
        }
        for (Map.Entry<Integer, String> right : Map.of(
                        CAP_NET_ADMIN, "CAP_NET_ADMIN", CAP_NET_RAW, "CAP_NET_RAW", CAP_SYS_ADMIN, "CAP_SYS_ADMIN")
                .entrySet()) {
            if ((capabilities() >> right.getKey() & 1) == 0) {
                lacking.add(new Lacking("the right " + right.getValue(), "", RIGHTS_ACTION));
            }
        }
        for (Path folder : List.of(Layout.namespaceFolder(), LabRegistry.USUAL)) {
            if (!writable(folder)) {
                lacking.add(new Lacking("a folder " + folder + " that may be written to", "", RIGHTS_ACTION));
            }
        }
        return lacking;
    }

    /** What offers volumes. */
    static List<Lacking> lackingVolumes(List<VolumeFront> fronts) {
        SequencedMap<String, String> needed = new LinkedHashMap<>();
        needed.put(VolumeTarget.DISK_PROGRAM, "nbdkit");
        needed.put(VolumeTarget.TARGET_PROGRAM, "qemu-system-common");
        needed.put(PromptListener.PROGRAM, "perl-base");
        fronts.forEach(front -> needed.put(front.program(), front.debianPackage()));
        List<Lacking> lacking = new ArrayList<>();
        needed.forEach((program, debianPackage) -> {
            if (!onPath(program)) {
                lacking.add(new Lacking("the program " + program, debianPackage, "apt-get install " + debianPackage));
            }
        });
        Path files = Path.of("/dev/fuse");
        if (!fronts.isEmpty() && !Files.isWritable(files)) {
            lacking.add(
                    new Lacking("the device " + files + ", to be written to", "", "modprobe fuse, and run as root"));
        }
        return lacking;
    }

    /** @param telephones whether some of the guests take calls */
    static List<Lacking> lackingGuests(boolean telephones) {
        List<Lacking> lacking = new ArrayList<>(GuestParts.lacking(GuestParts.cache()));
        if (telephones) {
            GuestTelephone.lacking().ifPresent(lacking::add);
        }
        if (!onPath(Accelerator.QEMU)) {
            lacking.add(new Lacking(
                    "the program " + Accelerator.QEMU, "qemu-system-x86", "apt-get install qemu-system-x86"));
        }
        Path tunnels = Path.of("/dev/net/tun");
        if (!Files.isWritable(tunnels)) {
            lacking.add(
                    new Lacking("the device " + tunnels + ", to be written to", "", "modprobe tun, and run as root"));
        }
        return lacking;
    }

    static Optional<Lacking> lackingStormControl() {
        return onPath("nft")
                ? Optional.empty()
                : Optional.of(new Lacking("the program nft", "nftables", "apt-get install nftables"));
    }

    static Optional<Lacking> lackingProgram(LabProgram program) {
        String name = program.command().getFirst();
        boolean there = name.contains("/") ? Files.isExecutable(program.folder().resolve(name)) : onPath(name);
        return there
                ? Optional.empty()
                : Optional.of(new Lacking(
                        "the program " + name + ", which the lab file runs on " + program.node(),
                        program.debianPackage(),
                        program.debianPackage().isEmpty()
                                ? "install it, or name its package in the lab file"
                                : "apt-get install " + program.debianPackage()));
    }

    static Optional<Lacking> lackingNetem() {
        return switch (NetemSupport.ofThisKernel()) {
            case NetemSupport.Present present -> Optional.empty();
            case NetemSupport.Absent absent ->
                Optional.of(new Lacking(
                        "a kernel that delays frames by netem (" + absent.reason() + ")",
                        "",
                        "load the kernel's modules, or say 'wire: auto' or 'wire: user-space' in the lab file"));
        };
    }

    private static boolean onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String folder : path.split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static long capabilities() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("CapEff:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .findFirst()
                    .orElse(0);
        } catch (IOException unreadable) {
            // Rights that cannot be shown to be there are reported as lacking.
            return 0;
        }
    }

    /** Whether a folder, or the nearest folder above that exists, may be written to. */
    private static boolean writable(Path folder) {
        Path nearest = folder;
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        return nearest != null && Files.isWritable(nearest);
    }

    /** Name to version of the parts that stand for the design. */
    static Map<String, String> software(Set<String> daemons, Optional<GuestParts> guests) {
        Map<String, String> software = new LinkedHashMap<>();
        if (!daemons.isEmpty()) {
            software.put(
                    "frr",
                    firstLine(Program.run(FrrNode.program("zebra").toString(), "--version"))
                            .replace("zebra version ", ""));
        }
        try {
            software.put(
                    "linux",
                    Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
        } catch (IOException unreadable) {
            throw new LabException("the kernel's version cannot be read: " + unreadable.getMessage(), unreadable);
        }
        software.put("iproute2", firstLine(Program.run("ip", "-V")).replace("ip utility, ", ""));
        guests.ifPresent(parts -> {
            software.put("linux of guests", parts.release());
            software.put(
                    "qemu",
                    firstLine(Program.run(Accelerator.QEMU, "--version")).replace("QEMU emulator version ", ""));
        });
        return software;
    }

    /** Name to version of what offers volumes. */
    static Map<String, String> volumeSoftware(List<VolumeFront> fronts) {
        Map<String, String> software = new LinkedHashMap<>();
        // It does not say its version itself.
        fronts.forEach(front -> software.put(front.program(), installed(front.debianPackage())));
        for (String program : List.of(VolumeTarget.DISK_PROGRAM, VolumeTarget.TARGET_PROGRAM)) {
            software.put(
                    program,
                    firstLine(Program.run(program, "--version"))
                            .replace(program + " ", "")
                            .replace("version ", ""));
        }
        return software;
    }

    private static String installed(String debianPackage) {
        try {
            return firstLine(Program.run("dpkg-query", "-W", "-f=${Version}", debianPackage));
        } catch (LabException notByPackage) {
            return "unknown";
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("unknown").strip();
    }

    /** Every daemon that some node of the design runs; none if nobody routes. */
    static Set<String> daemons(LabFile file, Design design) {
        if (design.nodes().keySet().stream().allMatch(node -> Segments.switched(design, node))) {
            return Set.of();
        }
        Set<String> daemons = new LinkedHashSet<>(List.of("zebra", "bgpd"));
        file.nodes().values().forEach(node -> {
            daemons.addAll(node.configurations().keySet());
            if (!node.routes().isEmpty()) {
                daemons.add("staticd");
            }
        });
        if (file.routing().bfd().isPresent()) {
            daemons.add("bfdd");
        }
        return daemons;
    }
}
