package org.seatrial.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.InputException;
import org.seatrial.input.Place;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import org.seatrial.input.Sha256;
import org.seatrial.input.YamlFile;
import org.seatrial.input.YamlNode;
import org.seatrial.lab.LabBinding;
import org.seatrial.topology.Design;
import org.seatrial.topology.TopologyReader;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Workload;

/** Reads and checks a suite folder: {@code suite.yaml}, the topology, and which labs it binds. */
public final class SuiteReader {

    /** The file that makes a folder a suite. */
    public static final String FILE = "suite.yaml";

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");
    static final String NAME_RULE = "letters, digits, - and _";

    private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+([-+][0-9A-Za-z.+-]+)?");
    private static final String DEFAULT_TOPOLOGY = "topology.clab.yml";

    private final Path folder;
    private final Problems problems = new Problems();
    private final FileProblems file;
    private boolean linksKnown;

    private SuiteReader(Path folder) {
        this.folder = folder;
        this.file = new FileProblems(folder.resolve(FILE).toString(), problems);
    }

    /**
     * Reads a suite.
     *
     * @param labOverride a lab file that replaces the binding of {@link Suite#DEFAULT_LAB}, or of the only lab
     * @param released digests of released suites by {@code name@version}; without it every suite is side-loaded
     * @throws InputException with every problem of the suite and of its topology
     */
    public static Suite read(Path suiteFolder, Optional<Path> labOverride, Optional<Map<String, String>> released) {
        return new SuiteReader(suiteFolder).read(labOverride, released);
    }

    private Suite read(Optional<Path> labOverride, Optional<Map<String, String>> released) {
        if (!Files.isDirectory(folder)) {
            throw new InputException(new Problem(
                    folder.toString(), "", "", "there is no such folder", "a folder with " + FILE, "check the path"));
        }
        reportSymbolicLinks();
        Optional<YamlNode.Mapping> root = YamlFile.read(folder.resolve(FILE), problems);
        if (root.isEmpty()) {
            throw new InputException(problems.list());
        }
        Fields top = new Fields(file, root.get(), SuiteKeys.SUITE);
        String name = patterned(top, "suite", NAME, NAME_RULE);
        String version = patterned(top, "version", VERSION, "a semantic version, for example 1.0.0");
        String title = top.text("title").orElse(name);
        String topologyFile = top.text("topology").orElse(DEFAULT_TOPOLOGY);
        Optional<Design> design = design(top, topologyFile);
        LabFiles labFiles = new LabFiles(folder, file, problems);
        Map<String, LabBinding> labs = labFiles.bind(top, labOverride);
        List<Flow> traffic = new FlowReader(file, design, linksKnown).read(top);
        List<Workload> workloads = new WorkloadReader(file, design).read(top);
        List<TrialSpec> trials = new TrialReader(
                        file,
                        new FaultReader(file, design, linksKnown),
                        new ActionReader(file, design, folder),
                        traffic,
                        workloads,
                        labs.keySet())
                .read(top);
        List<Requirement> requirements = new RequirementReader(file, traffic, workloads, trials).read(top);
        problems.throwIfAny();
        String digest = Sha256.ofFolder(folder);
        boolean asReleased = released.map(list -> digest.equals(list.get(name + "@" + version)))
                .orElse(false);
        return new Suite(
                name,
                version,
                title,
                folder,
                topologyFile,
                design.orElseThrow(() -> new IllegalStateException("a topology without design and without problem")),
                Collections.unmodifiableMap(labs),
                traffic,
                workloads,
                trials,
                requirements,
                digest,
                !asReleased || labFiles.outside());
    }

    private String patterned(Fields top, String key, Pattern pattern, String rule) {
        Optional<String> text = top.requiredText(key);
        if (text.isPresent() && !pattern.matcher(text.get()).matches()) {
            file.add(
                    top.place(key),
                    text.get(),
                    "this cannot be the suite's " + (key.equals("suite") ? "name" : key),
                    rule);
        }
        return text.orElse("");
    }

    /** The design, for others to check names against. If it has problems a link may be missing because of them. */
    private Optional<Design> design(Fields top, String name) {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder.normalize())) {
            file.add(top.place("topology"), name, "the topology is outside the suite's folder", "a file in the folder");
            return Optional.empty();
        }
        Problems own = new Problems();
        Optional<Design> design = TopologyReader.read(path, own);
        problems.addAll(own.list());
        linksKnown = own.isEmpty();
        return design;
    }

    /** What a symbolic link points to is in no digest, so it could change after the release. */
    private void reportSymbolicLinks() {
        List<Path> links = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder.toRealPath())) {
            all.filter(Files::isSymbolicLink).forEach(links::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Path link : links) {
            new FileProblems(link.toString(), problems)
                    .add(
                            new Place("", 0),
                            "",
                            "a symbolic link is not covered by the suite's digest",
                            "a regular file");
        }
    }
}
