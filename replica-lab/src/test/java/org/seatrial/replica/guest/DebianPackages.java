package org.seatrial.replica.guest;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Contents of Debian packages, downloaded and unpacked into a folder and installed nowhere: the kernel's package would
 * otherwise change how the host boots.
 */
public final class DebianPackages {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String UNPACKED = "unpacked";

    private final Path folder;

    /** @param folder kept from run to run; what is there is not fetched again */
    public DebianPackages(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** The name of the package with the kernel that {@code linux-image-amd64} stands for today. */
    public String kernelPackage() {
        Matcher depends = Pattern.compile("(?m)^Depends: (linux-image-\\S+)")
                .matcher(tool("apt-cache", "show", "--no-all-versions", "linux-image-amd64"));
        if (!depends.find()) {
            throw new GuestException("apt does not know which kernel linux-image-amd64 stands for;"
                    + " is its list of packages there ('apt-get update')?");
        }
        return depends.group(1);
    }

    /** The folder with a package's files. */
    public Path unpacked(String name) {
        Path whole = folder.resolve(name);
        if (Files.isDirectory(whole.resolve(UNPACKED))) {
            return whole.resolve(UNPACKED);
        }
        try {
            Files.createDirectories(whole);
            Path part = Files.createTempDirectory(whole, "part");
            download(part, name);
            Path files = Files.createDirectory(part.resolve(UNPACKED));
            try (DirectoryStream<Path> archives = Files.newDirectoryStream(part, "*.deb")) {
                for (Path archive : archives) {
                    Tool.run(part, LIMIT, List.of("dpkg-deb", "-x", archive.toString(), files.toString()));
                    Files.delete(archive);
                }
            }
            // Moved only when whole, so that a run that was killed leaves nothing that looks finished.
            return Files.move(files, whole.resolve(UNPACKED));
        } catch (IOException failed) {
            throw new GuestException("package " + name + " could not be unpacked: " + failed.getMessage(), failed);
        }
    }

    private void download(Path to, String name) {
        List<String> download = List.of("apt-get", "download", "-q", name);
        try {
            Tool.run(to, LIMIT, download);
        } catch (GuestException first) {
            // The list of packages may name a version that the archive has replaced.
            try {
                Tool.run(to, LIMIT, List.of("apt-get", "update", "-q"));
                Tool.run(to, LIMIT, download);
            } catch (GuestException second) {
                second.addSuppressed(first);
                throw new GuestException(
                        "the Debian package " + name + " cannot be had, and guests need it; without guests, run with"
                                + " -Dseatrial.guests=off: " + second.getMessage(),
                        second);
            }
        }
    }

    private String tool(String... command) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new GuestException("folder " + folder + " cannot be made: " + failed.getMessage(), failed);
        }
        return Tool.run(folder, LIMIT, List.of(command));
    }
}
