package org.seatrial.gatling;

import io.gatling.app.Gatling;

/** Runs {@link WebRequests} without reports. */
public final class GatlingMain {

    private GatlingMain() {}

    public static void main(String[] arguments) {
        Gatling.main(new String[] {
            "--simulation",
            WebRequests.class.getName(),
            "--no-reports",
            "--results-folder",
            System.getProperty("seatrial.folder", ".")
        });
    }
}
