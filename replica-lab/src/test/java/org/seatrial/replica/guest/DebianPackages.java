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
        try {
            Files.createDirectories(this.folder);
        } catch (IOException failed) {
            throw new GuestException("folder " + folder + " cannot be made: " + failed.getMessage(), failed);
        }
    }

    /** The name of the package with the kernel that {@code linux-image-amd64} stands for today. */
    public String kernelPackage() {
        Pattern depends = Pattern.compile("(?m)^Depends: (linux-image-\\S+)");
        List<String> show = List.of("apt-cache", "show", "--no-all-versions", "linux-image-amd64");
        Matcher found = depends.matcher(withPackageList(folder, "linux-image-amd64", show));
        if (!found.find()) {
            throw new GuestException("apt does not say which kernel linux-image-amd64 stands for");
        }
        return found.group(1);
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
            withPackageList(part, name, List.of("apt-get", "download", "-q", name));
            Path files = Files.createDirectory(part.resolve(UNPACKED));
            try (DirectoryStream<Path> archives = Files.newDirectoryStream(part, "*.deb")) {
                for (Path archive : archives) {
                    Tool.run(part, LIMIT, List.of("dpkg-deb", "-x", archive.toString(), files.toString()));
                    Files.delete(archive);
                }
            }
            // Moved only when whole, so that a run that was killed leaves nothing that looks finished.
            Path finished = Files.move(files, whole.resolve(UNPACKED));
            Files.delete(part);
            return finished;
        } catch (IOException failed) {
            throw new GuestException("package " + name + " could not be unpacked: " + failed.getMessage(), failed);
        }
    }

    /** Runs apt, and once more behind a fresh list of packages: the list may be missing, or name what is gone. */
    private static String withPackageList(Path in, String name, List<String> apt) {
        try {
            return Tool.run(in, LIMIT, apt);
        } catch (GuestException first) {
            try {
                Tool.run(in, LIMIT, List.of("apt-get", "update", "-q"));
                return Tool.run(in, LIMIT, apt);
            } catch (GuestException second) {
                second.addSuppressed(first);
                throw new GuestException(
                        "the Debian package " + name + " cannot be had, and guests need it; without guests, run with"
                                + " -Dseatrial.guests=off: " + second.getMessage(),
                        second);
            }
        }
    }
}
