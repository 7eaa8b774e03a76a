package org.seatrial.topology;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.InputException;
import org.seatrial.input.Place;
import org.seatrial.input.Problems;
import org.seatrial.input.Sha256;
import org.seatrial.input.YamlFile;
import org.seatrial.input.YamlNode;

/** Reads a containerlab topology ({@code *.clab.yml}) into a {@link Design}. */
public final class TopologyReader {

    private TopologyReader() {}

    /** @throws InputException with every problem of the file */
    public static Design read(Path file) {
        Problems problems = new Problems();
        Optional<Design> design = read(file, problems);
        problems.throwIfAny();
        return design.orElseThrow(() -> new IllegalStateException("no design and no problem: " + file));
    }

    /** The design, as far as it could be read; empty, with problems added, if the file is not a topology at all. */
    public static Optional<Design> read(Path file, Problems problems) {
        return YamlFile.text(file, problems).flatMap(text -> parse(file.toString(), text, problems));
    }

    /** The same for a topology given as text. */
    public static Optional<Design> parse(String file, String text, Problems problems) {
        FileProblems found = new FileProblems(file, problems);
        if (Templating.reported(file, text, found)) {
            return Optional.empty();
        }
        return YamlFile.parse(file, text, problems).map(root -> {
            Templating.reportVariables(root, found);
            return design(root, found, Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
        });
    }

    private static Design design(YamlNode.Mapping root, FileProblems problems, String digest) {
        Fields top = new Fields(problems, root, TopologyKeys.ROOT);
        String name = top.requiredText("name").orElse("");
        top.fields("mgmt", TopologyKeys.MGMT);
        top.require("topology", "a map with nodes and links");
        Map<String, Node> nodes = new LinkedHashMap<>();
        List<Link> links = new ArrayList<>();
        top.fields("topology", TopologyKeys.TOPOLOGY).ifPresent(topology -> {
            Map<String, YamlNode.Mapping> read = new NodeReader(topology).read(nodes);
            links.addAll(new LinkReader(topology, read).read());
        });
        return new Design(name, Collections.unmodifiableMap(nodes), links, digest);
    }

    /** What containerlab would expand before it reads the file: the file's meaning is not in the file. */
    private static final class Templating {

        private static final List<String> VARIABLES = List.of("${", "__clab");

        private Templating() {}

        static boolean reported(String file, String text, FileProblems problems) {
            boolean any = false;
            if (file.endsWith(".gotmpl")) {
                reject(problems, new Place("", 0), file, "Go templates are not read");
                any = true;
            }
            int line = 0;
            for (String written : text.lines().toList()) {
                line++;
                // A brace in a brace has no other meaning in YAML, and a quoted one is expanded by containerlab too.
                if (withoutComment(written).contains("{{")) {
                    reject(problems, new Place("", line), written.strip(), "Go templates are not read");
                    any = true;
                }
            }
            return any;
        }

        static void reportVariables(YamlNode node, FileProblems problems) {
            switch (node) {
                case YamlNode.Scalar scalar -> reportIn(scalar.text(), scalar.place(), problems);
                case YamlNode.Sequence list -> list.items().forEach(item -> reportVariables(item, problems));
                case YamlNode.Mapping map ->
                    map.entries().forEach((key, value) -> {
                        reportIn(key, value.place(), problems);
                        reportVariables(value, problems);
                    });
                case YamlNode.Nothing _ -> {}
            }
        }

        private static void reportIn(String text, Place place, FileProblems problems) {
            if (VARIABLES.stream().anyMatch(text::contains)) {
                reject(problems, place, text, "variables are not expanded");
            }
        }

        private static void reject(FileProblems problems, Place place, String value, String reason) {
            problems.add(
                    place,
                    value,
                    reason + ": what is certified must stand in the file",
                    "a plain value",
                    "write the rendered topology into the suite's folder");
        }

        private static String withoutComment(String line) {
            if (line.stripLeading().startsWith("#")) {
                return "";
            }
            int comment = line.indexOf(" #");
            return comment < 0 ? line : line.substring(0, comment);
        }
    }
}
