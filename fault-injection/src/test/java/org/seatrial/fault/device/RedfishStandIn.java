package org.seatrial.fault.device;

/** Answers as a Redfish service: a system or an outlet, and the errors of the Base message registry. */
final class RedfishStandIn extends HttpStandIn {

    /** What it is. */
    enum Kind {
        SYSTEM("/redfish/v1/Systems/437XR1138R2"),
        SYSTEM_WITH_ACTION_INFO("/redfish/v1/Systems/437XR1138R2"),
        GRACEFUL_ONLY("/redfish/v1/Systems/437XR1138R2"),
        OUTLET("/redfish/v1/PowerEquipment/RackPDUs/1/Outlets/A1");

        final String resource;

        Kind(String resource) {
            this.resource = resource;
        }
    }

    private static final String RESET_VALUES =
            "[\"On\", \"ForceOff\", \"GracefulShutdown\", \"GracefulRestart\", \"ForceRestart\", \"Nmi\", \"ForceOn\"]";

    private final Kind kind;
    String secret = "";

    RedfishStandIn(Kind kind) {
        super("tester");
        this.kind = kind;
    }

    @Override
    public String device() {
        return "adapter: redfish, url: '" + url() + "', user: tester, password: {file: " + secret + "}";
    }

    @Override
    public String target() {
        return "resource: " + kind.resource;
    }

    @Override
    Answer answer(String method, String path, String body) {
        String action = kind.resource
                + (kind == Kind.OUTLET ? "/Actions/Outlet.PowerControl" : "/Actions/ComputerSystem.Reset");
        if (method.equals("GET") && path.equals(kind.resource)) {
            return new Answer(200, resource(action));
        }
        if (method.equals("GET") && path.equals(kind.resource + "/ResetActionInfo")) {
            return new Answer(200, """
                {"@odata.type": "#ActionInfo.v1_1_2.ActionInfo", "Id": "ResetActionInfo", "Name": "Reset Action Info",
                 "Parameters": [{"Name": "ResetType", "Required": true, "DataType": "String",
                                 "AllowableValues": ["ForceOff", "ForceOn", "PushPowerButton"]}]}
                """);
        }
        if (method.equals("POST") && path.equals(action)) {
            String value = body.replaceAll("(?s).*:\\s*\"(\\w+)\".*", "$1");
            boolean known = resource(action).contains("\"" + value + "\"") || kind == Kind.SYSTEM_WITH_ACTION_INFO;
            if (!known) {
                return error(400, "ActionParameterValueNotInList", "The value '" + value + "' is not in the list.");
            }
            command(value.equals("On") || value.equals("ForceOn"));
            return new Answer(204, "");
        }
        return error(404, "ResourceMissingAtURI", "The resource at the URI '" + path + "' was not found.");
    }

    private String resource(String action) {
        String values = switch (kind) {
            case SYSTEM -> "\"ResetType@Redfish.AllowableValues\": " + RESET_VALUES;
            case SYSTEM_WITH_ACTION_INFO -> "\"@Redfish.ActionInfo\": \"" + kind.resource + "/ResetActionInfo\"";
            case GRACEFUL_ONLY ->
                "\"ResetType@Redfish.AllowableValues\": [\"On\", \"GracefulShutdown\", \"PushPowerButton\"]";
            case OUTLET -> "\"PowerState@Redfish.AllowableValues\": [\"On\", \"Off\", \"PowerCycle\"]";
        };
        return """
            {"@odata.type": "TYPE", "@odata.id": "WHERE", "Id": "1", "Status": {"Health": "OK", "State": "Enabled"},
             "PowerState": "STATE", "Actions": {"#ACTION": {"target": "TARGET", VALUES}}}
            """.replace(
                        "TYPE",
                        kind == Kind.OUTLET ? "#Outlet.v1_4_4.Outlet" : "#ComputerSystem.v1_22_1.ComputerSystem")
                .replace("WHERE", kind.resource)
                .replace("STATE", on() ? "On" : "Off")
                .replace("ACTION", kind == Kind.OUTLET ? "Outlet.PowerControl" : "ComputerSystem.Reset")
                .replace("TARGET", action)
                .replace("VALUES", values);
    }

    @Override
    Answer refusal(String echo) {
        return error(
                403,
                "InsufficientPrivilege",
                echo.replace("\\", "").replace("\"", "'").replace("\n", " "));
    }

    private static Answer error(int status, String id, String message) {
        return new Answer(status, """
            {"error": {"code": "Base.1.8.GeneralError", "message": "See ExtendedInfo.",
             "@Message.ExtendedInfo": [{"MessageId": "Base.1.8.NUMBER", "Message": "MESSAGE", "Severity": "Critical",
                                        "Resolution": "Correct the request and resubmit."}]}}
            """.replace("NUMBER", id).replace("\"MESSAGE\"", "\"" + message + "\""));
    }
}
