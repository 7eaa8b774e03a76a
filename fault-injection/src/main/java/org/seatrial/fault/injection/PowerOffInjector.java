package org.seatrial.fault.injection;

import java.util.List;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;

/**
 * Takes the power from nodes: their processes end without notice and their cables go dark. A lab that cannot switch
 * several at one instant loses one node, but no feed and no site: one after another would be another fault.
 */
public final class PowerOffInjector implements FaultInjector {

    @Override
    public String name() {
        return Fault.POWER_OFF;
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.PowerLoss loss
                && (lab.power().isPresent()
                        || (loss.nodes().size() == 1 && lab.nodes().isPresent()));
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        List<String> nodes = nodes(fault, lab);
        return lab.power().isPresent()
                ? lab.power().get().preparePower(nodes, undoId)
                : Targets.nodes(lab).preparePower(only(nodes, lab), undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        List<String> nodes = nodes(fault, lab);
        return lab.power().isPresent()
                ? lab.power().get().powerOff(nodes)
                : Targets.nodes(lab).powerOff(only(nodes, lab));
    }

    private static String only(List<String> nodes, Lab lab) {
        if (nodes.size() != 1) {
            throw new LabException("lab " + lab.id() + " cannot switch " + nodes + " at one instant");
        }
        return nodes.getFirst();
    }

    private static List<String> nodes(Fault fault, Lab lab) {
        if (fault instanceof Fault.PowerLoss loss) {
            return loss.nodes().stream().map(node -> Targets.node(node, lab)).toList();
        }
        throw new LabException(Fault.POWER_OFF + " cannot inject " + fault.kindName());
    }
}
