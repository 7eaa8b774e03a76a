package org.seatrial.generators.service;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes the requests of one call (RFC 3261, sections 8.1.1 and 12.2.1), which offers G.711 (RFC 4566, RFC 3551).
 *
 * @param target {@code sip:user@address:port}
 * @param address the client's
 * @param port the client's
 * @param callId unique to the call
 */
record SipRequests(String target, String address, int port, String callId) {

    private static final String LINE = "\r\n";

    ByteBuffer invite() {
        String body = "v=0" + LINE + "o=seatrial 1 1 IN IP4 " + address + LINE + "s=-" + LINE + "c=IN IP4 " + address
                + LINE + "t=0 0" + LINE + "m=audio 40000 RTP/AVP 0" + LINE + "a=rtpmap:0 PCMU/8000" + LINE;
        String head = head("INVITE", target, "invite", "1 INVITE", to("")) + "Contact: <sip:seatrial@" + address + ":"
                + port + ">" + LINE + "Content-Type: application/sdp" + LINE;
        return octets(head + "Content-Length: " + body.length() + LINE + LINE + body);
    }

    /** @param response what it acknowledges: within the transaction if it rejects the call, else with one of its own */
    ByteBuffer ack(SipMessage response) {
        String branch = response.success() ? "ack" : "invite";
        String uri = response.success() ? response.target().orElse(target) : target;
        return octets(head("ACK", uri, branch, "1 ACK", peer(response)) + "Content-Length: 0" + LINE + LINE);
    }

    /** @param accepted the response that set the call up */
    ByteBuffer bye(SipMessage accepted) {
        String uri = accepted.target().orElse(target);
        return octets(head("BYE", uri, "bye", "2 BYE", peer(accepted)) + "Content-Length: 0" + LINE + LINE);
    }

    /** Says yes to what the other end asks, for example to clear the call. */
    static ByteBuffer ok(SipMessage request) {
        StringBuilder text = new StringBuilder("SIP/2.0 200 OK" + LINE);
        for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
            request.text()
                    .lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .forEach(line -> text.append(line).append(LINE));
        }
        return octets(text + "Content-Length: 0" + LINE + LINE);
    }

    private String head(String method, String uri, String branch, String sequence, String to) {
        return method + " " + uri + " SIP/2.0" + LINE
                + "Via: SIP/2.0/UDP " + address + ":" + port + ";rport;branch=z9hG4bK-" + branch + "-" + callId + LINE
                + "Max-Forwards: 70" + LINE
                + "From: <sip:seatrial@" + address + ":" + port + ">;tag=" + callId + LINE
                + "To: " + to + LINE
                + "Call-ID: " + callId + LINE
                + "CSeq: " + sequence + LINE;
    }

    private String to(String tag) {
        return "<" + target + ">" + tag;
    }

    private String peer(SipMessage response) {
        return response.field("to", "t").orElse(to(""));
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
