package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Compares the files of a run folder with the list that was signed: none changed, none missing, none added. */
final class EvidenceCheck {

    private EvidenceCheck() {}

    static String run(Path runFolder, JsonNode statement) throws IOException, UnverifiableException {
        Map<String, Manifest.Entry> signed = signed(statement.path("predicate").path("evidence"));
        Manifest found = Manifest.of(runFolder);
        List<String> differences = new ArrayList<>();
        found.notFiles().forEach(name -> differences.add(name + " is neither a plain file nor a folder"));
        signed.forEach((name, entry) -> {
            Manifest.Entry actual = found.entries().get(name);
            if (actual == null) {
                differences.add(name + " is missing");
            } else if (!actual.equals(entry)) {
                differences.add(name + " was changed after signing");
            }
        });
        found.entries().keySet().stream()
                .filter(name -> !signed.containsKey(name))
                .forEach(name -> differences.add(name + " was added after signing"));
        if (!differences.isEmpty()) {
            throw new UnverifiableException(String.join("; ", differences));
        }
        return signed.size() + " files, none changed, missing or added";
    }

    private static Map<String, Manifest.Entry> signed(JsonNode evidence) throws UnverifiableException {
        Map<String, Manifest.Entry> signed = new TreeMap<>();
        for (JsonNode entry : evidence) {
            String name = entry.path("name").asString("");
            String sha256 = entry.path("digest").path("sha256").asString("");
            if (signed.put(name, new Manifest.Entry(sha256, entry.path("size").asLong(-1))) != null) {
                throw new UnverifiableException(name + " is listed twice");
            }
        }
        return signed;
    }
}
