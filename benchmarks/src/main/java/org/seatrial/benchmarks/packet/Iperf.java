package org.seatrial.benchmarks.packet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rival of packet rates: iperf3 over UDP, as fast as it can, with its own server at the far end. */
final class Iperf {

    private static final String BUFFER = "4M";

    private Iperf() {}

    /** Packets a second that arrived: those it lost are not counted, and cost it nothing more. */
    static double packetsPerSecond(VethPair pair, int payloadBytes, int seconds) {
        Process server = pair.startAtFar("iperf3", "-s", "-1");
        try {
            OwnFlow.sleepUntil(System.nanoTime() + 300_000_000L);
            String said = pair.atNear(
                    "iperf3",
                    "-c",
                    VethPair.TO,
                    "-u",
                    "-l",
                    Integer.toString(payloadBytes),
                    "-b",
                    "0",
                    "-w",
                    BUFFER,
                    "-t",
                    Integer.toString(seconds),
                    "-J");
            String sum = said.substring(said.lastIndexOf("\"sum\":"));
            return (number(sum, "packets") - number(sum, "lost_packets")) / number(sum, "seconds");
        } finally {
            VethPair.end(server);
        }
    }

    private static double number(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\\s*([0-9.eE+-]+)").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("iperf3 said no " + name + ": " + json);
        }
        return Double.parseDouble(found.group(1));
    }
}
