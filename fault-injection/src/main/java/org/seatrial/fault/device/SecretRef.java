package org.seatrial.fault.device;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a secret is to be found. The reference is no secret: it stands in inventories and ledgers. */
public record SecretRef(Source source, String name) {

    /** Where secrets are kept. */
    public enum Source {
        ENV("env"),
        FILE("file");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        @JsonValue
        public String text() {
            return text;
        }
    }

    @Override
    public String toString() {
        return source.text() + " " + name;
    }
}
