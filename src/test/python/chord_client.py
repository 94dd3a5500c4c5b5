"""A client of Chord in another language: python3 chord_client.py ADDRESS NODES

Its messages are those of docs/doors.md, written here anew, so that they are not taken from what they test. It walks round the ring from ADDRESS, looks
keys up from every node by fingers and successors, and stores and reads through all of them. The last line says what was done.
"""

import hashlib
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

BITS = 160
SIZE = 1 << BITS
MOST_BYTES = 50 * 1024 * 1024
DEADLINE = 5
KEYS = 60

MESSAGES = {
    "NodeInfo": [("id", "string"), ("address", "string")],
    "KeyValue": [("key", "string"), ("value", "string")],
    "PutRequest": [("key", "string"), ("value", "string")],
    "PutResponse": [("success", "bool"), ("message", "string")],
    "GetRequest": [("key", "string")],
    "GetResponse": [("found", "bool"), ("value", "string")],
    "DeleteRequest": [("key", "string")],
    "DeleteResponse": [("success", "bool")],
    "FindSuccessorRequest": [("id", "string")],
    "FindSuccessorResponse": [("node", "NodeInfo")],
    "FindPredecessorRequest": [("id", "string")],
    "FindPredecessorResponse": [("node", "NodeInfo")],
    "GetSuccessorRequest": [],
    "GetSuccessorResponse": [("node", "NodeInfo")],
    "GetPredecessorRequest": [],
    "GetPredecessorResponse": [("node", "NodeInfo"), ("has_predecessor", "bool")],
    "NotifyRequest": [("node", "NodeInfo")],
    "NotifyResponse": [("success", "bool")],
    "ClosestPrecedingFingerRequest": [("id", "string")],
    "ClosestPrecedingFingerResponse": [("node", "NodeInfo")],
    "PingRequest": [],
    "PingResponse": [("alive", "bool")],
    "TransferKeysRequest": [("keys", "repeated KeyValue")],
    "TransferKeysResponse": [("success", "bool")],
}


def message_classes():
    field = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(name="client.proto", package="chord", syntax="proto3")
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for number, (label, kind) in enumerate(fields, 1):
            one = message.field.add(name=label, number=number, label=field.LABEL_OPTIONAL)
            if kind.startswith("repeated "):
                one.label = field.LABEL_REPEATED
                kind = kind.split()[1]
            if kind == "string":
                one.type = field.TYPE_STRING
            elif kind == "bool":
                one.type = field.TYPE_BOOL
            else:
                one.type = field.TYPE_MESSAGE
                one.type_name = ".chord." + kind
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    if hasattr(message_factory, "GetMessageClass"):
        make = message_factory.GetMessageClass
    else:
        make = message_factory.MessageFactory(pool).GetPrototype
    return {name: make(pool.FindMessageTypeByName("chord." + name)) for name in MESSAGES}


CLASSES = message_classes()


class Node:
    """A node, at its port."""

    def __init__(self, address):
        options = [
            ("grpc.max_send_message_length", MOST_BYTES),
            ("grpc.max_receive_message_length", MOST_BYTES),
        ]
        self.channel = grpc.insecure_channel(address, options=options)

    def call(self, name, deadline=DEADLINE, **fields):
        method = self.channel.unary_unary(
            "/chord.ChordService/" + name,
            request_serializer=CLASSES[name + "Request"].SerializeToString,
            response_deserializer=CLASSES[name + "Response"].FromString,
        )
        return method(CLASSES[name + "Request"](**fields), timeout=deadline)


NODES = {}


def node(address):
    if address not in NODES:
        NODES[address] = Node(address)
    return NODES[address]


def told(response):
    return int(response.node.id), response.node.address


def is_between(low, one, high):
    """Whether one lies in (low, high] on the circle."""
    return 0 < (one - low) % SIZE <= ((high - low) % SIZE or SIZE)


def hashed(key):
    return int.from_bytes(hashlib.sha1(key.encode()).digest(), "big")


def lookup(address, self_id, wanted):
    """The iterative lookup of a client: by the closest preceding finger, until the successor owns what is wanted."""
    steps = 0
    while True:
        successor_id, successor_address = told(node(address).call("GetSuccessor"))
        if is_between(self_id, wanted, successor_id):
            return successor_id, successor_address
        next_id, next_address = told(node(address).call("ClosestPrecedingFinger", id=str(wanted)))
        assert next_id != self_id, "no finger leads on"
        self_id, address = next_id, next_address
        steps += 1
        assert steps <= len(RING), "the lookup goes round"


def refused(status, name, **fields):
    try:
        node(START).call(name, **fields)
    except grpc.RpcError as failure:
        assert failure.code() == status, failure
        assert failure.details(), "no reason"
        return
    raise AssertionError(name + " was not refused")


START = sys.argv[1]
RING = []

at, where = told(node(START).call("GetSuccessor"))
while (at, where) not in RING:
    RING.append((at, where))
    at, where = told(node(where).call("GetSuccessor"))
RING.sort()
assert len(RING) == int(sys.argv[2]), RING
assert START in [where for _, where in RING]

for index, (self_id, address) in enumerate(RING):
    assert node(address).call("Ping", deadline=2).alive
    before = node(address).call("GetPredecessor")
    assert before.has_predecessor
    assert told(before) == RING[index - 1]
    assert node(address).call("Notify", node=CLASSES["NodeInfo"](id=str(self_id), address=address)).success

for number in range(KEYS):
    key = "Schl\u00fcssel %d" % number
    wanted = hashed(key)
    owner = next((one for one in RING if one[0] >= wanted), RING[0])
    self_id, address = RING[number % len(RING)]
    assert lookup(address, self_id, wanted) == owner
    assert told(node(address).call("FindSuccessor", id=str(wanted))) == owner
    assert told(node(address).call("FindPredecessor", id=str(wanted))) == RING[RING.index(owner) - 1]
    assert node(address).call("Put", key=key, value="value \u2713 %d" % number).success
    answer = node(RING[-1 - number % len(RING)][1]).call("Get", key=key)
    assert answer.found and answer.value == "value \u2713 %d" % number
    own = CLASSES["KeyValue"](key=key, value="transferred")
    assert node(owner[1]).call("TransferKeys", deadline=10, keys=[own]).success
    assert node(START).call("Get", key=key).value == "transferred"
    assert node(START).call("Delete", key=key).success
    assert not node(START).call("Get", key=key).found

large = "x" * (MOST_BYTES - 1000)
assert node(START).call("Put", deadline=40, key="large", value=large).success
assert node(START).call("Get", deadline=40, key="large").value == large

refused(grpc.StatusCode.PERMISSION_DENIED, "Notify", node=CLASSES["NodeInfo"](id="1", address="127.0.0.1:1"))
refused(grpc.StatusCode.INVALID_ARGUMENT, "FindSuccessor", id=str(SIZE))

print("%d nodes, %d keys" % (len(RING), KEYS))
