package org.seatrial.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a copy of a volume held when it was read back, as a CSV file: a comment, a header, a line for each block.
 *
 * @param node whose copy it is
 */
public record SurvivingCopy(String node, List<CopiedBlock> blocks) {

    private static final Pattern FORMAT = Pattern.compile("# blocks of the copy at (\\S+), version 1");
    private static final String HEADER = "block,read_ns,expected,found,state";
    private static final int COLUMNS = 5;
    private static final int LINES_ABOVE = 2;

    public SurvivingCopy {
        blocks = List.copyOf(blocks);
    }

    /** Writes the list; the total of the returned record is the number of whole blocks. */
    public EvidenceFile write(Path folder, String name) throws IOException {
        StringBuilder text =
                new StringBuilder("# blocks of the copy at ").append(node).append(", version 1\n");
        text.append(HEADER).append('\n');
        for (CopiedBlock one : blocks) {
            text.append(one.block()).append(',');
            text.append(one.readNs()).append(',');
            text.append(one.expected()).append(',');
            text.append(one.found()).append(',');
            text.append(one.state().name().toLowerCase(Locale.ROOT)).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        DurableFile.write(folder.resolve(name), bytes);
        return new EvidenceFile(name, Digests.sha256(bytes), bytes.length, blocks.size(), whole(blocks));
    }

    /**
     * Reads a list that is exactly what its record says.
     *
     * @throws EvidenceException if it is missing, or differs from its record in digest, lines or whole blocks, or holds
     *     a line that is not understood
     */
    public static SurvivingCopy read(Path folder, EvidenceFile evidence) throws IOException {
        Path file = VerifiedFile.locate(folder, evidence);
        List<String> lines = VerifiedFile.lines(folder, evidence);
        Matcher first = FORMAT.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (!first.matches() || lines.size() < LINES_ABOVE || !lines.get(1).equals(HEADER)) {
            throw new EvidenceException(file, "is not a list of blocks of version 1");
        }
        List<CopiedBlock> blocks = new ArrayList<>();
        for (int number = LINES_ABOVE + 1; number <= lines.size(); number++) {
            blocks.add(block(file, number, lines.get(number - 1)));
        }
        VerifiedFile.compareCounts(file, evidence, blocks.size(), whole(blocks));
        return new SurvivingCopy(first.group(1), blocks);
    }

    private static long whole(List<CopiedBlock> blocks) {
        return blocks.stream()
                .filter(one -> one.state() == CopiedBlock.State.WHOLE)
                .count();
    }

    private static CopiedBlock block(Path file, int number, String line) throws EvidenceException {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new EvidenceException(
                    file, "line %d has %d columns instead of %d".formatted(number, cells.length, COLUMNS));
        }
        try {
            return new CopiedBlock(
                    Long.parseLong(cells[0]),
                    Long.parseLong(cells[1]),
                    Long.parseLong(cells[2]),
                    Long.parseLong(cells[3]),
                    CopiedBlock.State.valueOf(cells[4].toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException cause) {
            throw new EvidenceException(
                    file, "line %d is not a block: %s".formatted(number, cause.getMessage()), cause);
        }
    }
}
