package org.seatrial.probe.latency;

import org.seatrial.probe.FlowContext;
import org.seatrial.probe.Observation;
import org.seatrial.probe.Observer;
import org.seatrial.traffic.Flow;

/** Writes what became of G.711 speech to {@code FLOW.quality.csv}: 160 octets of voice in RTP, every 20 ms. */
public final class SpeechObserver implements Observer {

    private static final int FRAME_BYTES = 214;
    private static final double PER_SECOND = 50;

    @Override
    public String name() {
        return "quality";
    }

    @Override
    public boolean observes(Flow flow) {
        return flow.frameBytes() == FRAME_BYTES && flow.packetsPerSecond() == PER_SECOND;
    }

    @Override
    public Observation observe(FlowContext context) {
        return new SpeechObservation(context.phases(), context.flow().name() + "." + name() + ".csv");
    }
}
