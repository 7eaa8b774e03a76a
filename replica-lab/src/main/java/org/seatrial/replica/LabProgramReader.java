package org.seatrial.replica;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.input.YamlNode;
import org.seatrial.topology.Design;

/** Reads the key {@code programs} of a lab file. */
final class LabProgramReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern LISTENS = Pattern.compile("(tcp|udp) ([0-9]{1,5})");
    private static final int LARGEST_PORT = 65_535;

    /** Where well-known programs come from, so that not every lab file must say it. */
    private static final Map<String, String> PACKAGES = Map.of(
            "sipp", "sip-tester",
            "dnsmasq", "dnsmasq-base",
            "nginx", "nginx-light",
            "python3", "python3",
            "busybox", "busybox",
            "socat", "socat");

    private final FileProblems problems;
    private final Design design;
    private final Path folder;

    LabProgramReader(FileProblems problems, Design design, Path labFile) {
        this.problems = problems;
        this.design = design;
        this.folder = labFile.toAbsolutePath().normalize().resolveSibling("");
    }

    List<LabProgram> read(Fields file) {
        List<LabProgram> programs = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        file.map("programs")
                .ifPresent(all -> all.entries().forEach((name, value) -> {
                    if (!NAME.matcher(name).matches()) {
                        problems.add(
                                value.place(),
                                name,
                                "this cannot be a program's name",
                                "small letters, digits and dashes");
                    }
                    Fields.asMap(value, problems)
                            .map(map -> new Fields(problems, map, List.of("node", "run", "listens", "package")))
                            .flatMap(fields -> program(name, fields, taken))
                            .ifPresent(programs::add);
                }));
        return List.copyOf(programs);
    }

    private Optional<LabProgram> program(String name, Fields fields, Map<String, String> taken) {
        Optional<String> node = fields.requiredText("node").filter(text -> {
            if (design.node(text).isPresent()) {
                return true;
            }
            problems.add(
                    fields.place("node"),
                    text,
                    "there is no node '" + text + "' in the design",
                    NearNames.valid(text, List.copyOf(design.nodes().keySet())));
            return false;
        });
        List<String> command = command(fields);
        Optional<Matcher> listens = fields.requiredText("listens").flatMap(text -> {
            Matcher matcher = LISTENS.matcher(text);
            if (matcher.matches()
                    && Integer.parseInt(matcher.group(2)) >= 1
                    && Integer.parseInt(matcher.group(2)) <= LARGEST_PORT) {
                return Optional.of(matcher);
            }
            problems.add(
                    fields.place("listens"),
                    text,
                    "this does not say where the program can be reached",
                    "tcp or udp and a port from 1 to " + LARGEST_PORT + ", for example 'tcp 80'");
            return Optional.empty();
        });
        if (node.isEmpty() || command.isEmpty() || listens.isEmpty()) {
            return Optional.empty();
        }
        String other = taken.putIfAbsent(node.get() + " " + listens.get().group(), name);
        if (other != null) {
            problems.add(
                    fields.place("listens"),
                    listens.get().group(),
                    "program " + other + " listens there on the same node",
                    "a port of its own");
        }
        return Optional.of(new LabProgram(
                name,
                node.get(),
                command,
                fields.text("package").orElseGet(() -> PACKAGES.getOrDefault(command.getFirst(), "")),
                LabProgram.Transport.valueOf(listens.get().group(1).toUpperCase(Locale.ROOT)),
                Integer.parseInt(listens.get().group(2)),
                folder));
    }

    private List<String> command(Fields fields) {
        fields.require("run", "the program and its arguments, for example [python3, -m, http.server, \"80\"]");
        List<String> words = new ArrayList<>();
        for (YamlNode item : fields.list("run")) {
            if (item instanceof YamlNode.Scalar scalar) {
                words.add(scalar.text());
            } else {
                problems.add(item.place(), item.shown(), "this is " + item.kind(), "a word of the command");
            }
        }
        if (fields.has("run") && words.isEmpty()) {
            problems.add(fields.place("run"), "", "there is no program to run", "its name and its arguments");
        }
        return words;
    }
}
