package org.seatrial.replica;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seatrial.engine.sys.NetemSupport;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.fault.Undo;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import org.seatrial.lab.CertificateClass;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LabFacts;
import org.seatrial.lab.LabInspection;
import org.seatrial.lab.LabProvider;
import org.seatrial.lab.LabReclaim;
import org.seatrial.lab.LabRequest;
import org.seatrial.lab.Lacking;
import org.seatrial.lab.LeftLab;
import org.seatrial.replica.guest.GuestParts;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;
import org.seatrial.topology.Node;

/** Builds designs out of network namespaces and real routing daemons on this machine. */
public final class NamespaceLabProvider implements LabProvider, LabReclaim, LabInspection {

    static final String NAME = "namespaces";

    private static final int LONGEST_INTERFACE = 15;
    private static final Set<String> NOT_NODES = Set.of("ovs-bridge", "host");

    private final LabRegistry registry;

    /** Keeps its labs below {@code /run/seatrial/labs}. */
    public NamespaceLabProvider() {
        this(new LabRegistry(LabRegistry.USUAL));
    }

    NamespaceLabProvider(LabRegistry registry) {
        this.registry = registry;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Problem> check(Design design, LabBinding binding) {
        Problems problems = new Problems();
        LabFileReader.read(design, binding.file(), problems);
        String file = binding.file().toString();
        for (Node node : design.nodes().values()) {
            if (NOT_NODES.contains(node.kind())) {
                problems.add(new Problem(
                        file,
                        "node " + node.name(),
                        node.kind(),
                        "the namespace lab cannot realise a node of this kind",
                        "a kind that routes, such as linux",
                        "change the node's kind in the topology file"));
            }
        }
        Segments.check(
                design,
                (what, reason) -> problems.add(new Problem(
                        file,
                        what,
                        "",
                        reason,
                        "bridges that form a tree, with hosts whose cables all end on bridges",
                        "change the links in the topology file")));
        for (Link link : design.links()) {
            checkInterface(file, link.a(), problems);
            checkInterface(file, link.b(), problems);
        }
        return problems.list();
    }

    private static void checkInterface(String file, Endpoint end, Problems problems) {
        if (end.interfaceName().length() > LONGEST_INTERFACE
                || !end.interfaceName().matches("[A-Za-z0-9][A-Za-z0-9_.-]*")
                || end.interfaceName().equals("lo")) {
            problems.add(new Problem(
                    file,
                    "endpoint " + end,
                    end.interfaceName(),
                    "Linux cannot have an interface of this name beside the lab's own",
                    "1 to 15 letters, digits, dots, dashes and underscores, not 'lo'",
                    "change the endpoint in the topology file"));
        }
    }

    @Override
    public List<Lacking> lacking(Design design, LabBinding binding) {
        Problems problems = new Problems();
        Optional<LabFile> file = LabFileReader.read(design, binding.file(), problems);
        List<Lacking> lacking = new ArrayList<>(Machine.lacking(
                file.map(read -> Machine.daemons(read, design)).orElse(Set.of("zebra", "bfdd", "bgpd"))));
        file.filter(read -> read.wire() == Medium.Choice.NETEM)
                .flatMap(read -> Machine.lackingNetem())
                .ifPresent(lacking::add);
        file.stream()
                .flatMap(read -> read.programs().stream())
                .flatMap(program -> Machine.lackingProgram(program).stream())
                .forEach(lacking::add);
        file.filter(LabFile::storesData).ifPresent(read -> lacking.addAll(Machine.lackingVolumes(read.fronts())));
        file.filter(LabFile::limitsStorms)
                .flatMap(read -> Machine.lackingStormControl())
                .ifPresent(lacking::add);
        file.filter(read -> !read.guests().isEmpty())
                .map(read -> Machine.lackingGuests(
                        read.guests().stream().anyMatch(guest -> guest.sip().isPresent())))
                .ifPresent(lacking::addAll);
        return lacking;
    }

    /**
     * Removes the labs of this machine whose owner is dead. Labs of living processes, and everything that is no lab of
     * ours, are left alone.
     *
     * @throws LabException if one would not go
     */
    public void removeDeadLabs() {
        registry.removeDead();
    }

    @Override
    public List<LeftLab> registered() {
        return registry.all().stream()
                .map(lab -> new LeftLab(lab.id(), Path.of(lab.logs()), lab.owned()))
                .toList();
    }

    @Override
    public void remove(LeftLab lab) {
        registry.removeDead(lab.id());
    }

    @Override
    public Set<String> parts(Path labFile) {
        return NamespaceHealth.MACHINE;
    }

    @Override
    public Set<String> damaged(List<Undo> undos) {
        return undos.stream().anyMatch(NamespaceHealth::ours) ? NamespaceHealth.MACHINE : Set.of();
    }

    @Override
    public List<String> unhealthy(List<Undo> undos) {
        return NamespaceHealth.unhealthy(undos);
    }

    @Override
    public Lab bringUp(LabRequest request) {
        Problems problems = new Problems();
        problems.addAll(check(request.design(), request.binding()));
        problems.throwIfAny();
        LabFile file = LabFileReader.read(request.design(), request.binding().file(), problems)
                .orElseThrow(() -> new InputException(problems.list()));
        // Before anything is made: what guests boot may have to be downloaded.
        Optional<GuestParts> guests =
                file.guests().isEmpty() ? Optional.empty() : Optional.of(GuestParts.provided(GuestParts.cache()));
        removeDeadLabs();
        Design design = request.design().recabled(file.cables());
        Layout layout = Layout.of(
                design, file, request.cuttable(), request.shapeable(), kernelFor(file), registry.claim(request.logs()));
        LabParts parts = new LabParts(layout, registry, request.logs());
        try {
            Map<String, String> software = Machine.software(Machine.daemons(file, design), guests);
            if (file.storesData()) {
                software.putAll(Machine.volumeSoftware(file.fronts()));
            }
            LabFacts facts = new LabFacts(NAME, CertificateClass.REPLICA, software, KnownDifferences.of(layout));
            parts.make();
            guests.ifPresent(found -> parts.guests().install(found, GuestParts.cache()));
            ForwardingTables baseline = new Readiness(layout, parts).await();
            parts.guests().start();
            parts.guests().await();
            return new NamespaceLab(layout, facts, parts, baseline);
        } catch (LabException failed) {
            throw removed(parts, failed);
        } catch (SystemCallException refused) {
            throw removed(parts, new LabException("the lab could not be built: " + refused.getMessage(), refused));
        } catch (RuntimeException broken) {
            throw removed(parts, new LabException("the lab could not be built: " + broken, broken));
        }
    }

    /** Asks the kernel only where its answer counts. */
    private static NetemSupport kernelFor(LabFile file) {
        return switch (file.wire()) {
            case USER_SPACE -> new NetemSupport.Absent("the lab file does not want it");
            case AUTO -> NetemSupport.ofThisKernel();
            case NETEM ->
                switch (NetemSupport.ofThisKernel()) {
                    case NetemSupport.Present present -> present;
                    case NetemSupport.Absent absent ->
                        throw new LabException("the lab file asks for netem, which this machine's kernel cannot do: "
                                + absent.reason());
                };
        };
    }

    private static LabException removed(LabParts parts, LabException cause) {
        try {
            parts.close();
        } catch (LabException left) {
            cause.addSuppressed(left);
            return new LabException(cause.getMessage() + "; and then " + left.getMessage(), cause);
        }
        return cause;
    }
}
