package org.seatrial.report.pdf;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.seatrial.recording.Digests;
import org.seatrial.recording.DurableFile;
import org.seatrial.report.attestation.AttestationSummary;
import org.seatrial.report.attestation.DocumentSignature;

/** Makes {@code report.pdf} of the {@code report.html} of a run folder: PDF/A-3u and tagged, with all fonts in it. */
public final class PdfReport {

    /** The file's name in a run folder. */
    public static final String FILE = "report.pdf";

    static {
        System.setProperty("java.awt.headless", "true");
        // It would tell of every rule of the page that is for screens only.
        XRLog.setLoggingEnabled(false);
    }

    private PdfReport() {}

    /**
     * Renders the page of a run that is about to be signed.
     *
     * @param signer signs the document; nobody if empty
     * @return the file written
     * @throws IOException if the run folder has no page, or it cannot be rendered
     */
    public static Path write(Path runFolder, Optional<DocumentSignature> signer) throws IOException {
        Path file = runFolder.resolve(FILE);
        DurableFile.write(file, signed(pdf(page(runFolder)), signer));
        return file;
    }

    /**
     * Renders the page of a signed run, with what its attestation says; the run folder is not touched.
     *
     * @throws org.seatrial.input.InputException if the run was not signed, or something was changed since
     */
    public static void writeAttested(Path runFolder, Path file, Optional<DocumentSignature> signer) throws IOException {
        AttestationSummary attestation = AttestationSummary.of(runFolder);
        DurableFile.write(file, signed(pdf(page(runFolder).attested(attestation)), signer));
    }

    private static PrintedPage page(Path runFolder) throws IOException {
        return PrintedPage.of(
                Files.readString(runFolder.resolve("report.html")),
                new String(resource("paper.css"), StandardCharsets.UTF_8),
                Digests.sha256(runFolder.resolve("report.json")));
    }

    private static byte[] signed(byte[] pdf, Optional<DocumentSignature> signer) throws IOException {
        return signer.isPresent() ? PdfSignature.sign(pdf, signer.get()) : pdf;
    }

    static byte[] pdf(PrintedPage page) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        try (FontFiles fonts = FontFiles.unpacked();
                BatikSVGDrawer drawer = new BatikSVGDrawer()) {
            builder.withProducer("Seatrial");
            builder.usePdfAConformance(PdfAConformance.PDFA_3_U);
            builder.usePdfUaAccessibility(true);
            builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
            fonts.giveTo(builder);
            builder.useSVGDrawer(drawer);
            // The page needs nothing from outside, and nothing in it may make us fetch it.
            builder.useUriResolver((base, uri) -> uri.startsWith("#") ? uri : null);
            builder.withW3cDocument(page.document(), "");
            builder.toStream(out);
            builder.run();
        } catch (RuntimeException | LinkageError | InternalError e) {
            // A machine without any font configuration lets Java's graphics fail by errors, not by exceptions.
            throw new IOException("the page cannot be put on paper: " + e, e);
        }
        return written(out.toByteArray());
    }

    /** Written once more, for the renderer leaves a table of objects that strict readers complain about. */
    private static byte[] written(byte[] pdf) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(pdf.length);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            document.save(out, CompressParameters.NO_COMPRESSION);
        }
        return out.toByteArray();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = PdfReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the program is incomplete: no resource " + name);
            }
            return in.readAllBytes();
        }
    }
}
