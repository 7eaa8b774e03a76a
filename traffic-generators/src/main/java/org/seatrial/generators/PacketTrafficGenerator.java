package org.seatrial.generators;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.TrafficGenerator;
import org.seatrial.traffic.TrafficSession;

/** UDP packet flows between stations that have a network namespace. */
public final class PacketTrafficGenerator implements TrafficGenerator {

    private static final ThreadFactory THREADS =
            Thread.ofPlatform().name("packets-", 0).daemon().factory();

    @Override
    public String name() {
        return "packets";
    }

    @Override
    public TrafficSession open(Lab lab, List<Flow> flows, Duration longest) {
        try {
            return PacketTrafficSession.open(lab, flows, longest, THREADS);
        } catch (SystemCallException refused) {
            throw new LabException(
                    "traffic could not be opened in lab " + lab.id() + ": " + refused.getMessage()
                            + "; next: look at the node's addresses in the lab file",
                    refused);
        }
    }
}
