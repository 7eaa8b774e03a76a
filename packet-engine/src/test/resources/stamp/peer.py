"""A STAMP and TWAMP Light peer on scapy's fields, written from the figures of RFC 8762, 8972 and 5357 alone.

reflect PORT COUNT [MODE...]   answers COUNT packets
send HOST PORT COUNT [MODE...] sends COUNT packets and checks every field of every reply

MODE: auth=HEX  light (41 octets, numbers copied)  stateful  padded  tlv  ptp
"""

import hashlib
import hmac
import socket
import sys
import time

from scapy.fields import (BitField, ByteField, FieldLenField, FlagsField, IntField, LongField, PacketListField,
                          ShortField, StrFixedLenField, StrLenField)
from scapy.packet import Packet

NTP_EPOCH = 2208988800
TAI = 37


class Tlv(Packet):
    fields_desc = [FlagsField("flags", 0, 8, ["r7", "r6", "r5", "r4", "r3", "I", "M", "U"]), ByteField("type", 0),
                   FieldLenField("length", None, length_of="value", fmt="!H"),
                   StrLenField("value", b"", length_from=lambda tlv: tlv.length)]

    def extract_padding(self, rest):
        return b"", rest


ERROR = [BitField("S", 0, 1), BitField("Z", 0, 1), BitField("scale", 0, 6), ByteField("multiplier", 1)]
TLVS = [PacketListField("tlvs", [], Tlv)]


def sender_error():
    return [BitField("sender_S", 0, 1), BitField("sender_Z", 0, 1), BitField("sender_scale", 0, 6),
            ByteField("sender_multiplier", 0)]


class Request(Packet):
    fields_desc = [IntField("seq", 0), LongField("t1", 0)] + ERROR + [
        ShortField("ssid", 0), StrFixedLenField("mbz", b"\0" * 28, 28)] + TLVS


class Reply(Packet):
    fields_desc = [IntField("seq", 0), LongField("t3", 0)] + ERROR + [
        ShortField("ssid", 0), LongField("t2", 0), IntField("sender_seq", 0), LongField("t1", 0)] + sender_error() + [
        ShortField("mbz1", 0), ByteField("ttl", 0), StrFixedLenField("mbz2", b"\0" * 3, 3)] + TLVS


class AuthRequest(Packet):
    fields_desc = [IntField("seq", 0), StrFixedLenField("mbz0", b"\0" * 12, 12), LongField("t1", 0)] + ERROR + [
        ShortField("ssid", 0), StrFixedLenField("mbz", b"\0" * 68, 68), StrFixedLenField("hmac", b"\0" * 16, 16)] + TLVS


class AuthReply(Packet):
    fields_desc = [IntField("seq", 0), StrFixedLenField("mbz0", b"\0" * 12, 12), LongField("t3", 0)] + ERROR + [
        ShortField("ssid", 0), StrFixedLenField("mbz1", b"\0" * 4, 4), LongField("t2", 0),
        StrFixedLenField("mbz2", b"\0" * 8, 8), IntField("sender_seq", 0), StrFixedLenField("mbz3", b"\0" * 12, 12),
        LongField("t1", 0)] + sender_error() + [
        StrFixedLenField("mbz4", b"\0" * 6, 6), ByteField("ttl", 0), StrFixedLenField("mbz5", b"\0" * 15, 15),
        StrFixedLenField("hmac", b"\0" * 16, 16)] + TLVS


def stamp(ptp=False):
    now = time.time_ns()
    seconds, ns = divmod(now, 10 ** 9)
    return (seconds + TAI) << 32 | ns if ptp else (seconds + NTP_EPOCH) << 32 | (ns << 32) // 10 ** 9


def seconds(field, ptp=False):
    high, low = field >> 32, field & 0xffffffff
    return high - TAI + low / 1e9 if ptp else high - NTP_EPOCH + low / 2 ** 32


def signature(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()[:16]


def sign(key, packet):
    packet.hmac = signature(key, bytes(packet)[:96])
    return bytes(packet)


def receive(peer):
    data, ancillary, _, source = peer.recvmsg(9000, 256)
    ttl = [int.from_bytes(value[:4], sys.byteorder) for level, kind, value in ancillary
           if (level, kind) == (socket.IPPROTO_IP, socket.IP_TTL)]
    return data, ttl[0], source


def open_socket():
    peer = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    peer.setsockopt(socket.IPPROTO_IP, 12, 1)  # IP_RECVTTL
    peer.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, 255)
    peer.settimeout(20)
    return peer


