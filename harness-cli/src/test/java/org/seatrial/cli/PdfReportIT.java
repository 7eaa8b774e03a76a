package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.cli.SimulatedRun.Said;
import org.seatrial.recording.Digests;
import org.seatrial.recording.RunFolder;

/** The report on paper and its signature, as the tools of others see them: poppler, qpdf, openssl. */
class PdfReportIT {

    @TempDir
    private static Path shared = Path.of("unset");

    private static RunFolder run = new RunFolder(Path.of("unset"));

    @TempDir
    private Path folder = Path.of("unset");

    @BeforeAll
    static void aRunThatIsJudged() throws IOException {
        assertThat(SoftToken.certificates().authority()).exists();
        run = SimulatedRun.in(shared.resolve("runs"), SimulatedRun.late());
        SimulatedRun.seatrial("judge", run.root());
    }

    private Path pdf() {
        return run.root().resolve("report.pdf");
    }

    private Said report(Object... more) throws IOException {
        Object[] arguments = new Object[more.length + 4];
        arguments[0] = "report";
        arguments[1] = run.root();
        arguments[2] = "--signing-key";
        arguments[3] = SoftToken.uri(folder, "integrator", SoftToken.PIN);
        System.arraycopy(more, 0, arguments, 4, more.length);
        Said said = SimulatedRun.seatrial(arguments);
        assertThat(said.text()).contains("report.pdf, signed by CN=integrator");
        return said;
    }

    @Test
    void theDocumentIsSoundTaggedAndSaysWhatThePageSays() throws IOException {
        report();
        assertThat(Program.run(folder, "qpdf", "--check", pdf())).contains("No syntax or stream encoding errors found");
        assertThat(Program.run(folder, "pdfinfo", pdf()))
                .contains("Two hosts and two planes", "Tagged:          yes", "Producer:        Seatrial")
                .containsPattern("Pages: +[1-9]");
        String text = Program.run(folder, "pdftotext", "-layout", pdf(), "-");
        assertThat(text)
                .contains("REJECTED", "FO-2", "A silent cut is over within 300 ms", "Coverage", "1 / ")
                .contains(Digests.sha256(run.report()));
        assertThat(Program.run(folder, "pdffonts", pdf()))
                .contains("DejaVuSans")
                .doesNotContain("Helvetica");
    }

    @Test
    void itsSignatureIsPadesAndHoldsForOthers() throws IOException {
        report();
        assertThat(Program.run(folder, "pdfsig", "-nocert", pdf()))
                .contains("Signature Validation: Signature is Valid.")
                .contains("Signature Type: ETSI.CAdES.detached")
                .contains("Signer Certificate Common Name: integrator")
                .contains("Total document signed");
        assertThat(cades()).contains("CAdES Verification successful");
        assertThat(printed()).contains("id-smime-aa-signingCertificateV2").doesNotContain("signingTime");
    }

    @Test
    void aChangedByteIsSeen() throws IOException {
        report();
        byte[] bytes = Files.readAllBytes(pdf());
        bytes[bytes.length / 3] ^= 1;
        Path changed = Files.write(folder.resolve("changed.pdf"), bytes);
        assertThat(Program.said(folder, "pdfsig", "-nocert", changed).text()).doesNotContain("Signature is Valid.");
    }

    @Test
    void withATimeStampItIsOfLevelT() throws IOException {
        TestCertificates certificates =
                TestCertificates.in(folder.resolve("ca")).with("tsa", "stamping");
        try (TimestampResponder responder = new TimestampResponder(certificates, "tsa")) {
            report("--timestamp", responder.url(), "--timestamp-ca", certificates.authority());
        }
        assertThat(cades()).contains("CAdES Verification successful");
        assertThat(printed()).contains("id-smime-aa-timeStampToken", "id-smime-aa-signingCertificateV2");
        assertThat(Program.run(folder, "pdfsig", "-nocert", pdf())).contains("Signature is Valid.");
    }

    private String printed() {
        return Program.run(folder, "openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", "signature.der");
    }

    /** openssl checks the signature and that its certificate is the one that was signed for. */
    private String cades() throws IOException {
        byte[] bytes = Files.readAllBytes(pdf());
        try (PDDocument document = Loader.loadPDF(bytes)) {
            PDSignature signature = document.getLastSignatureDictionary();
            assertThat(signature.getSignDate()).isNotNull();
            Files.write(folder.resolve("signature.der"), signature.getContents(bytes));
            Files.write(folder.resolve("signed.bin"), signature.getSignedContent(bytes));
        }
        return Program.run(
                folder,
                "openssl",
                "cms",
                "-verify",
                "-cades",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "signature.der",
                "-content",
                "signed.bin",
                "-CAfile",
                SoftToken.certificates().authority(),
                "-purpose",
                "any",
                "-out",
                "/dev/null");
    }

    @Test
    void aKeystoreSignsWithItsPasswordFromTheEnvironment() throws IOException, InterruptedException {
        Path keystore = SoftToken.certificates().keystore("customer", "sea-trial");
        try (Seatrial command = Seatrial.start(
                folder,
                List.of("env", "SEATRIAL_KEY_PASSWORD=sea-trial"),
                "",
                "report",
                run.root().toString(),
                "--signing-key",
                keystore.toString())) {
            assertThat(command.exit()).as(command.said()).isEqualTo(1);
            assertThat(command.said()).contains("signed by CN=customer").doesNotContain("sea-trial");
        }
        assertThat(Program.run(folder, "pdfsig", "-nocert", pdf()))
                .contains("Signature is Valid.", "Common Name: customer");
    }

    @Test
    void aPdfOfASignedRunNamesItsStatementAndWhoDecidedAndLeavesTheRunAlone() throws IOException {
        Path mine = folder.resolve("mine.pem");
        SimulatedRun.complete(run, mine);
        Said decided = SimulatedRun.seatrial(
                "countersign",
                run.root(),
                "--signing-key",
                folder.resolve("customer.pem"),
                "--organisation",
                "Acme",
                "--person",
                "A. Fischer",
                "--decision",
                "rejected");
        assertThat(decided.exit()).as(decided.text()).isZero();
        Path file = folder.resolve("filed.pdf");
        Said said = SimulatedRun.seatrial("report", run.root(), "--signing-key", mine, "--pdf", file);
        assertThat(said.exit()).as(said.text()).isZero();
        String text = Program.run(folder, "pdftotext", "-layout", file, "-");
        assertThat(text).contains("Attestation", "rejected by A. Fischer, Acme", "Statement");
        assertThat(SimulatedRun.seatrial("verify", run.root()).exit()).isZero();
        Said inside =
                SimulatedRun.seatrial("report", run.root(), "--pdf", run.root().resolve("again.pdf"));
        assertThat(inside.exit()).isEqualTo(64);
        Files.writeString(run.root().resolve("notes.txt"), "all fine");
        assertThat(SimulatedRun.seatrial("report", run.root(), "--signing-key", mine, "--pdf", file)
                        .text())
                .contains("notes.txt was added after signing");
        Files.delete(run.root().resolve("notes.txt"));
        Files.delete(run.root().resolve("acceptance.intoto.jsonl"));
    }
}
