package org.seatrial.fault.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small HTTP server on loopback that stands for a device with one thing to switch. It wants the credentials. */
abstract class HttpStandIn implements Counterpart {

    /** An answer. */
    record Answer(int status, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String authorization;
    private volatile boolean on = true;
    private volatile Manner manner = Manner.HONEST;
    private volatile CountDownLatch hanging = new CountDownLatch(0);

    HttpStandIn(String user) {
        authorization = "Basic "
                + java.util.Base64.getEncoder()
                        .encodeToString((user + ":" + DeviceContract.SECRET).getBytes(StandardCharsets.UTF_8));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Answers a request of somebody known; {@link #command} switches. */
    abstract Answer answer(String method, String path, String body);

    /** How it refuses a request. */
    abstract Answer refusal(String echo);

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The value of the header that it wants. */
    String credentials() {
        return authorization;
    }

    /** Does what it is told, if that is its manner. */
    void command(boolean wanted) {
        if (manner == Manner.HONEST) {
            on = wanted;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            hanging.await();
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer;
            if (!authorization.equals(given)) {
                answer = new Answer(401, "{}");
            } else if (manner == Manner.REFUSING) {
                answer = refusal(exchange.getRequestHeaders().entrySet() + " " + DeviceContract.SECRET + " " + body);
            } else {
                answer = answer(
                        exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
            }
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean on() {
        return on;
    }

    @Override
    public void set(boolean wanted) {
        on = wanted;
    }

    @Override
    public void behave(Manner next) {
        manner = next;
        if (next == Manner.HANGING) {
            hanging = new CountDownLatch(1);
        } else {
            hanging.countDown();
        }
    }

    @Override
    public void vanish() {
        hanging.countDown();
        server.stop(0);
    }

    @Override
    public void close() {
        vanish();
        threads.shutdownNow();
    }
}