def reflect(port, count, modes, key):
    peer = open_socket()
    peer.bind(("127.0.0.1", port))
    print("ready", flush=True)
    for own in range(count):
        data, ttl, source = receive(peer)
        arrived = stamp("ptp" in modes)
        request = (AuthRequest if key else Request)(data)
        assert ttl == 255, ttl
        if key:
            assert request.hmac == signature(key, data[:96]), "the request is not signed"
        fields = dict(seq=own if "stateful" in modes else request.seq, ssid=0 if "light" in modes else request.ssid,
                      S=0, Z=int("ptp" in modes), scale=10, multiplier=5, t2=arrived, sender_seq=request.seq,
                      t1=request.t1, sender_S=request.S, sender_Z=request.Z, sender_scale=request.scale,
                      sender_multiplier=request.multiplier, ttl=ttl)
        for tlv in request.tlvs:
            assert tlv.flags.U and not tlv.flags.M and not tlv.flags.I, tlv.flags
            assert tlv.type == 1, tlv.type
        reply = (AuthReply if key else Reply)(**fields)
        reply.t3 = stamp("ptp" in modes)
        answer = sign(key, reply) if key else bytes(reply)
        answer = answer[:41] if "light" in modes else answer + data[len(answer):]
        peer.sendto(answer, source)
    print("reflected", count)


def send(host, port, count, modes, key):
    peer = open_socket()
    peer.connect((host, port))
    for number in range(count):
        ptp = "ptp" in modes
        request = (AuthRequest if key else Request)(
            seq=number, ssid=0 if "light" in modes else 0x1234, S=1, Z=int(ptp), scale=12, multiplier=77,
            t1=stamp(ptp))
        if "tlv" in modes:
            request.tlvs = [Tlv(flags="U", type=240, value=b"who?"), Tlv(flags="U", type=1, value=b"\0" * 20)]
        data = sign(key, request) if key else bytes(request)
        if "light" in modes:
            data = data[:14] + b"\0" * 27
        if "padded" in modes:
            data += b"\0" * 100
        sent = time.time()
        peer.send(data)
        answer, ttl, _ = receive(peer)
        got = time.time()
        assert len(answer) == len(data), (len(answer), len(data))
        reply = (AuthReply if key else Reply)(answer + b"\0" * max(0, 44 - len(answer)))
        if key:
            assert reply.hmac == signature(key, answer[:96]), "the reply is not signed"
        assert ttl == 255 and reply.ttl == 255, (ttl, reply.ttl)
        assert reply.seq == number and reply.sender_seq == number, (reply.seq, reply.sender_seq)
        assert reply.t1 == request.t1
        assert reply.ssid == request.ssid
        assert (reply.sender_S, reply.sender_Z, reply.sender_scale, reply.sender_multiplier) == (1, int(ptp), 12, 77)
        assert reply.multiplier != 0 and reply.Z == int(ptp)
        # One clock: sent, arrived, left and came back in this order. A float holds a quarter of a microsecond.
        order = [sent, seconds(reply.t2, ptp), seconds(reply.t3, ptp), got]
        assert all(a <= b + 1e-6 for a, b in zip(order, order[1:])), order
        for field in [f for f in reply.fields if f.startswith("mbz")]:
            assert not any(bytes(reply.getfieldval(field))) if field != "mbz1" or key else reply.mbz1 == 0, field
        if "tlv" in modes:
            unknown, padding = reply.tlvs
            assert bool(unknown.flags.U) and unknown.value == b"who?", unknown.flags
            assert not padding.flags.U and padding.type == 1, padding.flags
            assert bool(unknown.flags.I) == bool(key), "unsigned TLVs are doubted in authenticated mode only"
        if "padded" in modes:
            assert answer[-100:] == b"\0" * 100
    print("answered", count)


if __name__ == "__main__":
    words = sys.argv[1:]
    chosen = {word for word in words if not word.startswith("auth=")}
    secret = next((bytes.fromhex(word[5:]) for word in words if word.startswith("auth=")), None)
    if words[0] == "reflect":
        reflect(int(words[1]), int(words[2]), chosen, secret)
    else:
        send(words[1], int(words[2]), int(words[3]), chosen, secret)
