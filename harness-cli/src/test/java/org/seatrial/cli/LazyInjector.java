package org.seatrial.cli;

import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LinkControl;
import org.seatrial.topology.Link;

/** Says that it cut the fibre and does nothing: a power strip with the wrong outlet, a script that swallows an error. */
public final class LazyInjector implements FaultInjector {

    @Override
    public String name() {
        return "lazy";
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.SilentCut cut && cut.link().startsWith("fibre");
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        Fault.SilentCut cut = (Fault.SilentCut) fault;
        LinkControl links = lab.links().orElseThrow();
        Link link = lab.design().link(cut.link()).orElseThrow();
        return links.prepareSilence(link, cut.strand(), undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        long now = System.nanoTime();
        return new Commanded(now, now);
    }
}
