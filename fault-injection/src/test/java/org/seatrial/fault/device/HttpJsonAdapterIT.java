package org.seatrial.fault.device;

import java.nio.file.Path;

/** A relay board with an HTTP interface. */
final class HttpJsonAdapterIT extends DeviceContract {

    @Override
    Use use() {
        return Use.CABLE;
    }

    @Override
    Counterpart start(Path folder, Path secret) {
        return new HttpStandIn("tester") {
            @Override
            public String device() {
                return "adapter: http-json, url: '" + url() + "', user: tester, password: {file: " + secret
                        + "}, method: PUT, on-path: '/relays/{target}', on-body: '{\"state\":\"closed\"}',"
                        + " off-path: '/relays/{target}', off-body: '{\"state\":\"open\"}',"
                        + " read-path: '/relays/{target}', read-at: /relay/state, reads-on: closed, reads-off: open";
            }

            @Override
            public String target() {
                return "target: '7'";
            }

            @Override
            Answer answer(String method, String path, String body) {
                if (!path.equals("/relays/7")) {
                    return new Answer(404, "{}");
                }
                if (method.equals("PUT")) {
                    command(body.contains("closed"));
                    return new Answer(202, "");
                }
                return new Answer(200, "{\"relay\": {\"state\": \"" + (on() ? "closed" : "open") + "\"}}");
            }

            @Override
            Answer refusal(String echo) {
                return new Answer(500, "you said " + echo);
            }
        };
    }
}
