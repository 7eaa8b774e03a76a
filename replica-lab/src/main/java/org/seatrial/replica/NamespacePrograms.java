package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.seatrial.engine.sys.HarnessMark;
import org.seatrial.fault.Undo;
import org.seatrial.lab.LabException;
import org.seatrial.lab.NodeProgram;
import org.seatrial.lab.ProcessControl;
import org.seatrial.lab.RunningProgram;
import org.seatrial.recording.Json;
import tools.jackson.core.type.TypeReference;

/**
 * Runs an operator's programs in the namespaces of nodes. A program is told where the terminals of the node's daemons
 * are, so that {@code vtysh --vty_socket "$SEATRIAL_VTY_DIR"} reaches its router, and, where the lab has guests, with
 * which program they are started: {@code "$SEATRIAL_GUEST" start vm01 on hv2}.
 */
final class NamespacePrograms implements ProcessControl {

    private static final String VTY = "SEATRIAL_VTY_DIR";

    private static final String GUEST = "SEATRIAL_GUEST";

    private final Map<String, FrrNode> nodes;
    private final Optional<Path> guests;

    /** @param guests the script that starts guests, if the lab has some */
    NamespacePrograms(Map<String, FrrNode> nodes, Optional<Path> guests) {
        this.nodes = nodes;
        this.guests = guests;
    }

    @Override
    public Undo prepareProgram(NodeProgram program, String undoId, String description) {
        FrrNode node = node(program.node());
        return new Undo(
                undoId,
                UndoKeys.HEALER,
                description,
                Map.of(
                        UndoKeys.ACTION, UndoKeys.RUN,
                        UndoKeys.NODE, program.node(),
                        UndoKeys.NAMESPACE, node.namespace(),
                        UndoKeys.COMMAND, Json.mapper().writeValueAsString(program.command()),
                        UndoKeys.ENVIRONMENT, Json.mapper().writeValueAsString(environment(node, program)),
                        UndoKeys.FOLDER, program.folder().toString(),
                        UndoKeys.OUTPUT, program.output().toString(),
                        UndoKeys.WITHIN, Long.toString(program.within().toMillis())));
    }

    /** The program of an undo and the namespace it belongs in. */
    static NodeProgram ofUndo(Map<String, String> data) {
        return new NodeProgram(
                UndoKeys.text(data, UndoKeys.NODE),
                Json.mapper().readValue(UndoKeys.text(data, UndoKeys.COMMAND), new TypeReference<List<String>>() {}),
                Path.of(UndoKeys.text(data, UndoKeys.FOLDER)),
                Json.mapper()
                        .readValue(
                                UndoKeys.text(data, UndoKeys.ENVIRONMENT), new TypeReference<Map<String, String>>() {}),
                Path.of(UndoKeys.text(data, UndoKeys.OUTPUT)),
                Duration.ofMillis(Long.parseLong(UndoKeys.text(data, UndoKeys.WITHIN))));
    }

    @Override
    public RunningProgram start(NodeProgram program) {
        FrrNode node = node(program.node());
        return start(
                node.namespace(),
                new NodeProgram(
                        program.node(),
                        program.command(),
                        program.folder(),
                        environment(node, program),
                        program.output(),
                        program.within()));
    }

    static RunningProgram start(String namespace, NodeProgram program) {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        command.addAll(program.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(program.folder().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(program.output().toFile());
        builder.environment().putAll(program.environment());
        HarnessMark.ofThisProcess().on(builder.environment());
        long startedNs = System.nanoTime();
        try {
            return new ChildProgram(builder.start(), startedNs, program.within());
        } catch (IOException refused) {
            throw new LabException(
                    "'" + program.command().getFirst() + "' could not be started: " + refused.getMessage(), refused);
        }
    }

    private Map<String, String> environment(FrrNode node, NodeProgram program) {
        Map<String, String> environment = new TreeMap<>(program.environment());
        environment.put(VTY, node.folder().toString());
        guests.ifPresent(command -> environment.put(GUEST, command.toString()));
        return environment;
    }

    private FrrNode node(String name) {
        FrrNode node = nodes.get(name);
        if (node == null) {
            throw new LabException("this lab has no node " + name);
        }
        return node;
    }
}
