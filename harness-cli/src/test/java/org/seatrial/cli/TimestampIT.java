package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.cli.SimulatedRun.Said;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.recording.Digests;
import org.seatrial.recording.Json;
import org.seatrial.recording.RunFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Time stamps of a real responder, {@code openssl ts}: asked for, checked, demanded. */
class TimestampIT {

    @TempDir
    private static Path shared = Path.of("unset");

    private static TestCertificates certificates = new TestCertificates(Path.of("unset"));
    private static RunFolder run = new RunFolder(Path.of("unset"));

    @BeforeAll
    static void aRunThatIsJudged() throws IOException {
        certificates = TestCertificates.in(shared.resolve("ca")).with("tsa", "stamping");
        run = SimulatedRun.in(shared.resolve("runs"), FakeBehaviour.SOUND);
        SimulatedRun.complete(run, key());
    }

    private static Path key() {
        return shared.resolve("integrator.pem");
    }

    private static Path attestation() {
        return run.root().resolve("acceptance.intoto.jsonl");
    }

    @BeforeEach
    void nobodyHasDecided() throws IOException {
        Files.delete(attestation());
        SimulatedRun.seatrial("sign", run.root(), "--signing-key", key());
    }

    private static Said sign(TimestampResponder responder, Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("sign", run.root(), "--signing-key", key(), "--timestamp", responder.url()));
        arguments.addAll(List.of(more));
        return SimulatedRun.seatrial(arguments.toArray());
    }

    private static Said verify(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("verify", run.root()));
        arguments.addAll(List.of(more));
        return SimulatedRun.seatrial(arguments.toArray());
    }

    @Test
    void aStampedRunVerifiesAndSaysSinceWhenItWasSigned() throws IOException {
        try (TimestampResponder responder = new TimestampResponder(certificates, "tsa")) {
            Said signed = sign(
                    responder,
                    "--timestamp-ca",
                    certificates.authority(),
                    "--timestamp-policy",
                    TimestampResponder.POLICY);
            assertThat(signed.exit()).as(signed.text()).isZero();
        }
        Said unnamed = verify();
        assertThat(unnamed.exit()).as(unnamed.text()).isZero();
        assertThat(unnamed.text()).contains("ok      time stamp: 2 of 2 lines", "by CN=tsa");
        Said named = verify("--timestamp-ca", certificates.authority());
        assertThat(named.exit()).as(named.text()).isZero();
        assertThat(named.text()).contains("ok      time stamp: signed before 20", "says CN=tsa");
        Said second = Program.said(
                shared, "python3", "-B", ProjectFiles.root().resolve("docs/verifier/verify.py"), run.root());
        assertThat(second.exit()).as(second.text()).isZero();
    }

    @Test
    void opensslItselfFindsTheStampToBeOverTheSignature() throws IOException {
        try (TimestampResponder responder = new TimestampResponder(certificates, "tsa")) {
            sign(responder);
        }
        JsonNode entry = signature(Files.readAllLines(attestation()).getFirst());
        Files.write(shared.resolve("signature"), decoded(entry, "sig"));
        Files.write(shared.resolve("token"), decoded(entry, "timestamp"));
        assertThat(Program.run(
                        shared,
                        "openssl",
                        "ts",
                        "-verify",
                        "-data",
                        "signature",
                        "-in",
                        "token",
                        "-token_in",
                        "-CAfile",
                        certificates.authority()))
                .contains("Verification: OK");
    }

    @Test
    void aDecisionIsStampedToo() throws IOException {
        try (TimestampResponder responder = new TimestampResponder(certificates, "tsa")) {
            sign(responder);
            Said said = SimulatedRun.seatrial(
                    "countersign",
                    run.root(),
                    "--signing-key",
                    shared.resolve("customer.pem"),
                    "--organisation",
                    "Acme",
                    "--person",
                    "A. Fischer",
                    "--decision",
                    "accepted",
                    "--timestamp",
                    responder.url());
            assertThat(said.exit()).as(said.text()).isZero();
        }
        assertThat(verify("--timestamp-ca", certificates.authority()).exit()).isZero();
        assertThat(verify().text()).contains("3 of 3 lines");
    }

    @Test
    void aStampOfAnAuthorityThatWasNotNamedIsRefused() throws IOException {
        TestCertificates others = TestCertificates.in(shared.resolve("others")).with("stranger", "stamping");
        String before = Files.readString(attestation());
        try (TimestampResponder responder = new TimestampResponder(others, "stranger")) {
            Said refused = sign(responder, "--timestamp-ca", certificates.authority());
            assertThat(refused.exit()).isEqualTo(3);
            assertThat(refused.text()).contains("CN=stranger", "no authority you named has certified");
            assertThat(Files.readString(attestation())).isEqualTo(before);
            assertThat(sign(responder).exit()).isZero();
        }
        assertThat(verify().exit()).isZero();
        Said named = verify("--timestamp-ca", certificates.authority());
        assertThat(named.exit()).isEqualTo(5);
        assertThat(named.text()).contains("FAILED  time stamp: the time stamp is by CN=stranger");
    }

    @Test
    void whatAPolicyDemandsHasToBeThere() throws IOException {
        Path policy = Files.writeString(shared.resolve("policy.yaml"), """
            policy: acme
            report-signed-by: [integrator.pub.pem]
            timestamped-by: [ca/ca.pem]
            """);
        assertThat(verify("--policy", policy).text())
                .contains("FAILED  policy: time stamp: line 1 bears no time stamp");
        try (TimestampResponder responder = new TimestampResponder(certificates, "tsa")) {
            sign(responder);
        }
        assertThat(verify("--policy", policy).text()).contains("ok      policy: time stamp: signed before");
        Files.writeString(policy, "policy: acme\nreport-signed-by: [integrator.pub.pem]\ntimestamped-by: [none.pem]\n");
        assertThat(verify("--policy", policy))
                .satisfies(said -> assertThat(said.exit()).isEqualTo(64))
                .satisfies(said -> assertThat(said.text()).contains("none.pem"));
    }

    @Test
    void aStampThatWasChangedOrIsOfAnotherSignatureIsFound() throws IOException {
        try (TimestampResponder responder = new TimestampResponder(certificates, "tsa")) {
            sign(responder);
        }
        List<String> good = Files.readAllLines(attestation());
        byte[] token = decoded(signature(good.getFirst()), "timestamp");
        byte[] imprint = HexFormat.of().parseHex(Digests.sha256(decoded(signature(good.getFirst()), "sig")));
        int place = Collections.indexOfSubList(bytes(token), bytes(imprint));
        assertThat(place).isPositive();
        // Algorithm, imprint, serial number, time and signature; certificates that come along are not the authority's
        // word.
        for (int at : new int[] {place - 8, place, place + 31, place + 34, place + 40, token.length - 10}) {
            byte[] bad = token.clone();
            bad[at] ^= 1;
            refused(List.of(with(good.getFirst(), bad), good.get(1)));
        }
        byte[] second = decoded(signature(good.get(1)), "timestamp");
        refused(List.of(with(good.getFirst(), second), good.get(1)));
        byte[] longer = Arrays.copyOf(token, token.length + 1);
        refused(List.of(with(good.getFirst(), longer), good.get(1)));
    }

    private static List<Byte> bytes(byte[] array) {
        List<Byte> list = new ArrayList<>();
        for (byte one : array) {
            list.add(one);
        }
        return list;
    }

    private static void refused(List<String> lines) throws IOException {
        Files.writeString(attestation(), String.join("\n", lines) + "\n");
        Said said = verify();
        assertThat(said.exit()).as(said.text()).isEqualTo(5);
        assertThat(said.text()).contains("line 1: ");
    }

    @Test
    void answersThatAreNoStampAreToldWithTheirReason() throws IOException {
        try (TimestampResponder responder = new TimestampResponder(certificates, "tsa")) {
            assertThat(sign(responder, "--timestamp-policy", "1.9.9.9").text()).contains("the authority refused");
            sign(responder);
            byte[] old = responder.last();
            assertThat(sign(responder.spoilt(answer -> old)))
                    .satisfies(said -> assertThat(said.exit()).isEqualTo(3))
                    .satisfies(said -> assertThat(said.text()).contains("no time stamp of http://localhost"));
            assertThat(sign(responder.spoilt(answer -> "<html>".getBytes(StandardCharsets.UTF_8)))
                            .exit())
                    .isEqualTo(3);
            assertThat(sign(responder.calling("text/html")).text()).contains("status 200 and text/html");
        }
        assertThat(SimulatedRun.seatrial(
                                "sign", run.root(), "--signing-key", key(), "--timestamp", "http://localhost:1/")
                        .exit())
                .isEqualTo(3);
        assertThat(SimulatedRun.seatrial("sign", run.root(), "--signing-key", key(), "--timestamp", "tsa.example")
                        .exit())
                .isEqualTo(64);
    }

    private static JsonNode signature(String line) {
        return Json.mapper().readTree(line).path("signatures").path(0);
    }

    private static byte[] decoded(JsonNode entry, String name) {
        return Base64.getDecoder().decode(entry.path(name).stringValue());
    }

    private static String with(String line, byte[] token) {
        JsonNode envelope = Json.mapper().readTree(line);
        if (envelope.path("signatures").path(0) instanceof ObjectNode entry) {
            entry.put("timestamp", Base64.getEncoder().encodeToString(token));
        }
        return Json.mapper().writeValueAsString(envelope).replaceAll("\\s*\\R\\s*", "");
    }
}
