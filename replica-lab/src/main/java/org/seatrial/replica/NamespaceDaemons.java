package org.seatrial.replica;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.lab.DaemonControl;
import org.seatrial.lab.DaemonReading;
import org.seatrial.lab.LabException;

/** Daemons of nodes, one by one. */
final class NamespaceDaemons implements DaemonControl {

    private final Map<String, FrrNode> nodes;
    private final Claims claims;

    NamespaceDaemons(Map<String, FrrNode> nodes, Claims claims) {
        this.nodes = nodes;
        this.claims = claims;
    }

    private FrrNode node(String name) {
        FrrNode node = nodes.get(name);
        if (node == null) {
            throw new LabException("this lab has no node " + name);
        }
        return node;
    }

    @Override
    public List<String> daemons(String node) {
        FrrNode found = nodes.get(node);
        return found == null ? List.of() : found.daemons();
    }

    private Damage crashed(String name, String daemon) {
        FrrNode node = node(name);
        return new Damage(
                "crash of " + daemon + " of " + name,
                List.of(new Repair.Start(name, node.namespace(), node.folder(), daemon)));
    }

    private Damage hung(String name, String daemon) {
        FrrNode node = node(name);
        return new Damage(
                "hang of " + daemon + " of " + name, List.of(new Repair.GoOn(node.namespace(), node.folder(), daemon)));
    }

    @Override
    public Undo prepareCrash(String node, String daemon, String undoId) {
        return crashed(node, daemon).undo(undoId, claims, "start " + daemon + " of " + node + " again");
    }

    @Override
    public Commanded crash(String node, String daemon) {
        return crashed(node, daemon).inflict(claims, () -> {
            List<Integer> process = process(node(node), daemon);
            long before = System.nanoTime();
            NamespaceProcesses.kill(process);
            return new Commanded(before, System.nanoTime());
        });
    }

    @Override
    public Undo prepareHang(String node, String daemon, String undoId) {
        return hung(node, daemon).undo(undoId, claims, "let " + daemon + " of " + node + " go on");
    }

    @Override
    public Commanded hang(String node, String daemon) {
        return hung(node, daemon).inflict(claims, () -> {
            List<Integer> process = process(node(node), daemon);
            long before = System.nanoTime();
            NamespaceProcesses.freeze(process);
            return new Commanded(before, System.nanoTime());
        });
    }

    private static List<Integer> process(FrrNode node, String daemon) {
        return List.of(FrrNode.process(node.namespace(), node.folder(), daemon)
                .orElseThrow(() -> new LabException(daemon + " of " + node.node() + " does not run")));
    }

    /** By the kernel's names of programs in the node's namespace, not by the number that the daemon wrote itself. */
    @Override
    public DaemonReading read(String name, String daemon) {
        FrrNode node = node(name);
        long before = System.nanoTime();
        Set<Long> running = new HashSet<>();
        Set<Long> stopped = new HashSet<>();
        for (int process : NamespaceProcesses.in(node.namespace())) {
            if (NamespaceProcesses.programOf(process).filter(daemon::equals).isPresent()
                    && NamespaceProcesses.startOf(process).isPresent()) {
                (NamespaceProcesses.standsStill(process) ? stopped : running).add((long) process);
            }
        }
        return new DaemonReading(before, System.nanoTime(), running, stopped);
    }
}
