package org.seatrial.cli;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.seatrial.report.attestation.TimestampAuthority;
import org.seatrial.report.attestation.TimestampCheck;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name a time stamping authority, shared by the verbs that sign. */
final class TimestampArguments {

    @Option(
            names = "--timestamp",
            paramLabel = "URL",
            description = "Has the signature stamped by this time stamping authority (RFC 3161), over HTTP.")
    private @Nullable String url;

    @Option(
            names = "--timestamp-policy",
            paramLabel = "OID",
            description = "The policy that the authority has to stamp under; default: its own choice.")
    private String policy = "";

    @Mixin
    private Authorities authorities = new Authorities();

    /** The option that names the authorities that are believed. */
    static final class Authorities {

        @Option(
                names = "--timestamp-ca",
                paramLabel = "FILE",
                description =
                        "PEM file of certificates: a time stamp has to come from one of them, or from somebody that"
                                + " one of them certified. May be given more than once.")
        private List<Path> files = List.of();

        /** Certificates. */
        Set<X509Certificate> all() {
            Set<X509Certificate> found = new HashSet<>();
            files.forEach(file -> found.addAll(TimestampCheck.authorities(file)));
            return found;
        }
    }

    /** The authority to ask, if one is named. */
    Optional<TimestampAuthority> authority() {
        return Optional.ofNullable(url).map(at -> TimestampAuthority.at(at, policy, authorities.all()));
    }
}
