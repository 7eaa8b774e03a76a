package org.seatrial.report.attestation;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Signs a document so that programs that know nothing of us can check it: detached CMS with the signed attributes of
 * CAdES (ETSI EN 319 122-1) as PAdES baseline wants them: level B-B, and B-T with a time stamp.
 */
public final class DocumentSignature {

    private final CertifiedKey key;
    private final Optional<TimestampAuthority> authority;

    private DocumentSignature(CertifiedKey key, Optional<TimestampAuthority> authority) {
        this.key = key;
        this.authority = authority;
    }

    /** Signing with a key; empty for one without a certificate, and for Ed25519, which readers of documents do not know. */
    public static Optional<DocumentSignature> with(SigningKey key, Optional<TimestampAuthority> authority) {
        return key.certified()
                .filter(certified -> Keys.algorithm(certified.publicKey()).equals(Keys.P256))
                .map(certified -> new DocumentSignature(certified, authority));
    }

    /** Whom the key's certificate names. */
    public String signer() {
        return certificate().getSubjectX500Principal().getName();
    }

    /**
     * The signature of a content, DER.
     *
     * @throws java.io.UncheckedIOException if no time stamp is to be had
     */
    public byte[] sign(byte[] content) throws IOException {
        try {
            JcaContentSignerBuilder builder = new JcaContentSignerBuilder("SHA256withECDSA");
            key.provider().ifPresent(builder::setProvider);
            ContentSigner signer = builder.build(key.privateKey());
            AttributeTable attributes = new AttributeTable(signingCertificate());
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                            new JcaDigestCalculatorProviderBuilder().build())
                    // PAdES has the time in the document or in a time stamp, and forbids it here.
                    .setSignedAttributeGenerator(parameters -> new DefaultSignedAttributeTableGenerator(attributes)
                            .getAttributes(parameters)
                            .remove(CMSAttributes.signingTime))
                    .build(signer, new JcaX509CertificateHolder(certificate())));
            generator.addCertificates(new JcaCertStore(key.chain()));
            CMSSignedData signed = generator.generate(new CMSProcessableByteArray(content), false);
            if (authority.isPresent()) {
                signed = stamped(signed, authority.get());
            }
            return signed.toASN1Structure().getEncoded(ASN1Encoding.DER);
        } catch (GeneralSecurityException | OperatorCreationException | CMSException e) {
            throw new IOException("the document cannot be signed: " + e.getMessage(), e);
        }
    }

    private X509Certificate certificate() {
        return key.chain().getFirst();
    }

    /** Binds the certificate to the signature, so that nobody can put another one of the same key in its place. */
    private Attribute signingCertificate() throws GeneralSecurityException {
        JcaX509CertificateHolder holder = new JcaX509CertificateHolder(certificate());
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
        IssuerSerial issuer =
                new IssuerSerial(new GeneralNames(new GeneralName(holder.getIssuer())), holder.getSerialNumber());
        return new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {new ESSCertIDv2(digest, issuer)})));
    }

    private static CMSSignedData stamped(CMSSignedData signed, TimestampAuthority authority) throws IOException {
        SignerInformation signer =
                signed.getSignerInfos().getSigners().iterator().next();
        byte[] token = authority.stamp(signer.getSignature());
        Attribute attribute = new Attribute(
                PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, new DERSet(ASN1Primitive.fromByteArray(token)));
        SignerInformation withStamp =
                SignerInformation.replaceUnsignedAttributes(signer, new AttributeTable(attribute));
        return CMSSignedData.replaceSigners(signed, new SignerInformationStore(List.of(withStamp)));
    }
}
