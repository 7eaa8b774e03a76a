package org.seatrial.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.input.Place;
import org.seatrial.input.Problems;
import org.seatrial.input.Sha256;
import org.seatrial.input.YamlFile;
import org.seatrial.input.YamlNode;
import org.seatrial.lab.LabBinding;

/**
 * Binds the suite's labs to their files. Only two keys of a lab file are read here: {@code lab}, the provider, and
 * {@code based-on}, another lab file that it changes; the rest is the provider's.
 */
final class LabFiles {

    private static final String DEFAULT_FILE = "lab.yaml";
    private static final int LONGEST_CHAIN = 10;

    private final Path folder;
    private final FileProblems suiteFile;
    private final Problems problems;
    private boolean outside;

    LabFiles(Path folder, FileProblems suiteFile, Problems problems) {
        this.folder = folder;
        this.suiteFile = suiteFile;
        this.problems = problems;
    }

    /** Whether a lab rests on a file that the suite's digest does not cover. */
    boolean outside() {
        return outside;
    }

    Map<String, LabBinding> bind(Fields top, Optional<Path> override) {
        Map<String, Path> files = named(top);
        override.ifPresent(file -> replaced(files.keySet().stream().toList())
                .ifPresentOrElse(
                        name -> files.put(name, file),
                        () -> new FileProblems("--lab", problems)
                                .add(
                                        new Place("", 0),
                                        file.toString(),
                                        "the suite has several labs, none of them named '" + Suite.DEFAULT_LAB + "'",
                                        "a suite with one lab, or with " + Suite.DEFAULT_LAB)));
        Map<String, LabBinding> labs = new LinkedHashMap<>();
        files.forEach((name, file) -> labs.put(name, binding(name, file)));
        return labs;
    }

    private static Optional<String> replaced(List<String> names) {
        if (names.contains(Suite.DEFAULT_LAB)) {
            return Optional.of(Suite.DEFAULT_LAB);
        }
        return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
    }

    private Map<String, Path> named(Fields top) {
        Map<String, Path> files = new LinkedHashMap<>();
        Optional<YamlNode.Mapping> labs = top.map("labs");
        if (labs.isEmpty()) {
            files.put(Suite.DEFAULT_LAB, folder.resolve(DEFAULT_FILE));
            return files;
        }
        labs.get().entries().forEach((name, value) -> {
            if (!SuiteReader.NAME.matcher(name).matches()) {
                suiteFile.add(value.place(), name, "this cannot be a lab's name", SuiteReader.NAME_RULE);
            }
            if (value instanceof YamlNode.Scalar scalar) {
                Path file = folder.resolve(scalar.text()).normalize();
                if (!inside(file)) {
                    suiteFile.add(
                            value.place(), scalar.text(), "the lab is outside the suite's folder", "a file in it");
                }
                files.put(name, file);
            } else {
                suiteFile.add(value.place(), "", "this is " + value.kind(), "the name of a lab file");
            }
        });
        if (files.isEmpty()) {
            suiteFile.add(labs.get().place(), "", "no lab is named", Suite.DEFAULT_LAB + ": " + DEFAULT_FILE);
        }
        return files;
    }

    private boolean inside(Path file) {
        Path root = folder.toAbsolutePath().normalize();
        return file.toAbsolutePath().normalize().startsWith(root);
    }

    private LabBinding binding(String name, Path file) {
        List<Path> chain = new ArrayList<>();
        Optional<String> provider = follow(file.normalize(), chain);
        chain.stream().filter(part -> !inside(part)).findFirst().ifPresent(_ -> outside = true);
        return new LabBinding(name, provider.orElse(""), file, digest(chain));
    }

    /** Of one file its own digest; of several, of the list of their digests and names relative to the first. */
    private static String digest(List<Path> chain) {
        if (chain.isEmpty()) {
            return "";
        }
        Path first = chain.getFirst();
        Path base = first.toAbsolutePath().getParent();
        return chain.size() == 1 || base == null ? Sha256.of(first) : Sha256.ofLines(base, chain);
    }

    /** Adds the file and all it is based on to the chain; the nearest provider named counts. */
    private Optional<String> follow(Path file, List<Path> chain) {
        Optional<YamlNode.Mapping> root = YamlFile.read(file, problems);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        chain.add(file);
        FileProblems found = new FileProblems(file.toString(), problems);
        Optional<String> provider = text(root.get(), "lab", found);
        Optional<String> base = text(root.get(), "based-on", found);
        if (base.isEmpty()) {
            if (provider.isEmpty()) {
                found.add(
                        root.get().place(),
                        "",
                        "the key 'lab' is missing" + near(root.get()),
                        "lab: the name of a lab provider, for example 'lab: namespaces'",
                        "'list labs' names the providers");
            }
            return provider;
        }
        Path next = file.resolveSibling(base.get()).normalize();
        if (chain.contains(next) || chain.size() >= LONGEST_CHAIN) {
            found.add(
                    root.get()
                            .get("based-on")
                            .map(YamlNode::place)
                            .orElse(root.get().place()),
                    base.get(),
                    "the lab files are based on each other in a circle",
                    "a lab file that names its provider");
            return provider;
        }
        Optional<String> inherited = follow(next, chain);
        return provider.or(() -> inherited);
    }

    private static String near(YamlNode.Mapping root) {
        return NearNames.nearest("lab", root.entries().keySet())
                .map(key -> ", though there is '" + key + "'")
                .orElse("");
    }

    private static Optional<String> text(YamlNode.Mapping root, String key, FileProblems problems) {
        Optional<YamlNode> node = root.get(key);
        if (node.isPresent() && !(node.get() instanceof YamlNode.Scalar)) {
            problems.add(node.get().place(), "", "this is " + node.get().kind(), "a name");
        }
        return node.flatMap(
                found -> found instanceof YamlNode.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty());
    }
}
