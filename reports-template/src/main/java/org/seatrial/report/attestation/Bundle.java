package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The lines of {@code acceptance.intoto.jsonl}, each with a valid signature by one and the same key and in its place.
 *
 * @param lines the verified statements, from line 1 up to the first that is not valid
 * @param fingerprint the key that signed line 1; empty if it is not valid
 */
record Bundle(List<JsonNode> lines, String fingerprint) {

    private static final List<String> EXPECTED = List.of(Statements.ACCEPTANCE, Statements.TEST_RESULT);

    static Bundle read(Path runFolder, Checklist checks) {
        List<JsonNode> statements = new ArrayList<>();
        String[] signer = {""};
        checks.check("signature", () -> {
            List<String> lines = lines(runFolder.resolve(Manifest.ATTESTATIONS));
            for (int i = 0; i < lines.size(); i++) {
                String place = Manifest.ATTESTATIONS + " line " + (i + 1);
                try {
                    Envelope envelope = Envelope.verified(lines.get(i));
                    JsonNode statement = placed(envelope.statement(), EXPECTED.get(i));
                    String key = envelope.signer();
                    if (i == 0) {
                        signer[0] = key;
                    } else if (!key.equals(signer[0])) {
                        throw new UnverifiableException("signed by another key than line 1: " + key);
                    }
                    statements.add(statement);
                } catch (UnverifiableException e) {
                    throw new UnverifiableException(place + ": " + e.getMessage(), e);
                }
            }
            return lines.size() + " statements, each signed with Ed25519 by " + signer[0];
        });
        return new Bundle(List.copyOf(statements), signer[0]);
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
        if (lines.size() != EXPECTED.size()) {
            throw new UnverifiableException(
                    Manifest.ATTESTATIONS + " has " + lines.size() + " lines, expected " + EXPECTED.size());
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
