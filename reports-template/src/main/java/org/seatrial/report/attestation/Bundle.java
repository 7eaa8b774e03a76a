package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seatrial.recording.Digests;
import tools.jackson.databind.JsonNode;

/**
 * The lines of {@code acceptance.intoto.jsonl}, each with a valid signature and in its place: the report and the test
 * result by one and the same key, then the decisions, each over all lines above it.
 *
 * @param lines the verified statements of the report's signer, up to the first that is not valid
 * @param fingerprint the key that signed line 1; empty if it is not valid
 * @param reportDigest SHA-256 of the signed bytes of line 1; empty if it is not valid
 * @param lineDigests SHA-256 of each line that was read
 * @param timestamps of each line that was read
 * @param decisions the countersignatures, in the order they were made
 */
record Bundle(
        List<JsonNode> lines,
        String fingerprint,
        String reportDigest,
        List<String> lineDigests,
        List<Optional<Timestamp>> timestamps,
        List<Countersigned> decisions) {

    private static final List<String> EXPECTED = List.of(Statements.ACCEPTANCE, Statements.TEST_RESULT);

    /** @param signer fingerprint of the key that signed the decision */
    record Countersigned(Decision decision, String signer) {}

    Bundle {
        lines = List.copyOf(lines);
        lineDigests = List.copyOf(lineDigests);
        timestamps = List.copyOf(timestamps);
        decisions = List.copyOf(decisions);
    }

    static Bundle read(Path runFolder, Checklist checks) {
        Reader reader = new Reader();
        checks.check("signature", () -> {
            List<String> lines = lines(runFolder.resolve(Manifest.ATTESTATIONS));
            for (String line : lines) {
                String place = Manifest.ATTESTATIONS + " line " + (reader.lineDigests.size() + 1);
                try {
                    reader.add(line);
                } catch (UnverifiableException e) {
                    throw new UnverifiableException(place + ": " + e.getMessage(), e);
                }
            }
            return EXPECTED.size() + " statements, each signed with " + reader.algorithm + " by " + reader.fingerprint;
        });
        TimestampCheck.stated(reader.timestamps).ifPresent(stamps -> checks.passed("time stamp", stamps));
        for (Countersigned one : reader.decisions) {
            checks.passed("countersignature", one.decision().sentence() + "; key " + one.signer());
        }
        if (reader.decisions.isEmpty()) {
            checks.passed("countersignature", "none: nobody has decided about this report yet");
        }
        return new Bundle(
                reader.statements,
                reader.fingerprint,
                reader.reportDigest,
                reader.lineDigests,
                reader.timestamps,
                reader.decisions);
    }

    /** What was read so far. */
    private static final class Reader {
        private final List<JsonNode> statements = new ArrayList<>();
        private final List<String> lineDigests = new ArrayList<>();
        private final List<Optional<Timestamp>> timestamps = new ArrayList<>();
        private final List<Countersigned> decisions = new ArrayList<>();
        private String fingerprint = "";
        private String algorithm = "";
        private String reportDigest = "";

        void add(String line) throws UnverifiableException {
            Envelope envelope = Envelope.verified(line);
            int place = lineDigests.size();
            if (place < EXPECTED.size()) {
                JsonNode statement = placed(envelope.statement(), EXPECTED.get(place));
                if (place == 0) {
                    fingerprint = envelope.signer();
                    algorithm = envelope.algorithm();
                    reportDigest = envelope.payloadDigest();
                } else if (!envelope.signer().equals(fingerprint)) {
                    throw new UnverifiableException("signed by another key than line 1: " + envelope.signer());
                }
                statements.add(statement);
            } else {
                JsonNode statement = placed(envelope.statement(), Decision.PREDICATE);
                decisions.add(new Countersigned(Decision.of(statement, reportDigest, lineDigests), envelope.signer()));
            }
            lineDigests.add(Digests.sha256(line.getBytes(StandardCharsets.UTF_8)));
            timestamps.add(envelope.timestamp());
        }
    }

    private static List<String> lines(Path file) throws IOException, UnverifiableException {
        if (!Files.isRegularFile(file)) {
            throw new UnverifiableException(Manifest.ATTESTATIONS + " is missing: this run was not signed");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnverifiableException(Manifest.ATTESTATIONS + " is not UTF-8", e);
        }
        if (!text.endsWith("\n")) {
            throw new UnverifiableException(Manifest.ATTESTATIONS + " is truncated: its last line has no end");
        }
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        if (lines.size() < EXPECTED.size()) {
            throw new UnverifiableException(
                    Manifest.ATTESTATIONS + " has " + lines.size() + " lines, expected at least " + EXPECTED.size());
        }
        return lines;
    }

    private static JsonNode placed(JsonNode statement, String predicateType) throws UnverifiableException {
        expect(statement, "_type", Statements.STATEMENT);
        expect(statement, "predicateType", predicateType);
        return statement;
    }

    private static void expect(JsonNode statement, String name, String expected) throws UnverifiableException {
        JsonNode found = statement.path(name);
        if (!found.isString() || !found.stringValue().equals(expected)) {
            throw new UnverifiableException(name + " is " + found + ", expected \"" + expected + "\"");
        }
    }
}
