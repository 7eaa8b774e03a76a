package org.seatrial.generators.service;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.seatrial.traffic.ServiceWorkload;

/** What SIPp is told to do: a call that is set up, held and cleared (RFC 3261), again and again. */
final class SippScenario {

    static final String FILE = "call.xml";
    static final String MESSAGES = "messages.tsv";

    /** Rates are given for so long a period: SIPp's own unit of a second knows no rate below one call. */
    private static final long PERIOD_MS = 100_000;

    private static final long MS_PER_SECOND = 1000;

    /** SIPp puts off calls where more are under way: then those are what stalls. */
    private static final int MOST_CALLS = 100_000;

    private static final Duration SLACK = Duration.ofMinutes(2);

    private static final String HEAD = """
        Via: SIP/2.0/[transport] [local_ip]:[local_port];rport;branch=[branch]
        Max-Forwards: 70
        From: <sip:seatrial@[local_ip]:[local_port]>;tag=[pid]-[call_number]
        To: <sip:[service]@[remote_ip]:[remote_port]>%s
        Call-ID: [call_id]
        CSeq: %s
        """;

    private SippScenario() {}

    /**
     * The command.
     *
     * @param from the caller's address
     * @param to the address that is called
     * @param longest after which it is over in any case
     */
    static List<String> command(ServiceWorkload service, String from, String to, Duration longest) {
        double perPeriod = service.perSecond() * service.streams() * PERIOD_MS / MS_PER_SECOND;
        return List.of(
                "sipp",
                to + ":" + service.port(),
                "-sf",
                FILE,
                "-s",
                service.request(),
                "-i",
                from,
                "-bind_local",
                // With a socket for each call, SIPp 3.6.1 was seen to lose answers while other calls were given up.
                "-t",
                "u1",
                "-l",
                Integer.toString(MOST_CALLS),
                "-r",
                BigDecimal.valueOf(perPeriod).toPlainString(),
                "-rp",
                Long.toString(PERIOD_MS),
                "-timer_resol",
                "1",
                // By number, process and address: what answers remembers calls for half a minute.
                "-cid_str",
                "%u-%p@%s",
                "-trace_shortmsg",
                "-shortmessage_file",
                MESSAGES,
                "-timeout",
                Long.toString(longest.plus(SLACK).toSeconds()),
                "-nostdin");
    }

    /** SIPp repeats requests by itself, after 0.5 s, 1 s, 2 s …, and breaks a call off that is out of patience. */
    static String of(Duration held, Duration patience) {
        String give = " timeout=\"" + patience.toMillis() + "\"";
        return "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<scenario name=\"call\">\n"
                + send(
                        " retrans=\"500\"",
                        "INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0\n"
                                + HEAD.formatted("", "1 INVITE")
                                + """
                                Contact: <sip:seatrial@[local_ip]:[local_port]>
                                Content-Type: application/sdp
                                Content-Length: [len]

                                v=0
                                o=seatrial 1 1 IN IP4 [local_ip]
                                s=-
                                c=IN IP4 [local_ip]
                                t=0 0
                                m=audio 40000 RTP/AVP 0
                                a=rtpmap:0 PCMU/8000
                                """)
                + "<recv response=\"100\" optional=\"true\"" + give + "/>\n"
                + "<recv response=\"180\" optional=\"true\"" + give + "/>\n"
                + "<recv response=\"183\" optional=\"true\"" + give + "/>\n"
                + "<recv response=\"200\" rrs=\"true\"" + give + "/>\n"
                + send("", within("ACK", "1 ACK"))
                + "<pause milliseconds=\"" + held.toMillis() + "\"/>\n"
                + send(" retrans=\"500\"", within("BYE", "2 BYE"))
                + "<recv response=\"200\"" + give + "/>\n</scenario>\n";
    }

    private static String within(String method, String sequence) {
        return method + " [next_url] SIP/2.0\n" + HEAD.formatted("[peer_tag_param]", sequence)
                + "Content-Length: 0\n\n";
    }

    private static String send(String how, String message) {
        return "<send" + how + "><![CDATA[\n" + message + "]]></send>\n";
    }
}
