package org.seatrial.report.attestation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.recording.Digests;

/**
 * A time stamping authority (RFC 3161) that is asked over HTTP. It learns the SHA-256 of a signature and nothing else.
 */
public final class TimestampAuthority {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final long LONGEST_ANSWER = 1 << 18;
    private static final int NONCE_BITS = 64;
    private static final String OPTION = "--timestamp";

    private final URI url;
    private final Optional<ASN1ObjectIdentifier> policy;
    private final Set<X509Certificate> trusted;

    private TimestampAuthority(URI url, Optional<ASN1ObjectIdentifier> policy, Set<X509Certificate> trusted) {
        this.url = url;
        this.policy = policy;
        this.trusted = Set.copyOf(trusted);
    }

    /**
     * An authority; nothing is sent yet.
     *
     * @param url of http or https
     * @param policy the object identifier of the policy that it has to stamp under; empty for its own choice
     * @param trusted certificates of whom a stamp must come from; none if any valid stamp will do
     * @throws InputException if url or policy cannot be used
     */
    public static TimestampAuthority at(String url, String policy, Set<X509Certificate> trusted) {
        try {
            URI uri = URI.create(url);
            if (!Set.of("http", "https").contains(String.valueOf(uri.getScheme())) || uri.getHost() == null) {
                throw new IllegalArgumentException("it is no http or https address");
            }
            return new TimestampAuthority(
                    uri, policy.isEmpty() ? Optional.empty() : Optional.of(new ASN1ObjectIdentifier(policy)), trusted);
        } catch (IllegalArgumentException e) {
            throw new InputException(new Problem(
                    OPTION,
                    "",
                    policy.isEmpty() ? url : url + " " + policy,
                    "cannot be used: " + e.getMessage(),
                    "http://HOST/PATH of an authority that speaks RFC 3161, and a policy such as 1.2.3.4.1",
                    ""));
        }
    }

    /**
     * Has a signature stamped, and checks the stamp as a verifier will.
     *
     * @return the token, DER
     * @throws UncheckedIOException if the authority cannot be reached, refuses, or sends what is not a valid stamp
     */
    byte[] stamp(byte[] signature) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        policy.ifPresent(generator::setReqPolicy);
        BigInteger nonce = new BigInteger(NONCE_BITS, new SecureRandom());
        try {
            TimeStampRequest request =
                    generator.generate(TSPAlgorithms.SHA256, HexFormat.of().parseHex(Digests.sha256(signature)), nonce);
            TimeStampResponse response = new TimeStampResponse(answer(request.getEncoded()));
            TimeStampToken token = response.getTimeStampToken();
            if (token == null) {
                throw new IOException("the authority refused: "
                        + (response.getStatusString() == null
                                ? "status " + response.getStatus()
                                : response.getStatusString()));
            }
            // Status, nonce, imprint and policy: the answer to this very question.
            response.validate(request);
            byte[] encoded = token.getEncoded();
            Timestamp stamp = Timestamp.verified(encoded, signature);
            if (!trusted.isEmpty()) {
                stamp.mustBeBy(trusted);
            }
            return encoded;
        } catch (IOException | TSPException | UnverifiableException e) {
            throw new UncheckedIOException(new IOException(
                    "no time stamp of " + url + ": " + Checklist.reason(e)
                            + "; next: sign again when the authority answers, or without " + OPTION,
                    e));
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(ANSWER)
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            HttpResponse<byte[]> response = client.send(
                    request,
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER));
            String type = response.headers().firstValue("Content-Type").orElse("");
            if (response.statusCode() != 200 || !type.startsWith("application/timestamp-reply")) {
                throw new IOException("it answered with status " + response.statusCode() + " and "
                        + (type.isEmpty() ? "no content type" : type) + ", not with a time stamp");
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the answer", e);
        }
    }
}
