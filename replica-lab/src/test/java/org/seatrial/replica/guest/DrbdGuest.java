package org.seatrial.replica.guest;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * One of two storage servers with Debian's kernel and DRBD, joined by a cable between them. Whoever connects to its port on
 * the loopback gets a shell.
 */
public final class DrbdGuest implements AutoCloseable {

    private static final List<String> MODULES =
            List.of("virtio_pci", "virtio_net", "libcrc32c", "lru_cache", "brd", "drbd");
    private static final String TOOLS = "drbd-utils";
    private static final int MEMORY_MIB = 160;
    private static final int READ_WITHIN_MS = 30_000;
    private static final long POLL_NS = 20_000_000;

    private final Process qemu;
    private final Path console;
    private final int port;

    private DrbdGuest(Process qemu, Path console, int port) {
        this.qemu = qemu;
        this.console = console;
        this.port = port;
    }

    /**
     * Both, with DRBD's resource joined and nothing on it; the first is the one to wait for the other's cable.
     *
     * @param folder for their files, and a socket between them
     */
    public static List<DrbdGuest> pair(Path folder) throws IOException {
        GuestParts parts = GuestParts.provided(GuestParts.cache());
        Path image = folder.resolve("drbd.initramfs");
        write(parts, folder, image);
        Path cable = folder.resolve("cable");
        DrbdGuest first = start(parts, image, folder, 1, "server=on,addr.type=unix,addr.path=" + cable);
        try {
            while (!Files.exists(cable)) {
                first.requireAlive();
                LockSupport.parkNanos(POLL_NS);
            }
            return List.of(first, start(parts, image, folder, 2, "server=off,addr.type=unix,addr.path=" + cable));
        } catch (IOException | RuntimeException failed) {
            first.close();
            throw failed;
        }
    }

    private static void write(GuestParts parts, Path folder, Path file) throws IOException {
        Path tools = new DebianPackages(GuestParts.cache()).unpacked(TOOLS);
        KernelModules modules = new KernelModules(parts.modules());
        Set<String> order = new LinkedHashSet<>();
        MODULES.forEach(module -> order.addAll(modules.closure(module)));
        Set<Path> libraries = new LinkedHashSet<>();
        List<String> programs = List.of("sbin/drbdsetup", "sbin/drbdmeta", "lib/drbd/drbdsetup-84");
        programs.forEach(program -> libraries.addAll(GuestTelephone.libraries(folder, tools.resolve(program))));
        Set<String> folders = new LinkedHashSet<>(List.of(
                "bin",
                "sbin",
                "dev",
                "proc",
                "sys",
                "tmp",
                "modules",
                "lib",
                "lib/drbd",
                "run",
                "var",
                "var/lock",
                "var/run",
                "var/lib",
                "var/lib/drbd"));
        libraries.forEach(library -> folders.addAll(GuestTelephone.parents(library)));
        Initramfs image = new Initramfs();
        folders.forEach(image::folder);
        image.characterDevice("dev/console", 5, 1);
        image.file("bin/busybox", Files.readAllBytes(parts.busybox()));
        for (String module : order) {
            image.file("modules/" + module + ".ko", Files.readAllBytes(modules.file(module)));
        }
        for (String program : programs) {
            image.file(program, Files.readAllBytes(tools.resolve(program)));
        }
        for (Path library : libraries) {
            image.file(library.toString().substring(1), Files.readAllBytes(library));
        }
        try (InputStream in = DrbdGuest.class.getResourceAsStream("drbd-init.sh")) {
            if (in == null) {
                throw new GuestException("drbd-init.sh is not beside its class");
            }
            String init = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            image.file("init", init.replace("MODULES", String.join(" ", order)));
        }
        image.write(file);
    }

    private static DrbdGuest start(GuestParts parts, Path image, Path folder, int me, String cable) throws IOException {
        int port = freePort();
        Path console = folder.resolve("console" + me);
        List<String> command = new ArrayList<>(List.of(
                Accelerator.QEMU,
                "-nodefaults",
                "-no-user-config",
                "-no-reboot",
                "-display",
                "none",
                "-machine",
                "pc"));
        command.addAll(List.of("-accel", Accelerator.TCG.option(), "-cpu", Accelerator.TCG.processor()));
        command.addAll(Accelerator.firmware());
        command.addAll(List.of(
                "-m", Integer.toString(MEMORY_MIB), "-kernel", parts.kernel().toString()));
        command.addAll(List.of("-initrd", image.toString(), "-serial", "file:" + console, "-append"));
        command.add(Accelerator.ARGUMENTS + " net.ifnames=0 me=" + me + " other=" + (3 - me));
        command.addAll(List.of("-netdev", "stream,id=cable," + cable));
        command.addAll(List.of("-device", "virtio-net-pci,netdev=cable,mac=02:00:00:00:09:0" + me));
        command.addAll(List.of(
                "-netdev",
                "user,id=control,net=198.18.8.0/24,restrict=on,hostfwd=tcp:127.0.0.1:" + port + "-198.18.8.15:22"));
        command.addAll(List.of("-device", "virtio-net-pci,netdev=control,mac=02:00:00:00:08:0" + me));
        Process qemu = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("qemu" + me + ".log").toFile())
                .start();
        return new DrbdGuest(qemu, console, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Of the loopback. */
    public int port() {
        return port;
    }

    /** Whether it has come up and joined the resource; fails if it never will. */
    public boolean ready() throws IOException {
        requireAlive();
        return Files.exists(console) && said().contains(Accelerator.READY);
    }

    private String said() throws IOException {
        return Files.readString(console, StandardCharsets.ISO_8859_1);
    }

    private void requireAlive() throws IOException {
        if (!qemu.isAlive()) {
            throw new GuestException(
                    "the guest ended with code " + qemu.exitValue() + ": " + (Files.exists(console) ? said() : ""));
        }
    }

    /** What a command prints. */
    public String run(String command) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), READ_WITHIN_MS);
            socket.setSoTimeout(READ_WITHIN_MS);
            socket.getOutputStream().write((command + "\nexit\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As if its power were lost. */
    @Override
    public void close() {
        qemu.destroyForcibly();
        qemu.onExit().join();
    }
}
