package org.seatrial.report.html;

import java.util.List;

/**
 * Everything {@code report.html} shows, as text. Fields named {@code svg} hold markup that was escaped when it was
 * drawn; links are relative to the run folder and already encoded.
 */
public record Page(
        Cover cover,
        List<RequirementView> requirements,
        List<Failover> failover,
        List<TrialKind> kinds,
        DesignView design,
        List<Section> sections) {

    /** A name and its value. */
    public record Fact(String name, String value) {}

    /** A table: its headings, then rows of cells; the first cell of a row is its heading. */
    public record Facts(String caption, List<String> headings, List<List<String>> rows) {}

    /**
     * Where the time of a failover goes in one kind of trial: one row a flow.
     *
     * @param methods the longest outage of each flow by either method, with the interval that it is known to
     */
    public record Failover(String name, String anchor, String withoutRedundancy, Facts flows, Facts methods) {}

    /** A link to a file of the run. */
    public record Link(String href, String text) {}

    /** A verdict in words with the class that colours it: pass, fail, inconclusive, error or none. */
    public record Badge(String word, String style) {}

    /**
     * The first screen.
     *
     * @param certifiesNothingBecause empty if the run certifies something
     * @param sentence what the verdict rests on, one sentence
     * @param tested how many single failures were proven, one sentence
     * @param notTested what was not tested, one sentence each
     */
    public record Cover(
            String title,
            Badge verdict,
            String sentence,
            String certifiesNothingBecause,
            List<Fact> facts,
            String tested,
            List<String> notTested,
            String reportDigest) {}

    /**
     * One requirement.
     *
     * @param kinds the parts of the page that tell of its trials and list their raw files
     */
    public record RequirementView(
            String id,
            String anchor,
            String text,
            String expect,
            Badge verdict,
            boolean blocker,
            String because,
            List<Fact> facts,
            List<Link> kinds,
            List<Link> trials,
            List<String> excluded,
            String svg) {}

    /** All trials of one kind. */
    public record TrialKind(
            String name,
            String anchor,
            String summary,
            List<String> notes,
            List<Figure> figures,
            List<TrialRow> trials) {}

    /** A drawing. */
    public record Figure(String caption, String svg, boolean wide) {}

    /** One trial with its raw files. */
    public record TrialRow(
            String repetition, Badge status, String reason, String fault, String outage, List<Link> files) {}

    /**
     * The topology and what of it was tested.
     *
     * @param summary how many single failures were proven, one sentence
     * @param counts what counts as proven
     * @param pairs the outcome of every declared pair; no rows if none is declared
     * @param pairsSummary one sentence about them
     */
    public record DesignView(
            String svg, String summary, String counts, List<Matrix> matrices, Facts pairs, String pairsSummary) {}

    /** Each element of one kind against each kind of fault. */
    public record Matrix(String caption, String elementKind, List<String> faultKinds, List<CoverageLine> lines) {}

    /** One element of the design, a cell for each kind of fault. */
    public record CoverageLine(String element, List<CoverageCell> cells) {}

    /** @param style tested, failed, not-tested or not-applicable */
    public record CoverageCell(String style, String word, String by) {}

    /** A section of facts, lists and tables. */
    public record Section(
            String title,
            String anchor,
            List<String> paragraphs,
            List<Fact> facts,
            List<Facts> tables,
            List<Link> links) {}
}
