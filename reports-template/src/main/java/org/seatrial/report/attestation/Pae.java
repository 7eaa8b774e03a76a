package org.seatrial.report.attestation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Pre-authentication encoding of DSSE 1.0: what is signed, so that type and payload cannot be confused. */
final class Pae {

    private Pae() {}

    /** {@code "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body}, lengths in bytes as decimal ASCII. */
    static byte[] of(String payloadType, byte[] body) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + type.length + 32);
        out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(type);
        out.writeBytes((" " + body.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
