package org.seatrial.gatling;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Users who come at a constant rate whether or not those before were served (an open model), each with one GET on a
 * connection of its own, from the start of this process until it is killed. What they are to do is told by system properties.
 */
public final class WebRequests extends Simulation {

    private static final int FIRST_ERROR = 400;

    public WebRequests() {
        Recorder recorder = new Recorder(Path.of(text("folder"), "requests.tsv"));
        HttpProtocolBuilder protocol = http.baseUrl(text("base"))
                .localAddress(text("from"))
                .acceptHeader("*/*")
                .userAgentHeader("seatrial")
                .disableWarmUp()
                .disableCaching()
                .disableFollowRedirect();
        ScenarioBuilder users = scenario("users")
                .exec(exec(session -> {
                    recorder.asked(session.userId());
                    return session;
                }))
                .exec(http("get")
                        .get(text("path"))
                        .check(status().transform(code -> code < FIRST_ERROR).is(true)))
                .exec(exec(session -> {
                    recorder.answered(session.userId(), !session.isFailed());
                    return session;
                }));
        setUp(users.injectOpen(constantUsersPerSec(Double.parseDouble(text("rate")))
                        .during(Duration.ofMillis(Long.parseLong(text("lasts"))))))
                .protocols(protocol);
    }

    private static String text(String name) {
        String value = System.getProperty("seatrial." + name);
        if (value == null) {
            throw new IllegalArgumentException("seatrial." + name + " is not told");
        }
        return value;
    }
}
