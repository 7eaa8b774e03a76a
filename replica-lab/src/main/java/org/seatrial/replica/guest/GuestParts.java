package org.seatrial.replica.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.seatrial.lab.LabException;
import org.seatrial.lab.Lacking;

/**
 * What guests boot, wherever it is found: a kernel in /boot, or one that was downloaded and unpacked into a cache and
 * installed nowhere, because the kernel's package would change how the host boots.
 *
 * @param release the kernel's, as uname prints it
 * @param modules the folder of its modules, which are not compressed
 * @param busybox a program that needs no library
 */
public record GuestParts(Path kernel, String release, Path modules, Path busybox) {

    /** Loaded by every guest, with all that they need. */
    static final List<String> LOADED = List.of("virtio_pci", "virtio_net", "virtio_blk");

    private static final String LATEST_KERNEL = "linux-image-cloud-amd64";
    private static final String BUSYBOX = "busybox-static";
    private static final String IMAGE = "vmlinuz-";
    private static final Path BUSYBOX_INSTALLED = Path.of("/bin/busybox");
    /** The package busybox has a program of the same name, which needs libraries. */
    private static final Path BUSYBOX_IS_STATIC = Path.of("/usr/share/doc/busybox-static");

    /** Where packages are unpacked: {@code SEATRIAL_CACHE}, /var/cache/seatrial, or the user's own cache. */
    public static Path cache() {
        Map<String, String> environment = System.getenv();
        String told = environment.getOrDefault("SEATRIAL_CACHE", "");
        if (!told.isEmpty()) {
            return Path.of(told);
        }
        Path system = Path.of("/var/cache");
        if (Files.isWritable(system)) {
            return system.resolve("seatrial");
        }
        String own = environment.getOrDefault("XDG_CACHE_HOME", "");
        return own.isEmpty()
                ? Path.of(System.getProperty("user.home", "/"), ".cache", "seatrial")
                : Path.of(own, "seatrial");
    }

    /** What is neither installed, nor in the cache, nor to be had from Debian. Changes nothing, and asks no network. */
    public static List<Lacking> lacking(Path cache) {
        List<Lacking> lacking = new ArrayList<>();
        boolean downloads = onPath("apt-get") && onPath("dpkg-deb");
        if (kernel(cache).isEmpty() && !(downloads && offered(LATEST_KERNEL))) {
            lacking.add(new Lacking(
                    "a Linux kernel for guests, in /boot with its modules or in " + cache,
                    "",
                    "apt-get install " + LATEST_KERNEL + ", or apt-get update, so that it can be downloaded and stays"
                            + " uninstalled"));
        }
        if (busybox(cache).isEmpty() && !(downloads && offered(BUSYBOX))) {
            lacking.add(new Lacking("a busybox that needs no library", BUSYBOX, "apt-get install " + BUSYBOX));
        }
        return lacking;
    }

    /**
     * Finds the parts, and downloads what is not there.
     *
     * @throws LabException naming the package that cannot be had
     */
    public static GuestParts provided(Path cache) {
        if (kernel(cache).isEmpty()) {
            DebianPackages packages = new DebianPackages(cache);
            packages.unpacked(packages.kernelPackage(LATEST_KERNEL));
        }
        if (busybox(cache).isEmpty()) {
            new DebianPackages(cache).unpacked(BUSYBOX);
        }
        Kernel kernel = kernel(cache)
                .orElseThrow(() -> new LabException("package " + LATEST_KERNEL + " holds no kernel with modules"));
        Path busybox =
                busybox(cache).orElseThrow(() -> new LabException("package " + BUSYBOX + " holds no bin/busybox"));
        return new GuestParts(kernel.image(), kernel.release(), kernel.modules(), busybox);
    }

    private record Kernel(Path image, String release, Path modules) {}

    private static Optional<Kernel> kernel(Path cache) {
        List<Path> roots = new ArrayList<>(List.of(Path.of("/")));
        roots.addAll(list(cache).stream()
                .filter(folder -> folder.getFileName().toString().startsWith("linux-image-"))
                .map(DebianPackages::unpackedIn)
                .toList());
        return roots.stream()
                .flatMap(root -> list(root.resolve("boot")).stream()
                        .filter(image -> image.getFileName().toString().startsWith(IMAGE))
                        .map(image -> of(root, image)))
                .filter(kernel -> Files.isReadable(kernel.image()) && hasModules(kernel))
                .max(Comparator.comparing((Kernel kernel) -> kernel.release().contains("cloud"))
                        .thenComparing(Kernel::release));
    }

    private static Kernel of(Path root, Path image) {
        String release = image.getFileName().toString().substring(IMAGE.length());
        return new Kernel(image, release, root.resolve("lib/modules").resolve(release));
    }

    private static boolean hasModules(Kernel kernel) {
        return Files.isReadable(kernel.modules().resolve("kernel/drivers/net/virtio_net.ko"));
    }

    private static Optional<Path> busybox(Path cache) {
        Path unpacked = DebianPackages.unpackedIn(cache.resolve(BUSYBOX)).resolve("bin/busybox");
        if (Files.isExecutable(unpacked)) {
            return Optional.of(unpacked);
        }
        return Files.isDirectory(BUSYBOX_IS_STATIC) && Files.isExecutable(BUSYBOX_INSTALLED)
                ? Optional.of(BUSYBOX_INSTALLED)
                : Optional.empty();
    }

    /** Whether the package lists of this machine have a package. */
    private static boolean offered(String name) {
        try {
            return !Tool.run(
                            Path.of(System.getProperty("java.io.tmpdir")),
                            DebianPackages.LIMIT,
                            List.of("apt-cache", "show", "--no-all-versions", name))
                    .isEmpty();
        } catch (LabException unknown) {
            return false;
        }
    }

    private static boolean onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(":", -1))
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, program)));
    }

    /** A folder's entries by name; none if there is no such folder. */
    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException failed) {
            throw new LabException(folder + " cannot be read: " + failed.getMessage(), failed);
        }
    }
}
