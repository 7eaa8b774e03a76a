package org.seatrial.generators.service;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client needs to know of a SIP message (RFC 3261, section 7).
 *
 * @param status of a response, 100 to 699; 0 of a request
 * @param method of a request, or of the request that a response answers
 */
record SipMessage(int status, String method, String callId, String text) {

    private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 ([1-6][0-9]{2})( .*)?");
    private static final Pattern REQUEST = Pattern.compile("([A-Z]+) \\S+ SIP/2\\.0");
    private static final Pattern ADDRESS = Pattern.compile("<(sips?:[^>]+)>");

    /** Empty if this is no SIP message. */
    static Optional<SipMessage> of(byte[] octets, int length) {
        String text = new String(octets, 0, length, StandardCharsets.UTF_8);
        String first = text.lines().findFirst().orElse("");
        Matcher response = STATUS.matcher(first);
        Matcher request = REQUEST.matcher(first);
        Optional<String> call = field(text, "call-id", "i");
        Optional<String> sequence = field(text, "cseq", "cseq");
        if (call.isEmpty() || sequence.isEmpty()) {
            return Optional.empty();
        }
        if (response.matches()) {
            String method = sequence.get().replaceFirst("^[0-9]+\\s+", "");
            return Optional.of(new SipMessage(Integer.parseInt(response.group(1)), method, call.get(), text));
        }
        return request.matches()
                ? Optional.of(new SipMessage(0, request.group(1), call.get(), text))
                : Optional.empty();
    }

    /** The value of a header field by its name or its compact form. */
    Optional<String> field(String name, String compact) {
        return field(text, name, compact);
    }

    private static Optional<String> field(String text, String name, String compact) {
        for (String line : text.lines().skip(1).toList()) {
            if (line.isEmpty()) {
                return Optional.empty();
            }
            int colon = line.indexOf(':');
            String key = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            if (key.equals(name) || key.equals(compact)) {
                return Optional.of(line.substring(colon + 1).strip());
            }
        }
        return Optional.empty();
    }

    /** Where requests within the call go (the remote target). */
    Optional<String> target() {
        return field("contact", "m").map(contact -> {
            Matcher bracketed = ADDRESS.matcher(contact);
            return bracketed.find() ? bracketed.group(1) : contact.split(";", 2)[0];
        });
    }

    boolean provisional() {
        return status >= 100 && status < 200;
    }

    boolean success() {
        return status >= 200 && status < 300;
    }

    boolean rejection() {
        return status >= 300;
    }
}
