package org.seatrial.traffic.fake;

import java.time.Duration;
import java.util.List;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.fake.FakeLab;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.TrafficGenerator;
import org.seatrial.traffic.TrafficSession;

/** Traffic through a simulated lab. */
public final class FakeTraffic implements TrafficGenerator {

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public boolean generatesIn(Lab lab) {
        return lab instanceof FakeLab;
    }

    @Override
    public TrafficSession open(Lab lab, List<Flow> flows, Duration longest) {
        if (!(lab instanceof FakeLab fake)) {
            throw new LabException("simulated traffic needs a simulated lab, not " + lab.id());
        }
        return new FakeTrafficSession(fake, flows, longest);
    }
}
