package org.seatrial.fault.device;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.input.Place;
import org.seatrial.input.YamlNode;
import org.seatrial.units.Dimension;

/** Reads what an adapter wants to know. A secret written out is refused, and its problem does not repeat it. */
final class SettingsReader {

    private static final String SECRET = "{env: NAME} or {file: PATH}";
    private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("://[^/@\\s]*@");
    private static final Pattern SOUNDS_SECRET = Pattern.compile(
            "(?i).*(passw|passphrase|pwd|secret|token|authori[sz]ation|cookie|api[-_]?key|community|credential).*");

    private final FileProblems problems;
    private final Path folder;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, SecretRef> secrets = new HashMap<>();

    /** @param folder that of the inventory: files are relative to it */
    SettingsReader(FileProblems problems, Path folder) {
        this.problems = problems;
        this.folder = folder;
    }

    /** Of no use if problems were added. */
    Settings read(Fields fields, List<Key> keys, List<String> times) {
        times.forEach(time -> time(fields, time));
        for (Key key : keys) {
            if (key.required()) {
                fields.require(key.name(), key.meaning() + (key.kind() == Key.Kind.SECRET ? ", " + SECRET : ""));
            }
            switch (key.kind()) {
                case TEXT ->
                    fields.text(key.name()).ifPresent(text -> text(key.name(), text, fields.place(key.name())));
                case NUMBER ->
                    fields.integer(key.name(), 0, Integer.MAX_VALUE)
                            .ifPresent(number -> values.put(key.name(), String.valueOf(number)));
                case TIME -> time(fields, key.name());
                case CHOICE -> fields.text(key.name()).ifPresent(text -> choice(key, text, fields.place(key.name())));
                case WORDS -> fields.node(key.name()).ifPresent(node -> words(key.name(), node));
                case SECRET -> fields.node(key.name()).ifPresent(node -> secret(key.name(), node));
                case OPTIONS -> fields.map(key.name()).ifPresent(map -> options(key.name(), map));
            }
        }
        return new Settings(values, secrets);
    }

    private void time(Fields fields, String key) {
        fields.quantity(key, Dimension.TIME)
                .ifPresent(span -> values.put(key, String.valueOf(Math.round(span.base()))));
    }

    private void text(String key, String text, Place place) {
        if (CREDENTIALS_IN_URL.matcher(text).find()) {
            problems.add(place, "", "this holds credentials", "an address without them, and their own keys");
        } else if (text.indexOf('\n') >= 0) {
            problems.add(place, "", "the text has a line end in it", "one line");
        } else {
            values.put(key, text);
        }
    }

    private void choice(Key key, String text, Place place) {
        if (key.choices().contains(text)) {
            values.put(key.name(), text);
        } else {
            problems.add(
                    place, text, "this is no choice of '" + key.name() + "'", NearNames.valid(text, key.choices()));
        }
    }

    private void words(String key, YamlNode node) {
        List<YamlNode> items = node instanceof YamlNode.Sequence list ? list.items() : List.of(node);
        List<String> words = items.stream()
                .flatMap(item -> item instanceof YamlNode.Scalar scalar ? Stream.of(scalar.text()) : Stream.empty())
                .toList();
        if (words.isEmpty() || words.size() != items.size()) {
            problems.add(node.place(), node.shown(), "this is no list of texts", "[PROGRAM, ARGUMENT, ...]");
        } else if (words.stream().anyMatch(word -> word.indexOf('\n') >= 0)) {
            problems.add(node.place(), "", "a text has a line end in it", "texts of one line each");
        } else {
            values.put(key, String.join("\n", words));
        }
    }

    private void options(String key, YamlNode.Mapping map) {
        map.entries().forEach((name, value) -> {
            if (value instanceof YamlNode.Mapping) {
                secret(key + "." + name, value);
            } else if (!(value instanceof YamlNode.Scalar scalar)) {
                problems.add(value.place(), "", "this is " + value.kind(), "a text, or " + SECRET);
            } else if (SOUNDS_SECRET.matcher(name).matches()) {
                literal(value);
            } else {
                text(key + "." + name, scalar.text(), value.place());
            }
        });
    }

    private void literal(YamlNode node) {
        // The value is left out on purpose: a problem is printed, and kept in logs of builds.
        problems.add(
                node.place(),
                "",
                "a secret must not stand in an inventory, which is copied into every run",
                SECRET,
                "take it out of the file, and change it if the file was ever shared");
    }

    private void secret(String key, YamlNode node) {
        if (!(node instanceof YamlNode.Mapping map)) {
            literal(node);
            return;
        }
        Fields fields = new Fields(problems, map, List.of("env", "file"));
        Optional<String> env = fields.text("env");
        Optional<String> file = fields.text("file");
        if (env.isPresent() == file.isPresent()) {
            problems.add(node.place(), "", "a secret comes from one place", SECRET);
        } else if (env.isPresent()) {
            secrets.put(key, new SecretRef(SecretRef.Source.ENV, env.get()));
        } else {
            Path path = folder.resolve(file.get()).toAbsolutePath().normalize();
            Optional<Path> repository = repositoryOf(path);
            if (repository.isPresent()
                    || path.startsWith(folder.toAbsolutePath().normalize())) {
                problems.add(
                        fields.place("file"),
                        file.get(),
                        "the file lies in "
                                + repository
                                        .map(found -> "the repository " + found)
                                        .orElse("the folder of the inventory"),
                        "a file outside of it, readable by the user that runs the tests and by nobody else");
            } else {
                secrets.put(key, new SecretRef(SecretRef.Source.FILE, path.toString()));
            }
        }
    }

    private static Optional<Path> repositoryOf(Path file) {
        for (Path above = file.getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above.resolve(".git"))) {
                return Optional.of(above);
            }
        }
        return Optional.empty();
    }
}
