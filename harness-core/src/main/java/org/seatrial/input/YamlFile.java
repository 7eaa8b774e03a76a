package org.seatrial.input;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2 files whose root is a map. Whatever cannot be read becomes a problem, never an exception. */
public final class YamlFile {

    private static final String RULES = "YAML 1.2: indent with spaces, one 'key: value' a line";

    private YamlFile() {}

    /** The file's root; empty, with a problem added, if it cannot be read or is not a map. */
    public static Optional<YamlNode.Mapping> read(Path file, Problems problems) {
        return text(file, problems).flatMap(text -> parse(file.toString(), text, problems));
    }

    /** The file's text; empty, with a problem added, if there is none. */
    public static Optional<String> text(Path file, Problems problems) {
        String reason;
        try {
            if (!Files.isDirectory(file)) {
                return Optional.of(Files.readString(file));
            }
            reason = "this is a folder, not a file";
        } catch (NoSuchFileException _) {
            reason = "there is no such file";
        } catch (CharacterCodingException _) {
            reason = "this is not text in UTF-8";
        } catch (IOException e) {
            reason = "the file cannot be read: " + e;
        }
        problems.add(new Problem(file.toString(), "", "", reason, neighbours(file), "check the name and the folder"));
        return Optional.empty();
    }

    /** The root of a document given as text. */
    public static Optional<YamlNode.Mapping> parse(String file, String text, Problems problems) {
        FileProblems found = new FileProblems(file, problems);
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(true)
                .build();
        Optional<Node> root;
        try {
            root = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark()
                    .map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                    .orElse("");
            String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
            problems.add(new Problem(
                    file, place, "", "YAML syntax error: " + e.getProblem() + context, RULES, "mend this line first"));
            return Optional.empty();
        } catch (YamlEngineException e) {
            problems.add(new Problem(
                    file,
                    "",
                    "",
                    "YAML cannot be read: " + firstLine(String.valueOf(e.getMessage())),
                    RULES,
                    "mend the file"));
            return Optional.empty();
        }
        if (root.isEmpty()) {
            found.add(new Place("", 0), "", "the file is empty", "a YAML map");
            return Optional.empty();
        }
        return switch (new YamlTree(found).of(root.get())) {
            case YamlNode.Mapping map -> Optional.of(map);
            case YamlNode other -> {
                found.add(other.place(), other.shown(), "the file must hold a map, this is " + other.kind(), RULES);
                yield Optional.empty();
            }
        };
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("no reason was given");
    }

    private static String neighbours(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return folder == null ? "" : "a file in an existing folder; " + folder + " does not exist";
        }
        try (Stream<Path> inside = Files.list(folder)) {
            List<String> names = inside.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
                    .sorted()
                    .toList();
            Path name = file.getFileName();
            return names.isEmpty() || name == null ? "" : NearNames.valid(name.toString(), names);
        } catch (IOException _) {
            // The folder cannot be listed; that the file is missing was said already, near names are only a courtesy.
            return "";
        }
    }
}
