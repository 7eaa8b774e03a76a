package org.seatrial.run;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.seatrial.recording.Digests;
import org.seatrial.report.AcceptanceReport.Environment;

/** What a certificate says about the machine and the tool it was made with. */
public final class MachineFacts {

    private static final String UNKNOWN = "unknown";

    private MachineFacts() {}

    public static Environment read(String toolVersion) throws IOException {
        return new Environment(
                toolVersion,
                toolDigest(System.getProperty("java.class.path", "")),
                value("/etc/os-release", "PRETTY_NAME=").replace("\"", ""),
                System.getProperty("os.name", UNKNOWN) + " " + System.getProperty("os.version", UNKNOWN),
                value("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                memoryBytes(),
                System.getProperty("java.vm.name", UNKNOWN) + " " + System.getProperty("java.vm.version", UNKNOWN),
                System.getProperty("user.name", UNKNOWN));
    }

    /** SHA-256 over name and content of everything on the class path, in the order of the names. */
    static String toolDigest(String classPath) throws IOException {
        MessageDigest digest = Digests.sha256();
        List<Path> entries = Stream.of(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .filter(Files::exists)
                .sorted()
                .toList();
        for (Path entry : entries) {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(entry)) {
                files = walk.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path file : files) {
                String name = file.equals(entry)
                        ? String.valueOf(file.getFileName())
                        : entry.relativize(file).toString();
                digest.update((name + "\n" + Digests.sha256(file) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return Digests.hex(digest.digest());
    }

    private static long memoryBytes() throws IOException {
        String kilobytes = value("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) * 1024;
    }

    /** The rest of the first line that begins so, without the separator. */
    private static String value(String file, String begin) throws IOException {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            return UNKNOWN;
        }
        try (Stream<String> lines = Files.lines(path)) {
            Optional<String> line = lines.filter(text -> text.startsWith(begin)).findFirst();
            return line.map(text -> text.substring(begin.length())
                            .replaceFirst("^[\\s:]+", "")
                            .strip())
                    .orElse(UNKNOWN);
        }
    }
}
