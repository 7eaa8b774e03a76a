package org.seatrial.report.pdf;

import java.util.List;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;
import org.seatrial.report.attestation.AttestationSummary;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Turns the HTML report into a document for paper: everything unfolded, with bookmarks and page numbers. */
final class PrintedPage {

    private static final String SVG = "http://www.w3.org/2000/svg";

    /** Of a font file that it was given, the renderer of drawings finds the regular letters under this weight only. */
    private static final String FONT =
            "svg, text, tspan { font-family: \"DejaVu Sans\" !important; font-weight: 600 !important; }\n";

    private final Document page;

    private PrintedPage(Document page) {
        this.page = page;
    }

    /**
     * Prepares a page.
     *
     * @param style the style of paper, read after the page's own
     * @param reportDigest SHA-256 of {@code report.json}
     */
    static PrintedPage of(String html, String style, String reportDigest) {
        // A drawing's attributes have capitals in them.
        Parser parser = Parser.htmlParser().settings(ParseSettings.preserveCase);
        PrintedPage printed = new PrintedPage(Jsoup.parse(html, "", parser));
        printed.page.select("script, meta[http-equiv]").remove();
        printed.style(style + footer(reportDigest));
        return printed;
    }

    private static String footer(String reportDigest) {
        return """

            @page { @bottom-left { content: "SHA-256 of report.json: %s"; font: 6.5pt "DejaVu Sans"; color: #55616f; }
              @bottom-right { content: counter(page) " / " counter(pages); font: 8pt "DejaVu Sans"; color: #55616f; } }
            """.formatted(reportDigest);
    }

    private void style(String paper) {
        String own = page.select("style").stream().map(Element::data).collect(Collectors.joining("\n"));
        page.select("head style").remove();
        PrintStyle split = PrintStyle.of(own);
        page.head().appendElement("style").attr("type", "text/css").appendText(split.page() + paper);
        for (Element drawing : page.select("svg")) {
            drawing.prependElement("style").attr("type", "text/css").appendText(FONT + split.drawings());
            drawing.attr("xmlns", SVG);
        }
    }

    /** Says who signed the run, and who decided about it. */
    PrintedPage attested(AttestationSummary attestation) {
        Element section = page.body().appendElement("section");
        section.appendElement("h2").attr("id", "attestation").text("Attestation");
        section.appendElement("p")
                .text("This document was made of a signed run: signatures and the digest of every file held.");
        Element facts = section.appendElement("dl").addClass("facts");
        fact(facts, "Statement", "SHA-256 " + attestation.statementDigest());
        fact(facts, "Signed with key", "SHA-256 " + attestation.signer());
        attestation.timestamps().ifPresent(stamps -> fact(facts, "Time stamp", stamps));
        List<String> decisions = attestation.decisions();
        decisions.forEach(decision -> fact(facts, "Decision", decision));
        if (decisions.isEmpty()) {
            fact(facts, "Decision", "nobody has decided about this report yet");
        }
        return this;
    }

    private static void fact(Element facts, String name, String value) {
        Element row = facts.appendElement("div");
        row.appendElement("dt").text(name);
        row.appendElement("dd").text(value);
    }

    /** The document, with a bookmark for each heading. */
    org.w3c.dom.Document document() {
        bookmarks();
        org.w3c.dom.Document document = new W3CDom().fromJsoup(page);
        NodeList drawings = document.getElementsByTagNameNS("*", "svg");
        for (int i = 0; i < drawings.getLength(); i++) {
            inNamespace(document, drawings.item(i));
        }
        return document;
    }

    private static void inNamespace(org.w3c.dom.Document document, Node node) {
        Node named = node;
        if (node.getNodeType() == Node.ELEMENT_NODE && !SVG.equals(node.getNamespaceURI())) {
            named = document.renameNode(node, SVG, node.getNodeName());
        }
        // Batik reads no rules of a document that lies nowhere.
        if (named instanceof org.w3c.dom.Element style && style.getTagName().equals("style")) {
            style.setAttributeNS(XMLConstants.XML_NS_URI, "xml:base", "file:/report.html");
        }
        for (Node child = named.getFirstChild(); child != null; child = child.getNextSibling()) {
            inNamespace(document, child);
        }
    }

    private void bookmarks() {
        Element bookmarks = page.head().appendElement("bookmarks");
        Element chapter = bookmarks;
        int number = 0;
        for (Element heading : page.select("h1, h2, h3")) {
            if (heading.id().isEmpty()) {
                heading.attr("id", "heading-" + number++);
            }
            boolean first = !heading.normalName().equals("h3");
            Element bookmark = (first ? bookmarks : chapter)
                    .appendElement("bookmark")
                    .attr("name", heading.text())
                    .attr("href", "#" + heading.id());
            chapter = first ? bookmark : chapter;
        }
    }
}
