package org.seatrial.report.attestation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import org.seatrial.recording.Digests;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a DSSE 1.0 envelope with one signature says, its signature checked: one line of {@code acceptance.intoto.jsonl}.
 *
 * <p>Beside the key id stands the public key itself, a hint as little to be trusted as the id: with it anybody can tell
 * whether the file is intact, but only a key the customer names tells who signed.
 *
 * @param statement read from the very bytes that were signed
 * @param signer fingerprint of the key
 * @param algorithm that the key signs with, as {@link Keys} names it
 * @param payloadDigest SHA-256 of the signed statement's bytes, lower-case hex
 * @param timestamp when an authority says that the signature was there already
 */
record Envelope(
        JsonNode statement, String signer, String algorithm, String payloadDigest, Optional<Timestamp> timestamp) {

    static final String IN_TOTO = "application/vnd.in-toto+json";

    private static final String TIMESTAMP = "timestamp";

    /** Signs a statement; the line without its end. */
    static String sign(JsonNode statement, SigningKey key) {
        return sign(statement, key, Optional.empty());
    }

    /** Signs a statement and has the signature stamped; the line without its end. */
    static String sign(JsonNode statement, SigningKey key, Optional<TimestampAuthority> authority) {
        byte[] payload = StrictJson.bytes(statement);
        byte[] signature = key.sign(Pae.of(IN_TOTO, payload));
        Base64.Encoder base64 = Base64.getEncoder();
        ObjectNode envelope = StrictJson.object();
        envelope.put("payload", base64.encodeToString(payload));
        envelope.put("payloadType", IN_TOTO);
        ObjectNode entry = envelope.putArray("signatures")
                .addObject()
                .put("keyid", key.fingerprint())
                .put("sig", base64.encodeToString(signature))
                .put("publicKey", base64.encodeToString(key.publicKey().getEncoded()));
        authority.ifPresent(one -> entry.put(TIMESTAMP, base64.encodeToString(one.stamp(signature))));
        return new String(StrictJson.bytes(envelope), StandardCharsets.UTF_8);
    }

    /** Reads a line and checks its signature; nothing of an envelope is usable before that. */
    static Envelope verified(String line) throws UnverifiableException {
        JsonNode json = StrictJson.parse(line.getBytes(StandardCharsets.UTF_8));
        String type = text(json, "payloadType");
        if (!IN_TOTO.equals(type)) {
            throw new UnverifiableException("payloadType is '" + type + "', expected '" + IN_TOTO + "'");
        }
        byte[] payload = decode(json, "payload");
        JsonNode signatures = json.path("signatures");
        if (!signatures.isArray() || signatures.size() != 1) {
            throw new UnverifiableException("expected exactly one signature, found " + signatures.size());
        }
        JsonNode entry = signatures.get(0);
        byte[] signature = decode(entry, "sig");
        try {
            PublicKey key = Keys.decodePublic(decode(entry, "publicKey"));
            if (!Keys.fingerprint(key).equals(text(entry, "keyid"))) {
                throw new UnverifiableException("keyid is not the fingerprint of publicKey");
            }
            if (!SigningKey.verifies(key, Pae.of(type, payload), signature)) {
                throw new UnverifiableException("the signature does not match the payload");
            }
            Optional<Timestamp> timestamp = entry.has(TIMESTAMP)
                    ? Optional.of(Timestamp.verified(decode(entry, TIMESTAMP), signature))
                    : Optional.empty();
            return new Envelope(
                    StrictJson.parse(payload),
                    Keys.fingerprint(key),
                    Keys.algorithm(key),
                    Digests.sha256(payload),
                    timestamp);
        } catch (GeneralSecurityException e) {
            throw new UnverifiableException("the signature cannot be checked: " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode node, String name) throws UnverifiableException {
        JsonNode value = node.path(name);
        if (!value.isString()) {
            throw new UnverifiableException("'" + name + "' is missing or not text");
        }
        return value.stringValue();
    }

    /** DSSE admits both alphabets; one text for one value, so that no byte of the file is free to change. */
    private static byte[] decode(JsonNode node, String name) throws UnverifiableException {
        String text = text(node, name);
        boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        try {
            byte[] bytes = (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
            String again = (urlSafe ? Base64.getUrlEncoder() : Base64.getEncoder()).encodeToString(bytes);
            if (!again.equals(text) && !again.replace("=", "").equals(text)) {
                throw new UnverifiableException("'" + name + "' is not canonical Base64");
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new UnverifiableException("'" + name + "' is not Base64: " + e.getMessage(), e);
        }
    }
}
