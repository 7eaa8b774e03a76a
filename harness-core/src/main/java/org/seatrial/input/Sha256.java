package org.seatrial.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 of what was read, lower-case hex. */
public final class Sha256 {

    private Sha256() {}

    public static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @throws UncheckedIOException if the file cannot be read */
    public static String of(Path file) {
        try {
            return of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The digest of a folder: of the lines {@code <sha256>  <path>}, one for each regular file below it, with paths
     * relative, {@code /} between names, sorted by code unit. {@code sha256sum} over the same list gives the same.
     *
     * @throws UncheckedIOException if a file cannot be read
     */
    public static String ofFolder(Path folder) {
        try {
            // Of a folder that is itself a symbolic link, the link would be all there is to walk.
            Path real = folder.toRealPath();
            return ofLines(real, files(real));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The digest of some files, named relative to a folder, by the same rule. */
    public static String ofLines(Path folder, List<Path> files) {
        StringBuilder lines = new StringBuilder();
        files.stream()
                .map(file -> new Line(relative(folder, file), of(file)))
                .sorted((a, b) -> a.path.compareTo(b.path))
                .forEach(line ->
                        lines.append(line.digest).append("  ").append(line.path).append('\n'));
        return of(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private record Line(String path, String digest) {}

    private static String relative(Path folder, Path file) {
        return folder.toAbsolutePath()
                .normalize()
                .relativize(file.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }
}
