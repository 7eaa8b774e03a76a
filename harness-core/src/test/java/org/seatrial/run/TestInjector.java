package org.seatrial.run;

import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.topology.Link;

/** Injects every fault through the lab's capabilities, without questions. */
class TestInjector implements FaultInjector {

    @Override
    public String name() {
        return "test";
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return true;
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        return switch (fault) {
            case Fault.CablePull pull -> lab.links().orElseThrow().prepareCarrier(link(fault, lab), pull.end(), undoId);
            case Fault.SilentCut cut ->
                lab.links().orElseThrow().prepareSilence(link(fault, lab), cut.strand(), undoId);
            case Fault.PowerOff off -> lab.nodes().orElseThrow().preparePower(off.node(), undoId);
        };
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        return switch (fault) {
            case Fault.CablePull pull -> lab.links().orElseThrow().dropCarrier(link(fault, lab), pull.end());
            case Fault.SilentCut cut -> lab.links().orElseThrow().silence(link(fault, lab), cut.strand());
            case Fault.PowerOff off -> lab.nodes().orElseThrow().powerOff(off.node());
        };
    }

    private static Link link(Fault fault, Lab lab) {
        return lab.design().link(fault.target()).orElseThrow();
    }
}
