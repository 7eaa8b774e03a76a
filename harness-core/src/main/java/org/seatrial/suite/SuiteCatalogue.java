package org.seatrial.suite;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seatrial.input.FileProblems;
import org.seatrial.input.InputException;
import org.seatrial.input.NearNames;
import org.seatrial.input.Place;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import org.seatrial.input.YamlFile;
import org.seatrial.input.YamlNode;

/** Finds suites in folders {@code <root>/<name>/<version>/}, and knows which of them are released. */
public final class SuiteCatalogue {

    /** In a root: one line {@code name@version sha256} for each released suite. */
    public static final String RELEASED = "released.txt";

    private static final Pattern RELEASE = Pattern.compile("(\\S+@\\S+)\\s+([0-9a-f]{64})");
    private static final String ARGUMENT = "SUITE";

    /** A suite in a root. */
    public record Entry(String name, String version, Path folder) {}

    private final List<Path> roots;

    public SuiteCatalogue(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /**
     * The folder of a suite given as {@code name@version}, as {@code name} (its newest version) or as a folder.
     *
     * @throws InputException if there is none, or if the suite in a root names itself differently than its folders
     */
    public Path find(String suite) {
        Path folder = Path.of(suite);
        boolean path = suite.contains("/")
                || suite.contains(File.separator)
                || Files.isRegularFile(folder.resolve(SuiteReader.FILE));
        if (path && !Files.isDirectory(folder)) {
            throw new InputException(new Problem(
                    ARGUMENT,
                    "",
                    suite,
                    "there is no such folder",
                    "a folder with " + SuiteReader.FILE,
                    "check the path"));
        }
        Path found = path ? folder : named(suite).folder();
        reportForeignName(found);
        return found;
    }

    /** Every suite of the roots, by name, the newest version first. */
    public List<Entry> list() {
        List<Entry> entries = new ArrayList<>();
        for (Path root : roots) {
            for (Path name : folders(root)) {
                for (Path version : folders(name)) {
                    if (Files.isRegularFile(version.resolve(SuiteReader.FILE))) {
                        entries.add(new Entry(last(name), last(version), version));
                    }
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::name)
                .thenComparing(Comparator.comparing(Entry::version, SuiteCatalogue::compareVersions)
                        .reversed()));
        return List.copyOf(entries);
    }

    /**
     * Digests of released suites by {@code name@version}.
     *
     * @throws InputException if a line is not a release, or two digests stand for one release
     */
    public Map<String, String> released() {
        Map<String, String> released = new HashMap<>();
        Problems problems = new Problems();
        for (Path root : roots) {
            Path file = root.resolve(RELEASED);
            if (Files.isRegularFile(file)) {
                YamlFile.text(file, problems)
                        .ifPresent(text -> read(text, new FileProblems(file.toString(), problems), released));
            }
        }
        problems.throwIfAny();
        return Map.copyOf(released);
    }

    private static void read(String text, FileProblems problems, Map<String, String> released) {
        int line = 0;
        for (String written : text.lines().toList()) {
            line++;
            if (written.isBlank() || written.startsWith("#")) {
                continue;
            }
            Matcher matcher = RELEASE.matcher(written.strip());
            if (!matcher.matches()) {
                problems.add(new Place("", line), written, "this is not a release", "name@version and 64 hex digits");
                continue;
            }
            String before = released.putIfAbsent(matcher.group(1), matcher.group(2));
            if (before != null && !before.equals(matcher.group(2))) {
                problems.add(
                        new Place("", line),
                        matcher.group(1),
                        "a released version never changes",
                        "its digest " + before);
            }
        }
    }

    private Entry named(String suite) {
        int at = suite.indexOf('@');
        String name = at < 0 ? suite : suite.substring(0, at);
        String version = at < 0 ? "" : suite.substring(at + 1);
        List<Entry> all = list();
        List<Entry> versions =
                all.stream().filter(entry -> entry.name().equals(name)).toList();
        if (versions.isEmpty()) {
            List<String> names = all.stream().map(Entry::name).distinct().toList();
            throw new InputException(new Problem(
                    ARGUMENT,
                    "",
                    suite,
                    "there is no suite '" + name + "' in " + roots,
                    NearNames.valid(name, names) + ", or a folder with " + SuiteReader.FILE,
                    "'list suites' names them"));
        }
        return versions.stream()
                .filter(entry -> at < 0 || entry.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new InputException(new Problem(
                        ARGUMENT,
                        "",
                        suite,
                        "there is no version '" + version + "' of suite '" + name + "'",
                        NearNames.valid(
                                version, versions.stream().map(Entry::version).toList()),
                        "'list suites' names them")));
    }

    /** A folder that lies in a root is found by its name, so the suite in it must bear that name. */
    private void reportForeignName(Path folder) {
        Optional<Entry> entry = list().stream()
                .filter(known -> real(known.folder()).equals(real(folder)))
                .findFirst();
        if (entry.isEmpty()) {
            return;
        }
        Path file = folder.resolve(SuiteReader.FILE);
        Problems problems = new Problems();
        // Whatever else is wrong with the file is told when the whole suite is read.
        Optional<YamlNode.Mapping> root = YamlFile.read(file, new Problems());
        root.ifPresent(map -> {
            FileProblems found = new FileProblems(file.toString(), problems);
            compare(map, "suite", entry.get().name(), found);
            compare(map, "version", entry.get().version(), found);
        });
        problems.throwIfAny();
    }

    private static void compare(YamlNode.Mapping root, String key, String folder, FileProblems problems) {
        root.get(key)
                .filter(node -> node instanceof YamlNode.Scalar && !node.shown().equals(folder))
                .ifPresent(node -> problems.add(
                        node.place(),
                        node.shown(),
                        "the suite lies in a folder named '" + folder + "'",
                        key + ": " + folder,
                        "rename one of them"));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> folders(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(root)) {
            return inside.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String last(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** Semantic versioning, section 11: numbers by value, a pre-release before its release. */
    static int compareVersions(String a, String b) {
        String[] coreA = a.split("-", 2);
        String[] coreB = b.split("-", 2);
        int core = compareParts(coreA[0], coreB[0]);
        if (core != 0 || coreA.length != coreB.length) {
            return core != 0 ? core : Integer.compare(coreB.length, coreA.length);
        }
        return coreA.length == 1 ? 0 : compareParts(coreA[1], coreB[1]);
    }

    private static int compareParts(String a, String b) {
        String[] partsA = a.split("\\.", -1);
        String[] partsB = b.split("\\.", -1);
        for (int i = 0; i < Math.min(partsA.length, partsB.length); i++) {
            boolean numbers = partsA[i].matches("[0-9]{1,9}") && partsB[i].matches("[0-9]{1,9}");
            int compared = numbers
                    ? Integer.compare(Integer.parseInt(partsA[i]), Integer.parseInt(partsB[i]))
                    : partsA[i].compareTo(partsB[i]);
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(partsA.length, partsB.length);
    }
}
