package org.seatrial.report.attestation;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A private key that somebody has certified: out of a PKCS #12 file, or inside a token that never gives it away.
 *
 * @param chain the key's own certificate, then those that lead to the authority, as far as they are kept beside it
 * @param provider who signs with it; empty if any provider of this Java can
 */
record CertifiedKey(PrivateKey privateKey, List<X509Certificate> chain, Optional<Provider> provider) {

    CertifiedKey {
        chain = List.copyOf(chain);
    }

    /**
     * The entry of a key store, if its key is of a kind that signs attestations.
     *
     * @param password of the entry; empty for a token, which is logged in to already
     */
    static CertifiedKey of(KeyStore store, String alias, char[] password, Optional<Provider> provider)
            throws GeneralSecurityException {
        if (!(store.getKey(alias, password) instanceof PrivateKey secret)) {
            throw new InvalidKeyException("the entry " + alias + " is no private key");
        }
        List<X509Certificate> chain = new ArrayList<>();
        Certificate[] certificates = store.getCertificateChain(alias);
        for (Certificate one : certificates == null ? new Certificate[0] : certificates) {
            if (!(one instanceof X509Certificate certificate)) {
                throw new InvalidKeyException("the certificate of " + alias + " is no X.509 certificate");
            }
            chain.add(certificate);
        }
        if (chain.isEmpty()) {
            throw new InvalidKeyException("the key " + alias + " has no certificate");
        }
        CertifiedKey key = new CertifiedKey(secret, chain, provider);
        Keys.decodePublic(key.publicKey().getEncoded());
        return key;
    }

    PublicKey publicKey() {
        return chain.getFirst().getPublicKey();
    }
}
