package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.cli.SimulatedRun.Said;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.recording.RunFolder;

/** Signing with keys that never leave their token. */
class SigningTokenIT {

    @TempDir
    private static Path shared = Path.of("unset");

    private static RunFolder run = new RunFolder(Path.of("unset"));

    @TempDir
    private Path folder = Path.of("unset");

    @BeforeAll
    static void aRunThatIsJudged() throws IOException {
        assertThat(SoftToken.certificates().authority()).exists();
        run = SimulatedRun.in(shared.resolve("runs"), FakeBehaviour.SOUND);
        SimulatedRun.seatrial("judge", run.root());
        SimulatedRun.seatrial("report", run.root(), "--signing-key", shared.resolve("none.pem"));
    }

    private static Said sign(String key) {
        return SimulatedRun.seatrial("sign", run.root(), "--signing-key", key);
    }

    @Test
    void aRunIsSignedByOneTokenCountersignedByAnotherAndVerifies() throws IOException {
        Said signed = sign(SoftToken.uri(folder, "integrator", SoftToken.PIN));
        assertThat(signed.exit()).as(signed.text()).isZero();
        Said countersigned = SimulatedRun.seatrial(
                "countersign",
                run.root(),
                "--signing-key",
                SoftToken.uri(folder, "customer", SoftToken.PIN),
                "--organisation",
                "Acme",
                "--person",
                "A. Fischer",
                "--decision",
                "accepted");
        assertThat(countersigned.exit()).as(countersigned.text()).isZero();
        Path trusted = folder.resolve("integrator.pub.pem");
        Files.writeString(
                trusted,
                Program.run(
                        SoftToken.certificates().folder(),
                        "openssl",
                        "x509",
                        "-in",
                        "integrator.pem",
                        "-noout",
                        "-pubkey"));
        Said verified = SimulatedRun.seatrial("verify", run.root(), "--key", trusted);
        assertThat(verified.exit()).as(verified.text()).isZero();
        assertThat(verified.text()).contains("signed with ECDSA P-256", "signer known", "accepted by A. Fischer");
        Said second = Program.said(
                folder, "python3", "-B", ProjectFiles.root().resolve("docs/verifier/verify.py"), run.root());
        assertThat(second.exit()).as(second.text()).isZero();
        Files.delete(run.root().resolve("acceptance.intoto.jsonl"));
    }

    @Test
    void aWrongPinIsTriedOnceAndNeverShown() throws IOException {
        String uri = SoftToken.uri(folder, "guessed", "99887766");
        for (int i = 0; i < 3; i++) {
            Said said = sign(uri);
            assertThat(said.exit()).isEqualTo(64);
            assertThat(said.text()).contains("refused the PIN").doesNotContain("99887766");
        }
        Said right = sign(SoftToken.uri(shared, "guessed", SoftToken.PIN));
        assertThat(right.exit()).as(right.text()).isZero();
        assertThat(right.text()).doesNotContain(SoftToken.PIN);
        try (Stream<Path> files = Files.walk(run.root())) {
            List<Path> withPin = files.filter(Files::isRegularFile)
                    .filter(file -> octets(file).contains("pin-source"))
                    .toList();
            assertThat(withPin).isEmpty();
        }
    }

    /** A PDF is no text of any encoding, so that each octet is read as a letter. */
    private static String octets(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void whatCannotBeUsedIsNamedWithWhatIsThere() throws IOException {
        assertThat(sign(SoftToken.uri(folder, "nobody", SoftToken.PIN)))
                .satisfies(said -> assertThat(said.exit()).isEqualTo(64))
                .satisfies(said -> assertThat(said.text())
                        .contains("no token is called that", "token=integrator", "token=customer"));
        assertThat(sign(SoftToken.uri(folder, "two-keys", SoftToken.PIN)).text())
                .contains("it holds several keys", "object=LABEL");
        assertThat(sign(SoftToken.uri(folder, "empty", SoftToken.PIN)).text())
                .contains("no private key with a certificate");
        assertThat(sign("pkcs11:token=integrator?module-path=/usr/lib/none.so").text())
                .contains("/usr/lib/none.so cannot be loaded");
    }

    @Test
    void oneOfSeveralKeysIsChosenByItsLabel() throws IOException {
        String uri = SoftToken.uri(folder, "two-keys", SoftToken.PIN).replace("?", ";object=customer?");
        assertThat(sign(uri).exit()).isZero();
        assertThat(sign(uri.replace("object=customer", "object=costumer")).text())
                .contains("called costumer");
    }

    @Test
    void aPinFileThatOthersMayReadIsRefused() throws IOException {
        String uri = SoftToken.uri(folder, "integrator", SoftToken.PIN);
        Files.setPosixFilePermissions(folder.resolve("integrator.pin"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(sign(uri).text()).contains("others may read", "chmod 600");
        assertThat(sign(uri.replaceAll("&pin-source=.*", "")).text()).contains("SEATRIAL_KEY_PIN");
    }
}
