package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.seatrial.engine.standstill.StandstillWitness;
import org.seatrial.engine.sys.HarnessMark;
import org.seatrial.engine.sys.InterfaceState;
import org.seatrial.lab.Conversation;
import org.seatrial.lab.LabException;
import org.seatrial.lab.Volume;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.Standstill;

/**
 * Everything that a lab made, in the order in which it was made; closing removes it in the reverse order, however far
 * making it got, and goes on behind a part that fails.
 */
final class LabParts implements AutoCloseable {

    private final Layout layout;
    private final Path folder;
    private final LabLogs logs;
    private final LabRemains remains;
    private final Map<String, FrrNode> nodes = new LinkedHashMap<>();
    private final Wiring wiring;
    private final Claims claims;
    private final Timetables timetables = new Timetables();
    private final NamespaceGuests guests;
    private final AnomalyParts anomalies = new AnomalyParts();
    private @Nullable StandstillWitness witness;
    private @Nullable Kernels kernels;
    private @Nullable Mirrors mirrors;
    private boolean closed;

    /** Registers the lab; nothing is made yet. */
    LabParts(Layout layout, LabRegistry registry, Path logs) {
        this.layout = layout;
        folder = registry.folder(layout.id());
        this.logs = new LabLogs(layout, folder, logs);
        wiring = new Wiring(layout, folder);
        HarnessMark self = HarnessMark.ofThisProcess();
        LabRecord lab = new LabRecord(
                layout.id(), self.pid(), self.start(), logs.toAbsolutePath().toString(), layout.allNamespaces());
        remains = new LabRemains(folder, lab);
        registry.write(lab);
        guests = new NamespaceGuests(layout, folder);
        claims = new Claims(folder);
        claims.create();
    }

    void make() {
        // Most of the time that the wire process takes to start it needs nothing that has to be made first.
        wiring.launch();
        witness = StandstillWitness.start(folder.resolve("standstills"), folder.resolve(LabLogs.WITNESS));
        NetworkBuild network = new NetworkBuild(layout);
        network.namespaces();
        network.cables();
        CompletableFuture<Void> wired = CompletableFuture.runAsync(
                wiring::carry, task -> Thread.ofPlatform().name("start-wire").start(task));
        Kernels opened;
        try {
            network.nodes();
            opened = new Kernels(layout);
            kernels = opened;
        } catch (RuntimeException failed) {
            // What is being started must be known before the parts are taken down.
            try {
                outcome(wired);
            } catch (RuntimeException wireFailed) {
                failed.addSuppressed(wireFailed);
            }
            throw failed;
        }
        outcome(wired);
        wiring.connect(opened);
        startDaemons();
    }

    private static void outcome(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private void startDaemons() {
        FrrAccount account = FrrAccount.ofThisProcess();
        account.joinTerminalGroup(folder);
        for (String name : layout.namespaces().keySet()) {
            String namespace = layout.namespace(name);
            FrrNode node =
                    new FrrNode(name, namespace, FrrNode.folderOf(folder, namespace), layout.daemons(name), account);
            nodes.put(name, node);
            node.configure(new FrrConfiguration(layout, name));
        }
        try {
            LabRegistry.makeFolder(folder.resolve(FrrNode.FOLDER));
        } catch (IOException failed) {
            throw new LabException("the daemons' folder cannot be used: " + failed.getMessage(), failed);
        }
        nodes.values().forEach(FrrNode::start);
        startVolumes();
        programs((program, node) -> program.start(node.namespace(), node.folder()));
        programs((program, node) -> program.awaitReady(node.namespace(), node.folder()));
    }

    private void programs(BiConsumer<LabProgram, FrrNode> what) {
        nodes.forEach((name, node) -> layout.file().programs(name).forEach(program -> what.accept(program, node)));
    }

    /** Programs that nobody can reach, one phrase each. */
    List<String> missingPrograms() {
        List<String> missing = new ArrayList<>();
        programs((program, node) -> {
            if (!program.listening(node.namespace())) {
                missing.add("program " + program.name() + " of " + program.node() + " does not listen");
            }
        });
        return missing;
    }

    private void startVolumes() {
        if (!layout.file().storesData()) {
            return;
        }
        nodes.values()
                .forEach(node -> layout.file()
                        .node(node.node())
                        .volumes()
                        .forEach(volume -> VolumeTarget.of(node, volume).create(volume.bytes())));
        mirrors = new Mirrors(layout, nodes);
        mirrors.start();
    }

    /** Lines of their configuration that daemons have skipped so far. */
    List<String> refusedLines() {
        return nodes.values().stream()
                .flatMap(node -> node.refusedLines().stream())
                .toList();
    }

    /** The lab's own, in which everything is removed with it. */
    Path folder() {
        return folder;
    }

    private static <T> T made(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the lab is not made");
        }
        return part;
    }

