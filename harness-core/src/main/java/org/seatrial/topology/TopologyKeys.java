package org.seatrial.topology;

import java.util.List;
import java.util.Map;

/**
 * The keys of a containerlab topology, place by place, as its JSON schema has them (August 2026), with the older
 * spellings that containerlab still reads. Maps that are not listed here are free.
 */
final class TopologyKeys {

    static final List<String> ROOT = List.of("name", "prefix", "mgmt", "topology", "settings", "debug");

    static final List<String> MGMT = List.of(
            "network",
            "bridge",
            "ipv4-subnet",
            "ipv6-subnet",
            "ipv4-gw",
            "ipv6-gw",
            "ipv4-range",
            "ipv6-range",
            "mtu",
            "external-access",
            "skip-when-unused",
            "driver-opts",
            "ipv4_subnet",
            "ipv6_subnet");

    static final List<String> TOPOLOGY = List.of("defaults", "kinds", "groups", "nodes", "links");

    static final List<String> NODE = List.of(
            "kind",
            "image",
            "image-pull-policy",
            "restart-policy",
            "license",
            "type",
            "group",
            "startup-config",
            "startup-delay",
            "enforce-startup-config",
            "suppress-startup-config",
            "auto-remove",
            "exec",
            "binds",
            "volumes",
            "ports",
            "env",
            "env-files",
            "credentials",
            "user",
            "hostname",
            "entrypoint",
            "cmd",
            "labels",
            "runtime",
            "mgmt-ipv4",
            "mgmt-ipv6",
            "network-mode",
            "link-apply-mode",
            "cpu",
            "memory",
            "cpu-set",
            "shm-size",
            "cap-add",
            "privileged",
            "cgroupns-mode",
            "cgroup-parent",
            "pid-mode",
            "tmpfs",
            "security-opts",
            "sysctls",
            "devices",
            "extras",
            "config",
            "stages",
            "dns",
            "certificate",
            "healthcheck",
            "components",
            "aliases",
            "position",
            "username",
            "password");

    /** Maps within a node whose keys are fixed. */
    static final Map<String, List<String>> WITHIN_NODE = Map.of(
            "credentials", List.of("username", "password"),
            "config", List.of("vars"),
            "stages", List.of("create", "create-links", "configure", "healthy", "exit"),
            "dns", List.of("servers", "search", "options"),
            "certificate", List.of("issue", "sans", "key-size", "validity-duration"),
            "healthcheck", List.of("test", "interval", "retries", "timeout", "start-period"));

    static final List<String> STAGE = List.of("wait-for", "exec");

    static final List<String> WAIT_FOR = List.of("node", "stage");

    static final List<String> BRIEF_LINK = List.of("endpoints", "mtu", "ipv4", "ipv6", "vars");

    static final List<String> VETH_LINK = List.of("type", "endpoints", "mtu", "ipv4", "ipv6", "vars", "labels");

    static final List<String> VETH_ENDPOINT = List.of("node", "interface", "mac", "ipv4", "ipv6", "vars");

    /** The link types of the schema; of these a design is made of cables, {@code veth}, only. */
    static final List<String> LINK_TYPES =
            List.of("veth", "veth-stitch", "mgmt-net", "macvlan", "host", "vxlan", "vxlan-stitch", "dummy");

    static final List<String> SUPPORTED_LINK_TYPES = List.of("veth");

    /** Kinds that are parts of the host and no nodes of their own; a {@code bridge} is one here, whoever makes it. */
    static final List<String> HOST_KINDS = List.of("ovs-bridge", "host", "ext-container");

    /** Node names with a meaning of their own in the endpoints of a brief link. */
    static final List<String> PSEUDO_NODES = List.of("host", "mgmt-net", "macvlan");

    private TopologyKeys() {}
}
