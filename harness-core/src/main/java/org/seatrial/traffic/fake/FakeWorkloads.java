package org.seatrial.traffic.fake;

import java.time.Duration;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.fake.FakeLab;
import org.seatrial.traffic.Workload;
import org.seatrial.traffic.WorkloadGenerator;
import org.seatrial.traffic.WorkloadSession;

/** Exchanges across a simulated lab. */
public final class FakeWorkloads implements WorkloadGenerator {

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public boolean runs(Workload workload, Lab lab) {
        return lab instanceof FakeLab;
    }

    @Override
    public WorkloadSession open(Lab lab, Workload workload, Duration longest) {
        if (!(lab instanceof FakeLab fake)) {
            throw new LabException("simulated exchanges need a simulated lab, not " + lab.id());
        }
        return new FakeWorkloadSession(fake, workload, longest);
    }
}