    Kernels kernels() {
        return made(kernels);
    }

    /** What keeps wired cables from carrying frames as the design says, one phrase each. */
    List<String> missingLines() {
        return wiring.missing();
    }

    long ownDrops() {
        return wiring.ownDrops();
    }

    List<Standstill> standstills() {
        return witness == null ? List.of() : witness.seen();
    }

    Map<String, FrrNode> nodes() {
        return nodes;
    }

    NamespaceLinks links() {
        return new NamespaceLinks(layout, kernels(), wiring.lines(), claims, timetables);
    }

    NamespacePorts ports() {
        return new NamespacePorts(layout, kernels(), wiring.lines(), claims);
    }

    NamespaceImpairments impairments() {
        return new NamespaceImpairments(layout, wiring.lines(), claims);
    }

    NamespaceDaemons daemons() {
        return new NamespaceDaemons(nodes, claims);
    }

    NamespaceDisks disks() {
        return new NamespaceDisks(layout, nodes, claims);
    }

    NamespaceGuests guests() {
        return guests;
    }

    NamespacePower power() {
        return new NamespacePower(layout, kernels(), nodes, wiring.lines(), claims, timetables);
    }

    NamespaceAnomalies anomalies() {
        return new NamespaceAnomalies(layout, kernels(), nodes, claims, anomalies);
    }

    ForwardingTables tables() {
        return ForwardingTables.read(kernels().ofDesign());
    }

    /** Ends of cables without carrier, one phrase each. */
    List<String> darkEnds() {
        List<String> dark = new ArrayList<>();
        kernels().ofDesign().forEach((node, kernel) -> {
            List<InterfaceState> states = kernel.interfaces();
            for (Cable cable : layout.cablesOf(node)) {
                if (!Kernels.find(states, cable.endAt(node)).carrier()) {
                    dark.add(cable.endAt(node).endpoint() + " has no carrier");
                }
            }
        });
        return dark;
    }

    /** Sessions between daemons that are not up, one phrase each. */
    List<String> missingSessions() {
        BgpSessions bgp = new BgpSessions(layout);
        List<String> missing = new ArrayList<>();
        List<FrrNode> routed = nodes.values().stream()
                .filter(node -> !node.daemons().isEmpty())
                .toList();
        routed.forEach(node -> missing.addAll(bgp.missing(node)));
        layout.file().routing().bfd().ifPresent(timers -> {
            BfdSessions bfd = new BfdSessions(layout, timers);
            routed.forEach(node -> missing.addAll(bfd.missing(node)));
        });
        if (mirrors != null) {
            missing.addAll(mirrors.missing());
        }
        return missing;
    }

    List<MirrorSpan> mirrorsSeen() {
        return mirrors == null ? List.of() : mirrors.seen();
    }

    List<Conversation> mirroring() {
        return mirrors == null ? List.of() : mirrors.conversations();
    }

    /** What the nodes offer to store data on. */
    List<Volume> volumes() {
        return nodes.keySet().stream()
                .flatMap(name -> layout.file().node(name).volumes().stream()
                        .map(one -> new Volume(
                                name,
                                one.name(),
                                one.port(),
                                one.bytes(),
                                one.front().map(VolumeFront::offered))))
                .toList();
    }

    /** @throws LabException if something would not go; the rest is removed all the same */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        List<String> failures = Undisturbed.call(this::remove);
        if (!failures.isEmpty()) {
            throw new LabException("lab " + layout.id() + " was not taken down whole: " + String.join("; ", failures));
        }
        closed = true;
    }

    /** What would not go, one phrase each. May be repeated. */
    private List<String> remove() {
        List<String> failures = new ArrayList<>();
        step(failures, timetables::close);
        step(failures, anomalies::close);
        if (mirrors != null) {
            step(failures, mirrors::close);
        }
        step(failures, () -> logs.keep(guests, nodes.values()));
        if (kernels != null) {
            step(failures, kernels::close);
            kernels = null;
        }
        step(failures, wiring::endProcess);
        if (witness != null) {
            step(failures, witness::close);
            witness = null;
        }
        step(failures, wiring::letGo);
        step(failures, remains::remove);
        return failures;
    }

    private static void step(List<String> failures, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failed) {
            failures.add(String.valueOf(failed.getMessage()));
        }
    }
}
