package org.seatrial.report.attestation;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.seatrial.recording.Digests;

/**
 * What a time stamp (RFC 3161) says: that a signature existed at an instant. It is bound to the signature and signed by
 * a certificate that is for time stamps only; whether that authority is believed is asked separately.
 *
 * @param time of the authority's clock
 * @param policy the object identifier that the authority stamps under
 * @param signer the authority's certificate
 * @param certificates all that the token carries
 */
record Timestamp(Instant time, String policy, X509Certificate signer, List<X509Certificate> certificates) {

    Timestamp {
        certificates = List.copyOf(certificates);
    }

    /** @throws UnverifiableException if the token is not a valid stamp of these very bytes */
    static Timestamp verified(byte[] token, byte[] stamped) throws UnverifiableException {
        try {
            TimeStampToken read = new TimeStampToken(new CMSSignedData(token));
            if (!Arrays.equals(read.getEncoded(), token)) {
                throw new UnverifiableException("the time stamp holds more than one token");
            }
            if (!read.getTimeStampInfo().getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)) {
                throw new UnverifiableException("the time stamp is not over a SHA-256");
            }
            if (!Digests.hex(read.getTimeStampInfo().getMessageImprintDigest()).equals(Digests.sha256(stamped))) {
                throw new UnverifiableException("the time stamp was made for another signature");
            }
            List<X509Certificate> carried = new ArrayList<>();
            List<X509Certificate> signers = new ArrayList<>();
            for (X509CertificateHolder holder : read.getCertificates().getMatches(null)) {
                X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(holder);
                carried.add(certificate);
                if (read.getSID().match(holder)) {
                    signers.add(certificate);
                }
            }
            if (signers.size() != 1) {
                throw new UnverifiableException("the time stamp does not carry its authority's certificate");
            }
            X509Certificate signer = signers.getFirst();
            read.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
            return new Timestamp(
                    read.getTimeStampInfo().getGenTime().toInstant(),
                    read.getTimeStampInfo().getPolicy().getId(),
                    signer,
                    carried);
        } catch (TSPException | CMSException | OperatorCreationException | IOException e) {
            throw new UnverifiableException("the time stamp is not valid: " + e.getMessage(), e);
        } catch (GeneralSecurityException | RuntimeException e) {
            // What a stranger wrote may be anything; the library tells of it by whatever it trips over.
            throw new UnverifiableException("the time stamp cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Checks that the authority is one of those given, or certified by one of them at the time of the stamp. Revocation
     * is not asked for: verifying works offline.
     */
    void mustBeBy(Set<X509Certificate> authorities) throws UnverifiableException {
        if (authorities.contains(signer)) {
            return;
        }
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(signer);
            Set<TrustAnchor> anchors =
                    authorities.stream().map(one -> new TrustAnchor(one, null)).collect(Collectors.toSet());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(time));
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(certificates)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
        } catch (GeneralSecurityException e) {
            throw new UnverifiableException(
                    "the time stamp is by " + authority() + ", which no authority you named has certified: "
                            + e.getMessage(),
                    e);
        }
    }

    /** The authority's name, as its certificate has it. */
    String authority() {
        return signer.getSubjectX500Principal().getName();
    }
}
