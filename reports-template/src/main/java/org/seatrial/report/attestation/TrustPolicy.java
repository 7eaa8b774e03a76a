package org.seatrial.report.attestation;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.seatrial.lab.CertificateClass;

/**
 * What a customer wants of a report before relying on it. Whoever needs no more than an intact run needs no policy.
 *
 * @param name for messages
 * @param reportKeys fingerprints of the keys that may sign a report
 * @param signers who must have accepted it
 * @param waiverRoles roles of {@code signers} whose waivers and accepted deviations count
 * @param minimumClass the weakest lab that is enough
 * @param maximumAge since the run ended
 * @param timestampAuthorities who must have stamped the report's signatures, or have certified who did; none if nobody
 *     need have
 */
public record TrustPolicy(
        String name,
        Set<String> reportKeys,
        List<Signers> signers,
        Set<String> waiverRoles,
        Optional<CertificateClass> minimumClass,
        Optional<Duration> maximumAge,
        Set<X509Certificate> timestampAuthorities) {

    public TrustPolicy {
        reportKeys = Set.copyOf(reportKeys);
        signers = List.copyOf(signers);
        waiverRoles = Set.copyOf(waiverRoles);
        timestampAuthorities = Set.copyOf(timestampAuthorities);
    }

    /** A policy that demands no time stamps. */
    public TrustPolicy(
            String name,
            Set<String> reportKeys,
            List<Signers> signers,
            Set<String> waiverRoles,
            Optional<CertificateClass> minimumClass,
            Optional<Duration> maximumAge) {
        this(name, reportKeys, signers, waiverRoles, minimumClass, maximumAge, Set.of());
    }

    /**
     * A role and the keys that may speak in it.
     *
     * @param atLeast how many different keys of it must have accepted; 0 if they need not
     */
    public record Signers(String role, Set<String> keys, int atLeast) {

        public Signers {
            keys = Set.copyOf(keys);
        }
    }

    /** The keys of all roles whose waivers count. */
    Set<String> waiverKeys() {
        return signers.stream()
                .filter(one -> waiverRoles.contains(one.role()))
                .flatMap(one -> one.keys().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
