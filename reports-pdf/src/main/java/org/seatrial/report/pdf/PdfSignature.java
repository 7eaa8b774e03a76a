package org.seatrial.report.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.seatrial.report.attestation.DocumentSignature;

/** Signs a PDF as PAdES baseline wants it (ETSI EN 319 142-1): over every byte but the signature's own place. */
final class PdfSignature {

    /** A chain of four certificates and a time stamp with another four; the place is fixed before it is filled. */
    private static final int PLACE = 64 * 1024;

    private PdfSignature() {}

    static byte[] sign(byte[] pdf, DocumentSignature signer) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf);
                SignatureOptions options = new SignatureOptions()) {
            PDSignature signature = new PDSignature();
            signature.setType(COSName.SIG);
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(COSName.getPDFName("ETSI.CAdES.detached"));
            signature.setName(signer.signer());
            signature.setReason("acceptance report");
            Calendar now = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
            signature.setSignDate(now);
            options.setPreferredSignatureSize(PLACE);
            document.addSignature(signature, content -> signer.sign(content.readAllBytes()), options);
            ByteArrayOutputStream signed = new ByteArrayOutputStream();
            document.saveIncremental(signed);
            return signed.toByteArray();
        }
    }
}
