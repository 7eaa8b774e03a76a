package org.seatrial.replica.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** This machine's files under a Debian kernel of their own; see the package's page. */
public final class Guest {

    private static final String QEMU = "qemu-system-x86_64";
    private static final int CPUS = 2;
    private static final int MEMORY_MIB = 1536;
    private static final int SHOWN_LINES = 60;

    /** Loaded before the host's files can be read. */
    private static final List<String> AT_BOOT = List.of("virtio_pci", "9pnet_virtio", "9p", "overlay");

    private final Path folder;
    private final Path kernel;
    private final KernelModules modules;
    private final byte[] busybox;

    /**
     * @param folder where packages and results are kept
     * @throws GuestException if a package cannot be had
     */
    public Guest(Path folder) {
        this.folder = folder.toAbsolutePath();
        DebianPackages packages = new DebianPackages(this.folder.resolve("packages"));
        Path files = packages.unpacked(packages.kernelPackage("linux-image-amd64"));
        try (Stream<Path> boot = Files.list(files.resolve("boot"))) {
            kernel = boot.filter(file -> file.getFileName().toString().startsWith("vmlinuz-"))
                    .findFirst()
                    .orElseThrow(() -> new GuestException("the kernel's package holds no kernel: " + files));
            busybox = Files.readAllBytes(packages.unpacked("busybox-static").resolve("bin/busybox"));
        } catch (IOException failed) {
            throw new GuestException("an unpacked package cannot be read: " + failed.getMessage(), failed);
        }
        modules = new KernelModules(files.resolve("lib/modules"));
    }

    /**
     * How a command ended.
     *
     * @param exitCode the command's own
     * @param console all that the kernel and the command printed
     */
    public record Ended(int exitCode, String console) {}

    /**
     * Boots, runs one command and ends.
     *
     * @param command found and run as on this machine, in the root folder, by root
     * @param loadable modules that the guest's kernel finds when it asks for them, with all that they need
     * @throws GuestException if the guest does not end in time or without the command's exit code
     */
    public Ended run(List<String> command, List<String> loadable, Duration limit) {
        try {
            Path result = Files.createDirectories(folder.resolve("result"));
            Path exit = result.resolve("exit");
            Files.deleteIfExists(exit);
            Path initramfs = folder.resolve("initramfs.gz");
            image(command, loadable).write(initramfs);
            Path console = folder.resolve("console.log");
            Files.deleteIfExists(console);
            boot(initramfs, console, result, limit);
            String said = Files.exists(console) ? Files.readString(console, StandardCharsets.ISO_8859_1) : "";
            if (!Files.exists(exit)) {
                throw new GuestException("the guest ended without a result; it said:\n" + lastLines(said));
            }
            return new Ended(Integer.parseInt(Files.readString(exit).strip()), said);
        } catch (IOException failed) {
            throw new GuestException("the guest's files cannot be used: " + failed.getMessage(), failed);
        }
    }

    private Initramfs image(List<String> command, List<String> loadable) {
        Initramfs image = new Initramfs();
        for (String path : List.of("bin", "sbin", "dev", "proc", "sys", "modules", "host", "rw", "guest")) {
            image.folder(path);
        }
        image.characterDevice("dev/console", 5, 1);
        image.file("bin/busybox", busybox);
        image.file("init", GuestScripts.init(AT_BOOT, command));
        image.file("sbin/modprobe", GuestScripts.MODPROBE);
        List<String> taken = new ArrayList<>();
        for (String module : Stream.concat(AT_BOOT.stream(), loadable.stream()).toList()) {
            image.file("modules/" + module + ".order", String.join("\n", modules.closure(module)) + "\n");
            for (String needed : modules.closure(module)) {
                if (!taken.contains(needed)) {
                    taken.add(needed);
                    image.file("modules/" + needed + ".ko", content(modules.file(needed)));
                }
            }
        }
        return image;
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new GuestException(file + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    private void boot(Path initramfs, Path console, Path result, Duration limit) throws IOException {
        List<String> command = List.of(
                QEMU,
                "-nodefaults",
                "-no-user-config",
                "-no-reboot",
                "-display",
                "none",
                "-machine",
                "pc",
                "-accel",
                "tcg,thread=multi",
                "-cpu",
                "qemu64",
                "-smp",
                Integer.toString(CPUS),
                "-m",
                Integer.toString(MEMORY_MIB),
                "-kernel",
                kernel.toString(),
                "-initrd",
                initramfs.toString(),
                "-append",
                "console=ttyS0 quiet panic=-1",
                "-serial",
                "file:" + console,
                "-virtfs",
                "local,path=/,mount_tag=" + GuestScripts.HOST
                        + ",security_model=passthrough,readonly=on,multidevs=remap",
                "-virtfs",
                "local,path=" + result + ",mount_tag=" + GuestScripts.RESULT + ",security_model=none");
        Path said = folder.resolve("qemu.log");
        Process qemu;
        try {
            qemu = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException refused) {
            throw new GuestException(
                    QEMU + " cannot be started, and guests need it (Debian: apt-get install qemu-system-x86); without"
                            + " guests, run with -Dseatrial.guests=off: " + refused.getMessage(),
                    refused);
        }
        try {
            if (!qemu.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                String shown = Files.exists(console) ? Files.readString(console, StandardCharsets.ISO_8859_1) : "";
                throw new GuestException(
                        "the guest did not end within " + limit.toSeconds() + " s; it said:\n" + lastLines(shown));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new GuestException("interrupted while the guest ran", interrupted);
        } finally {
            qemu.destroyForcibly();
        }
        if (qemu.exitValue() != 0) {
            throw new GuestException(QEMU + " ended with code " + qemu.exitValue() + ": "
                    + Files.readString(said).strip());
        }
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }
}
