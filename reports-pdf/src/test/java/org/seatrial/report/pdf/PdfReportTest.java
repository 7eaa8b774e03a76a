package org.seatrial.report.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfReportTest {

    @TempDir
    private Path run = Path.of("unset");

    private PDDocument rendered(String body) throws IOException {
        Files.writeString(run.resolve("report.json"), "{}");
        Files.writeString(run.resolve("report.html"), """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>ACCEPTED: two sites</title>
            <style>:root { --ink: #102030; } p { color: var(--ink); display: grid; } svg .limit { stroke: red; stroke-width: 2; } svg .word { fill: #00f; }</style>
            </head><body><h1>Two sites</h1>%s</body></html>
            """.formatted(body));
        Path file = PdfReport.write(run, Optional.empty());
        return Loader.loadPDF(Files.readAllBytes(file));
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document);
    }

    @Test
    void everyHeadingIsABookmarkAndEveryPageHasItsNumberAndTheDigest() throws IOException {
        try (PDDocument document = rendered("<h2 id='r'>Requirements</h2><h3>FO-1</h3><p>text</p>"
                + "<h2 style='page-break-before: always'>Trials</h2><p>text</p>")) {
            PDOutlineItem first =
                    document.getDocumentCatalog().getDocumentOutline().getFirstChild();
            assertThat(first.getTitle()).isEqualTo("Two sites");
            assertThat(first.getNextSibling().getTitle()).isEqualTo("Requirements");
            assertThat(first.getNextSibling().getFirstChild().getTitle()).isEqualTo("FO-1");
            assertThat(first.getNextSibling().getNextSibling().getTitle()).isEqualTo("Trials");
            assertThat(text(document))
                    .contains(
                            "1 / 2",
                            "2 / 2",
                            "SHA-256 of report.json: 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
        }
    }

    @Test
    void whatIsFoldedOnAScreenIsOpenOnPaper() throws IOException {
        try (PDDocument document = rendered("<details><summary>Trials</summary><p>hidden treasure</p></details>")) {
            assertThat(text(document)).contains("hidden treasure");
        }
    }

    @Test
    void signsThatFewFontsHaveAreThere() throws IOException {
        try (PDDocument document = rendered("<p>≤ 50 ms × 59 → µs ±</p>")) {
            assertThat(text(document)).contains("≤ 50 ms × 59 → µs ±");
        }
    }

    @Test
    void aDrawingIsDrawnInThePagesStyleAndLettered() throws IOException {
        try (PDDocument document =
                rendered("<figure><svg viewBox='0 0 200 40' role='img' aria-label='a limit'><path class='limit' d='M0"
                        + " 30H200'/><text class='word' x='5' y='20'>limit 50 ms</text></svg></figure>")) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 200);
            assertThat(pixels(page, 0xff0000)).isGreaterThan(300);
            assertThat(pixels(page, 0x0000ff)).isGreaterThan(20);
        }
    }

    private static int pixels(BufferedImage page, int colour) {
        int found = 0;
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                found += (page.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
            }
        }
        return found;
    }

    @Test
    void theDocumentIsTaggedAndSaysThatItIsAnArchivablePdf() throws IOException {
        try (PDDocument document = rendered("<p>text</p>")) {
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
            String metadata =
                    new String(document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
            assertThat(metadata).contains("pdfaid:part", "pdfuaid:part");
        }
    }

    @Test
    void nothingIsFetchedFromOutsideThePage() throws IOException {
        Path other = Files.writeString(run.resolve("secret.css"), "p { content: 'x' }");
        try (PDDocument document = rendered("<img src='" + other.toUri() + "' alt=''><p>text</p>")) {
            assertThat(text(document)).contains("text");
        }
    }
}
