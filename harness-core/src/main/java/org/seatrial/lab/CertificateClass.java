package org.seatrial.lab;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a certificate is about. A replica never claims to be hardware. */
public enum CertificateClass {
    /** Arithmetic only: certifies nothing. */
    FAKE("fake"),
    REPLICA("replica"),
    PHYSICAL_LAB("physical-lab"),
    PRODUCTION_CABLING("production-cabling");

    private final String text;

    CertificateClass(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }
}
