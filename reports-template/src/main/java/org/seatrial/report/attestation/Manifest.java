package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.seatrial.recording.Digests;

/**
 * Every file of a run folder with its digest, except the attestations, which cannot list themselves.
 *
 * @param entries by path relative to the run folder, with {@code /}
 * @param notFiles what is neither a plain file nor a folder: a link could point to something that changes later
 */
record Manifest(Map<String, Entry> entries, List<String> notFiles) {

    /** The attestations: the only file that may be in a run folder without being listed. */
    static final String ATTESTATIONS = "acceptance.intoto.jsonl";

    /** @param size bytes */
    record Entry(String sha256, long size) {}

    static Manifest of(Path runFolder) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        List<Path> found;
        try (Stream<Path> paths = Files.walk(runFolder)) {
            found = paths.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
        List<String> notFiles = found.stream()
                .filter(path -> !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                .map(path -> name(runFolder, path))
                .toList();
        for (Path file : found) {
            String name = name(runFolder, file);
            if (!notFiles.contains(name) && !name.equals(ATTESTATIONS)) {
                entries.put(name, new Entry(Digests.sha256(file), Files.size(file)));
            }
        }
        return new Manifest(entries, notFiles);
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    static String mediaType(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return switch (extension) {
            case "json" -> "application/json";
            case "jsonl" -> "application/jsonl";
            case "html" -> "text/html";
            case "xml" -> "application/xml";
            case "yaml", "yml" -> "application/yaml";
            case "csv" -> "text/csv";
            case "pdf" -> "application/pdf";
            default -> "text/plain";
        };
    }
}
