package org.seatrial.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A certification authority of a test, made by openssl, and whom it has certified. */
record TestCertificates(Path folder) {

    static TestCertificates in(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("extensions.cnf"), """
                [signing]
                basicConstraints = critical,CA:FALSE
                keyUsage = critical,digitalSignature,nonRepudiation
                subjectKeyIdentifier = hash
                authorityKeyIdentifier = keyid
                [stamping]
                basicConstraints = critical,CA:FALSE
                keyUsage = critical,digitalSignature
                extendedKeyUsage = critical,timeStamping
                subjectKeyIdentifier = hash
                authorityKeyIdentifier = keyid
                """);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        TestCertificates made = new TestCertificates(folder);
        made.openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -sha256 -keyout ca.key"
                + " -out ca.pem -subj /CN=Test_Authority -addext keyUsage=critical,keyCertSign,cRLSign");
        return made;
    }

    Path authority() {
        return folder.resolve("ca.pem");
    }

    /**
     * Certifies a new P-256 key: {@code NAME.key} as PKCS #8, {@code NAME.pem}, {@code NAME.der}.
     *
     * @param purpose {@code signing} or {@code stamping}
     */
    TestCertificates with(String name, String purpose) {
        openssl("req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -sha256 -keyout " + name + ".key -out "
                + name + ".csr -subj /CN=" + name);
        openssl("x509 -req -in " + name + ".csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -sha256 -out " + name
                + ".pem -extfile extensions.cnf -extensions " + purpose);
        openssl("x509 -in " + name + ".pem -outform DER -out " + name + ".der");
        return this;
    }

    /** The key and its chain in a PKCS #12 file. */
    Path keystore(String name, String password) throws IOException {
        openssl("pkcs12 -export -inkey " + name + ".key -in " + name + ".pem -certfile ca.pem -name " + name + " -out "
                + name + ".p12 -passout pass:" + password);
        Path file = folder.resolve(name + ".p12");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private void openssl(String arguments) {
        Program.run(folder, (Object[]) ("openssl " + arguments).split(" ", -1));
    }
}
