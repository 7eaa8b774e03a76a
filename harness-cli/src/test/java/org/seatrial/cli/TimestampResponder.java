package org.seatrial.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A time stamping authority on the loopback: {@code openssl ts} behind HTTP. */
final class TimestampResponder implements AutoCloseable {

    static final String POLICY = "1.2.3.4.1";

    private final HttpServer server;
    private final Path folder;
    private volatile UnaryOperator<byte[]> spoiling = answer -> answer;
    private volatile String contentType = "application/timestamp-reply";
    private volatile byte[] last = {};

    TimestampResponder(TestCertificates certificates, String name) throws IOException {
        folder = certificates.folder();
        Files.writeString(folder.resolve("serial"), "01\n");
        Files.writeString(folder.resolve("tsa.cnf"), """
            [tsa_config]
            serial = serial
            crypto_device = builtin
            signer_cert = %1$s.pem
            certs = ca.pem
            signer_key = %1$s.key
            signer_digest = sha256
            default_policy = %2$s
            other_policies = 1.2.3.4.5
            digests = sha256
            accuracy = secs:1
            ess_cert_id_alg = sha256
            """.formatted(name, POLICY));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/tsa", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/tsa";
    }

    /** From now on the answer is changed on its way. */
    TimestampResponder spoilt(UnaryOperator<byte[]> how) {
        spoiling = how;
        return this;
    }

    TimestampResponder calling(String type) {
        contentType = type;
        return this;
    }

    /** What was answered last. */
    byte[] last() {
        return last.clone();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Files.write(folder.resolve("query.tsq"), exchange.getRequestBody().readAllBytes());
            Program.run(
                    folder,
                    "openssl",
                    "ts",
                    "-reply",
                    "-config",
                    "tsa.cnf",
                    "-section",
                    "tsa_config",
                    "-queryfile",
                    "query.tsq",
                    "-out",
                    "answer.tsr");
            byte[] bytes = spoiling.apply(Files.readAllBytes(folder.resolve("answer.tsr")));
            last = bytes;
            exchange.getResponseHeaders().add("Content-Type", contentType);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
