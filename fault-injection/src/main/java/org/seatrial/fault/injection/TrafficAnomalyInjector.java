package org.seatrial.fault.injection;

import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;

/** Lets a station send what it should not. */
public final class TrafficAnomalyInjector implements FaultInjector {

    @Override
    public String name() {
        return Fault.TRAFFIC_ANOMALY;
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.TrafficAnomaly && lab.anomalies().isPresent();
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        Fault.TrafficAnomaly own = mine(fault, lab);
        return Targets.anomalies(lab).prepareAnomaly(own.from(), own.anomaly(), undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        Fault.TrafficAnomaly own = mine(fault, lab);
        return Targets.anomalies(lab).unleash(own.from(), own.anomaly());
    }

    private static Fault.TrafficAnomaly mine(Fault fault, Lab lab) {
        if (fault instanceof Fault.TrafficAnomaly own) {
            Targets.cable(own.from(), Targets.node(own.node(), lab), lab);
            return own;
        }
        throw new LabException(Fault.TRAFFIC_ANOMALY + " cannot inject " + fault.kindName());
    }
}
