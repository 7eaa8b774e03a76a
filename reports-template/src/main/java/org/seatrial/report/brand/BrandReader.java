package org.seatrial.report.brand;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import org.seatrial.input.YamlFile;

/** Reads the folder of a brand: {@code brand.yaml} and the logo beside it. */
public final class BrandReader {

    /** The file that a brand's folder holds. */
    public static final String FILE = "brand.yaml";

    private static final List<String> KEYS = List.of("name", "logo", "colours", "footer");
    private static final List<String> COLOURS = List.of("accent", "band", "band-text");
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_LINE = 200;
    private static final int MOST_LINES = 6;

    private BrandReader() {}

    /** @throws InputException with every problem of the folder */
    public static Brand read(Path folder) {
        Problems problems = new Problems();
        if (!Files.isDirectory(folder)) {
            problems.add(new Problem(
                    folder.toString(),
                    "",
                    "",
                    Files.exists(folder) ? "this is a file, not a folder" : "there is no such folder",
                    "a folder that holds " + FILE,
                    "docs/report.md shows one"));
            problems.throwIfAny();
        }
        Path file = folder.resolve(FILE);
        FileProblems found = new FileProblems(file.toString(), problems);
        Brand brand = YamlFile.read(file, problems)
                .map(map -> read(folder, new Fields(found, map, KEYS)))
                .orElse(Brand.NONE);
        problems.throwIfAny();
        return brand;
    }

    private static Brand read(Path folder, Fields fields) {
        String name = limited(fields, "name", fields.requiredText("name").orElse(""), LONGEST_NAME);
        Optional<String> logo = fields.text("logo").flatMap(text -> Logo.read(folder, text, fields));
        Optional<Fields> colours = fields.fields("colours", COLOURS);
        Colour accent = colour(colours, "accent", Brand.NONE.accent());
        Colour band = colour(colours, "band", Brand.NONE.band());
        Colour bandText = colour(colours, "band-text", Brand.NONE.bandText());
        colours.ifPresent(given -> {
            readable(given, "accent", accent, Colour.WHITE, "the white page");
            readable(given, given.has("band-text") ? "band-text" : "band", bandText, band, "the band " + band.hex());
        });
        List<String> footer = List.copyOf(fields.texts("footer").keySet());
        footer.forEach(line -> limited(fields, "footer", line, LONGEST_LINE));
        if (footer.size() > MOST_LINES) {
            fields.problems()
                    .add(
                            fields.place("footer"),
                            footer.size() + " lines",
                            "the footer is too long",
                            "at most " + MOST_LINES + " lines");
        }
        return new Brand(name, logo, accent, band, bandText, footer);
    }

    private static String limited(Fields fields, String key, String text, int most) {
        if (text.length() > most) {
            fields.problems()
                    .add(
                            fields.place(key),
                            text.substring(0, 20) + "…",
                            "this is " + text.length() + " characters long",
                            "at most " + most + " characters");
        }
        return text;
    }

    private static Colour colour(Optional<Fields> colours, String key, Colour otherwise) {
        Optional<String> text = colours.flatMap(fields -> fields.text(key));
        Optional<Colour> colour = text.flatMap(Colour::parse);
        if (text.isPresent() && colour.isEmpty()) {
            Fields fields = colours.orElseThrow();
            fields.problems()
                    .add(
                            fields.place(key),
                            text.get(),
                            "this is not a colour",
                            "six hexadecimal digits after #, in quotes: \"#0b4f6c\"");
        }
        return colour.orElse(otherwise);
    }

    private static void readable(Fields fields, String key, Colour text, Colour ground, String where) {
        double contrast = text.contrast(ground);
        if (contrast < Brand.LEAST_CONTRAST) {
            fields.problems()
                    .add(
                            fields.place(key),
                            text.hex(),
                            String.format(Locale.ROOT, "its contrast against %s is only %.2f to 1", where, contrast),
                            "at least 4.5 to 1 (WCAG 2.2, level AA)",
                            "choose a darker or a lighter one");
        }
    }
}
