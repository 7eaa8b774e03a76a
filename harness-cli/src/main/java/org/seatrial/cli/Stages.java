package org.seatrial.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.EarlierRuns;
import org.seatrial.report.ExitCode;
import org.seatrial.report.ReportBuilder;
import org.seatrial.report.ReportRenderer;
import org.seatrial.report.attestation.Attestation;
import org.seatrial.report.attestation.DocumentSignature;
import org.seatrial.report.attestation.DossierFiles;
import org.seatrial.report.attestation.SigningKey;
import org.seatrial.report.attestation.TimestampAuthority;
import org.seatrial.report.brand.Brand;
import org.seatrial.report.html.HtmlReport;
import org.seatrial.report.pdf.PdfReport;
import org.seatrial.verdict.Finding;

/** The stages after the run, each from the files of the one before. */
final class Stages {

    private Stages() {}

    /** Judges, writes findings.json and prints them; returns the exit code. */
    static int judge(RunFolder folder, PrintWriter out) throws IOException {
        AcceptanceReport report = rebuilt(folder.root());
        folder.writeJson(folder.findings(), report.findings());
        out.println();
        for (Finding finding : report.findings()) {
            out.printf(
                    "%-14s %-8s %s%s%n",
                    finding.verdict(), finding.requirement(), finding.text(), finding.blocker() ? "" : " (warns)");
            out.printf("%24s%s%n", "", finding.because());
        }
        out.printf(
                "%nresult: %s%s%n",
                report.result(), report.certifies() ? "" : "; certifies nothing: " + report.certifiesNothingBecause());
        out.flush();
        return report.exitCode();
    }

    /** The report of a run folder, built again from its files. */
    static AcceptanceReport rebuilt(Path runFolder) throws IOException {
        AcceptanceReport report = ReportBuilder.build(new RunFolder(runFolder));
        return report.with(DossierFiles.read(runFolder, report));
    }

    /** Writes report.json and every rendering; returns the exit code. */
    static int report(
            RunFolder folder, Path keyFile, Optional<TimestampAuthority> authority, Brand brand, PrintWriter out)
            throws IOException {
        Optional<DocumentSignature> signer = documentSigner(keyFile, authority);
        EarlierRuns.note(folder);
        AcceptanceReport report = rebuilt(folder.root());
        folder.writeJson(folder.report(), report);
        for (ReportRenderer found : Plugged.renderers()) {
            // The page names who is going to sign, and only the command knows which key that will be.
            ReportRenderer renderer = found instanceof HtmlReport ? new HtmlReport(keyFile, brand) : found;
            renderer.render(report, folder.root());
            out.printf("wrote %s%n", folder.root().resolve(renderer.output()));
        }
        pdf(folder, signer, out);
        out.flush();
        return report.exitCode();
    }

    /** A run without its page on paper is still a run: whatever keeps it from being drawn is told, and no more. */
    private static void pdf(RunFolder folder, Optional<DocumentSignature> signer, PrintWriter out) throws IOException {
        Files.deleteIfExists(folder.root().resolve(PdfReport.FILE));
        try {
            out.printf("wrote %s%s%n", PdfReport.write(folder.root(), signer), signedBy(signer));
        } catch (IOException failed) {
            out.printf("no %s: %s%n", PdfReport.FILE, failed.getMessage());
        }
    }

    /** Writes the page of a signed run as a PDF outside of its folder, with what its attestation says. */
    static int attestedPdf(
            RunFolder folder, Path pdf, Path keyFile, Optional<TimestampAuthority> authority, PrintWriter out)
            throws IOException {
        if (pdf.toAbsolutePath()
                .normalize()
                .startsWith(folder.root().toAbsolutePath().normalize())) {
            throw new InputException(new Problem(
                    "--pdf",
                    "",
                    pdf.toString(),
                    "a signed run folder must not be added to",
                    "a file outside of " + folder.root(),
                    ""));
        }
        Optional<DocumentSignature> signer = documentSigner(keyFile, authority);
        PdfReport.writeAttested(folder.root(), pdf, signer);
        out.printf("wrote %s%s%n", pdf, signedBy(signer));
        out.flush();
        return ExitCode.ACCEPTED.code();
    }

    /** Only a key that somebody has certified signs documents; it is asked for before anything is written. */
    private static Optional<DocumentSignature> documentSigner(Path keyFile, Optional<TimestampAuthority> authority)
            throws IOException {
        return SigningKey.isCertified(keyFile)
                ? DocumentSignature.with(SigningKey.loadOrCreate(keyFile), authority)
                : Optional.empty();
    }

    private static String signedBy(Optional<DocumentSignature> signer) {
        return signer.map(one -> ", signed by " + one.signer()).orElse("");
    }

    static int sign(RunFolder folder, Path keyFile, Optional<TimestampAuthority> authority, PrintWriter out)
            throws IOException {
        SigningKey key = SigningKey.loadOrCreate(keyFile);
        Path attestation = Attestation.sign(folder.root(), key, authority);
        out.printf("signed %s with key sha256:%s%n", attestation, key.fingerprint());
        out.flush();
        return ReportBuilder.build(folder).exitCode();
    }

    /** What the run alone says, before it is judged. */
    static int exitOfRun(RunFolder folder) throws IOException {
        return ReportBuilder.build(folder).exitCode();
    }
}
