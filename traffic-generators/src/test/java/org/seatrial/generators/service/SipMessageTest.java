package org.seatrial.generators.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SipMessageTest {

    private static final String ACCEPTED = String.join(
            "\r\n",
            "SIP/2.0 200 OK",
            "Via: SIP/2.0/UDP 198.18.0.1:40000;branch=z9hG4bK-invite-7",
            "From: <sip:seatrial@198.18.0.1:40000>;tag=7",
            "t: <sip:phone@198.18.0.2:5060>;tag=9",
            "i: 7",
            "CSeq: 1 INVITE",
            "m: \"Phone\" <sip:198.18.0.2:5062;transport=UDP>",
            "",
            "Call-ID: not in the header");

    private static Optional<SipMessage> of(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return SipMessage.of(octets, octets.length);
    }

    @Test
    void aResponseIsKnownByTheRequestItAnswers() {
        SipMessage message = of(ACCEPTED).orElseThrow();

        assertThat(message.status()).isEqualTo(200);
        assertThat(message.method()).isEqualTo("INVITE");
        assertThat(message.callId()).isEqualTo("7");
        assertThat(message.success()).isTrue();
        assertThat(message.target()).contains("sip:198.18.0.2:5062;transport=UDP");
    }

    @Test
    void aRequestIsKnownByItsMethod() {
        SipMessage bye =
                of("BYE sip:a@b SIP/2.0\r\nCall-ID: 7\r\nCSeq: 3 BYE\r\n\r\n").orElseThrow();

        assertThat(bye.status()).isZero();
        assertThat(bye.method()).isEqualTo("BYE");
    }

    @Test
    void whatIsNotSipIsNone() {
        assertThat(of("HTTP/1.1 200 OK\r\nCall-ID: 7\r\nCSeq: 1 INVITE\r\n\r\n"))
                .isEmpty();
        assertThat(of("SIP/2.0 200 OK\r\n\r\nCall-ID: 7\r\nCSeq: 1 INVITE\r\n")).isEmpty();
        assertThat(of("")).isEmpty();
    }

    @Test
    void theAcknowledgementOfASetUpCallGoesToTheOtherEndItself() {
        SipRequests requests = new SipRequests("sip:phone@198.18.0.2:5060", "198.18.0.1", 40000, "7");
        String ack = StandardCharsets.US_ASCII
                .decode(requests.ack(of(ACCEPTED).orElseThrow()))
                .toString();

        assertThat(ack)
                .startsWith("ACK sip:198.18.0.2:5062;transport=UDP SIP/2.0\r\n")
                .contains("To: <sip:phone@198.18.0.2:5060>;tag=9\r\n")
                .contains("CSeq: 1 ACK\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void anInviteSaysHowLongItsBodyIs() {
        String invite = StandardCharsets.US_ASCII
                .decode(new SipRequests("sip:phone@198.18.0.2:5060", "198.18.0.1", 40000, "7").invite())
                .toString();
        String body = invite.substring(invite.indexOf("\r\n\r\n") + 4);

        assertThat(invite).contains("Content-Length: " + body.length() + "\r\n");
    }
}
