package org.seatrial.fault.device;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snmp4j.AbstractTarget;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.UserTarget;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** A device that is spoken to by SNMP, version 1, 2c or 3. Each exchange opens a socket of its own and closes it. */
final class SnmpDevice {

    static final List<Key> KEYS = List.of(
            Key.required("address", Key.Kind.TEXT, "name or IP address"),
            Key.optional("port", Key.Kind.NUMBER, "UDP port; usually 161"),
            Key.choice("version", false, List.of("1", "2c", "3"), "usually 2c"),
            Key.optional("community", Key.Kind.SECRET, "with the right to write; versions 1 and 2c"),
            Key.optional("user", Key.Kind.TEXT, "version 3"),
            Key.choice("auth-protocol", false, List.of("SHA", "SHA-256"), "version 3; usually SHA"),
            Key.optional("auth-password", Key.Kind.SECRET, "version 3"),
            Key.optional("privacy-password", Key.Kind.SECRET, "version 3, AES-128; without it nothing is encrypted"));

    private static final int PORT = 161;
    private static final int MOST_ROWS = 4096;

    /** A lost datagram is asked again: a third of what is left for each try. */
    private static final int RETRIES = 2;

    private final Settings settings;
    private final Secrets secrets;

    /** What is wrong with the settings, beyond single keys. */
    static List<String> wrong(Settings settings) {
        if (settings.text("version", "2c").equals("3")) {
            return settings.text("user").isPresent()
                            && settings.secret("auth-password").isPresent()
                    ? List.of()
                    : List.of("version 3 needs 'user' and 'auth-password'");
        }
        return settings.secret("community").isPresent()
                ? List.of()
                : List.of("version " + settings.text("version", "2c")
                        + " needs 'community': {env: NAME} or {file: PATH}");
    }

    SnmpDevice(Settings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /** The whole number at an object; empty if the device has no such object. */
    Optional<Integer> number(String oid, Deadline deadline) throws InterruptedException {
        Variable value =
                exchange(PDU.GET, new VariableBinding(new OID(oid)), deadline).getVariable();
        if (value.isException()) {
            return Optional.empty();
        }
        try {
            return Optional.of(value.toInt());
        } catch (UnsupportedOperationException e) {
            throw new DeviceException("object " + oid + " is no number: " + value);
        }
    }

    void set(String oid, int value, Deadline deadline) throws InterruptedException {
        exchange(PDU.SET, new VariableBinding(new OID(oid), new Integer32(value)), deadline);
    }

    /** The values below an object, by what follows its name. */
    Map<String, String> walk(String oid, Deadline deadline) throws InterruptedException {
        OID root = new OID(oid);
        Map<String, String> rows = new TreeMap<>();
        OID at = root;
        for (int i = 0; i < MOST_ROWS; i++) {
            VariableBinding next = exchange(PDU.GETNEXT, new VariableBinding(at), deadline);
            if (next.isException()
                    || !next.getOid().startsWith(root)
                    || next.getOid().compareTo(at) <= 0) {
                break;
            }
            at = next.getOid();
            rows.put(
                    at.toDottedString().substring(root.toDottedString().length() + 1),
                    next.getVariable().toString());
        }
        return rows;
    }

    private VariableBinding exchange(int type, VariableBinding binding, Deadline deadline) throws InterruptedException {
        AbstractTarget<UdpAddress> target = target();
        // A command is sent once: a second copy could arrive after the heal.
        int retries = type == PDU.SET ? 0 : RETRIES;
        target.setRetries(retries);
        target.setTimeout(Math.max(1, deadline.remaining().toMillis() / (retries + 1)));
        try (Snmp snmp = open()) {
            PDU pdu = settings.text("version", "2c").equals("3") ? new ScopedPDU() : new PDU();
            pdu.setType(type);
            pdu.add(binding);
            ResponseEvent<UdpAddress> event = snmp.send(pdu, target);
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while waiting for " + target.getAddress());
            }
            if (event != null && event.getError() != null) {
                throw new DeviceException("SNMP to " + target.getAddress() + " failed: "
                        + event.getError().getMessage());
            }
            PDU response = event == null ? null : event.getResponse();
            if (response == null) {
                throw new DeviceException("no answer from " + target.getAddress() + ", or it knows no such community");
            }
            return accepted(response, binding);
        } catch (IOException e) {
            throw new DeviceException("SNMP to " + target.getAddress() + " failed: " + e.getMessage(), e);
        }
    }

    private static VariableBinding accepted(PDU response, VariableBinding asked) {
        if (response.getType() == PDU.REPORT) {
            throw new DeviceException("the device refused the user: report " + response.getVariableBindings());
        }
        if (response.getErrorStatus() == PDU.noSuchName) {
            return new VariableBinding(asked.getOid(), org.snmp4j.smi.Null.noSuchObject);
        }
        if (response.getErrorStatus() != PDU.noError) {
            throw new DeviceException(
                    "the device refused object " + asked.getOid() + ": " + response.getErrorStatusText());
        }
        return response.get(0);
    }

    private Snmp open() throws IOException {
        USM usm = new USM(SecurityProtocols.getInstance(), new OctetString(MPv3.createLocalEngineID()), 0);
        // The default set leaves out SHA-1, which is what power units in the field know.
        SecurityProtocols.getInstance()
                .addPredefinedProtocolSet(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv1());
        dispatcher.addMessageProcessingModel(new MPv2c());
        dispatcher.addMessageProcessingModel(new MPv3(usm));
        if (settings.text("version", "2c").equals("3")) {
            OctetString user = new OctetString(settings.text("user", ""));
            usm.addUser(new UsmUser(
                    user,
                    settings.text("auth-protocol", "SHA").equals("SHA") ? AuthSHA.ID : AuthHMAC192SHA256.ID,
                    password("auth-password"),
                    PrivAES128.ID,
                    password("privacy-password")));
        }
        Snmp snmp = new Snmp(dispatcher, new DefaultUdpTransportMapping());
        snmp.listen();
        return snmp;
    }

    private OctetString password(String key) {
        return settings.secret(key).map(secrets::of).map(OctetString::new).orElse(new OctetString());
    }

    private AbstractTarget<UdpAddress> target() {
        UdpAddress address;
        try {
            address =
                    new UdpAddress(InetAddress.getByName(settings.required("address")), settings.number("port", PORT));
        } catch (IOException e) {
            throw new DeviceException("the name " + settings.required("address") + " is not known: " + e.getMessage());
        }
        if (settings.text("version", "2c").equals("3")) {
            UserTarget<UdpAddress> target = new UserTarget<>();
            target.setAddress(address);
            target.setVersion(SnmpConstants.version3);
            target.setSecurityName(new OctetString(settings.text("user", "")));
            target.setSecurityLevel(
                    settings.secret("privacy-password").isPresent()
                            ? SecurityLevel.AUTH_PRIV
                            : SecurityLevel.AUTH_NOPRIV);
            return target;
        }
        SecretRef community = settings.secret("community")
                .orElseThrow(() -> new DeviceException("the key 'community' is missing: {env: NAME} or {file: PATH}"));
        CommunityTarget<UdpAddress> target = new CommunityTarget<>();
        target.setAddress(address);
        target.setVersion(
                settings.text("version", "2c").equals("1") ? SnmpConstants.version1 : SnmpConstants.version2c);
        target.setCommunity(new OctetString(secrets.of(community)));
        return target;
    }
}
