package org.seatrial.replica.guest;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seatrial.lab.LabException;

/**
 * Contents of Debian packages, downloaded and unpacked into a folder and installed nowhere: the kernel's package would
 * otherwise change how the host boots.
 */
public final class DebianPackages {

    static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String UNPACKED = "unpacked";

    private final Path folder;

    /** @param folder kept from run to run; what is there is not fetched again */
    public DebianPackages(Path folder) {
        this.folder = folder.toAbsolutePath();
        try {
            Files.createDirectories(this.folder);
        } catch (IOException failed) {
            throw new LabException("folder " + folder + " cannot be made: " + failed.getMessage(), failed);
        }
    }

    /**
     * The name of the package with the kernel that another stands for today.
     *
     * @param latest for example {@code linux-image-amd64}
     */
    public String kernelPackage(String latest) {
        Pattern depends = Pattern.compile("(?m)^Depends: (linux-image-\\S+)");
        List<String> show = List.of("apt-cache", "show", "--no-all-versions", latest);
        Matcher found = depends.matcher(withPackageList(folder, latest, show));
        if (!found.find()) {
            throw new LabException("apt does not say which kernel " + latest + " stands for");
        }
        return found.group(1);
    }

    /** Where a package's files are, once they are there, in the folder of its name. */
    static Path unpackedIn(Path whole) {
        return whole.resolve(UNPACKED);
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
        } catch (DirectoryNotEmptyException | FileAlreadyExistsException another) {
            // Somebody else was unpacking the same package, and was first.
            return whole.resolve(UNPACKED);
        } catch (IOException failed) {
            throw new LabException("package " + name + " could not be unpacked: " + failed.getMessage(), failed);
        }
    }

    /** Runs apt, and once more behind a fresh list of packages: the list may be missing, or name what is gone. */
    private static String withPackageList(Path in, String name, List<String> apt) {
        try {
            return Tool.run(in, LIMIT, apt);
        } catch (LabException first) {
            try {
                Tool.run(in, LIMIT, List.of("apt-get", "update", "-q"));
                return Tool.run(in, LIMIT, apt);
            } catch (LabException second) {
                second.addSuppressed(first);
                throw new LabException(
                        "the Debian package " + name + " cannot be had, and guests need it: " + second.getMessage(),
                        second);
            }
        }
    }
}
