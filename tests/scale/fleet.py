"""A fleet of small programs: fifty pods of one shop, and a snapshot of each on four days.

Every pod keeps sessions for ever (the higher its number, the more), every fifth one carts as well, and every third one
elements that are in no page. Every pod works off jobs, which come and go. One pod is restarted before the third day.
The snapshots have V8's form and hold, as V8's do, the constants of the program's code, by which redaction knows its names.
"""

import json
from pathlib import Path

PODS, DAYS, RESTARTED, RESTARTED_ON = 50, 4, 7, 3

NODE_TYPES = ["hidden", "array", "string", "object", "code", "closure", "regexp", "number", "native", "synthetic"]
EDGE_TYPES = ["context", "element", "property", "internal", "hidden", "shortcut", "weak"]
NUMBERED = {"element", "hidden"}
#: Where entries begin in the table of a Map, after its figures and its buckets.
FIRST_ENTRY = 3 + 128
SCRIPT, SCRIPT_ID = "/srv/shop/sessions.js", 7
OWN_NAMES = ["Shop", "shop", "sessions", "Session", "carts", "Cart", "panels", "Panel", "jobs", "Job", "Function"]


class Heap:
    """A heap that lives on: ids stay, and what is dropped is not written any more."""

    def __init__(self, first_id):
        self.nodes, self.edges, self.dropped, self.places = [], [], set(), {}
        self.first_id = first_id
        self.root = self.node("synthetic", "", 0)

    def node(self, kind, name, size, detachedness=0):
        self.nodes.append((kind, name, size, detachedness))
        return len(self.nodes) - 1

    def edge(self, source, kind, name, target):
        self.edges.append((source, kind, name, target))

    def held(self, holder, name, kind, called, size, detachedness=0):
        """A new node that is a property of another one."""
        node = self.node(kind, called, size, detachedness)
        self.edge(holder, "property", name, node)
        return node

    def snapshot(self):
        """The text of a snapshot file."""
        kept = [number for number in range(len(self.nodes)) if number not in self.dropped]
        ordinal = {number: position for position, number in enumerate(kept)}
        strings = {}
        text = lambda value: strings.setdefault(value, len(strings))
        edges_of = {number: [] for number in kept}
        for source, kind, name, target in self.edges:
            if source in ordinal and target in ordinal:
                label = name if kind in NUMBERED else text(name)
                edges_of[source].append((EDGE_TYPES.index(kind), label, ordinal[target] * 6))
        nodes = []
        for number in kept:
            kind, name, size, detachedness = self.nodes[number]
            identity = self.first_id + 2 * number
            nodes += [NODE_TYPES.index(kind), text(name), identity, size, len(edges_of[number]), detachedness]
        edges = [field for number in kept for edge in edges_of[number] for field in edge]
        places = [(ordinal[number] * 6, *place) for number, place in self.places.items() if number in ordinal]
        meta = {
            "node_fields": ["type", "name", "id", "self_size", "edge_count", "detachedness"],
            "node_types": [NODE_TYPES, "string", "number", "number", "number", "number"],
            "edge_fields": ["type", "name_or_index", "to_node"],
            "edge_types": [EDGE_TYPES, "string_or_number", "node"],
            "location_fields": ["object_index", "script_id", "line", "column"],
        }
        counts = {"node_count": len(kept), "edge_count": len(edges) // 3, "trace_function_count": 0}
        empty = {"trace_function_infos": [], "trace_tree": [], "samples": []}
        locations = [field for place in places for field in place]
        whole = {"snapshot": {"meta": meta, **counts}, "nodes": nodes, "edges": edges, **empty}
        return json.dumps({**whole, "locations": locations, "strings": list(strings)}, separators=(",", ":"))


class Shop:
    """The program on one pod."""

    def __init__(self, pod, first_id):
        self.pod, self.heap = pod, Heap(first_id)
        heap = self.heap
        world = heap.node("object", "global", 100)
        heap.edge(heap.root, "shortcut", "global", world)
        for number in range(40):
            heap.held(world, f"builtin{number}", "object", "Builtin", 8)
        self.code(world)
        self.shop = heap.held(world, "shop", "object", "Shop", 40)
        heap.places[self.shop] = (SCRIPT_ID, 11, 2)
        self.tables = {name: self.map(name) for name in ("sessions", "carts")}
        self.panels = heap.held(self.shop, "panels", "object", "Panel", 64)
        self.jobs = []

    def code(self, world):
        """The function that the places are of, and the constants of its bytecode."""
        heap = self.heap
        function = heap.held(world, "Function", "closure", "Shop", 64)
        shared, script = heap.node("code", "Shop", 56), heap.node("code", SCRIPT, 120)
        bytecode, constants = heap.node("code", "system / BytecodeArray", 400), heap.node("array", "", 80)
        heap.edge(function, "internal", "shared", shared)
        heap.edge(shared, "internal", "script", script)
        heap.edge(shared, "internal", "function_data", bytecode)
        heap.edge(bytecode, "internal", "constant_pool", constants)
        for position, name in enumerate(OWN_NAMES):
            heap.edge(constants, "internal", str(position), heap.node("string", name, 24))
        heap.places[function] = (SCRIPT_ID, 11, 2)

    def map(self, name):
        found = self.heap.held(self.shop, name, "object", "Map", 40)
        table = self.heap.node("array", "", 500)
        self.heap.edge(found, "internal", "table", table)
        return table

    def put(self, name, called, count):
        table = self.tables[name]
        there = sum(1 for edge in self.heap.edges if edge[0] == table) // 2
        for number in range(there, there + count):
            # An entry's key, its value, and a number that leads to the next of its bucket.
            position = FIRST_ENTRY + 3 * number
            key = self.heap.node("string", f"{called} of mary{position}@example.org", 40)
            value = self.heap.node("object", called, 1000)
            self.heap.places[value] = (SCRIPT_ID, 41, 16)
            self.heap.edge(table, "internal", str(position), key)
            self.heap.edge(table, "internal", str(position + 1), value)

    def day(self):
        """A day's work."""
        self.heap.dropped.update(self.jobs)
        self.jobs = [self.heap.held(self.shop, "jobs", "object", "Job", 200) for _ in range(5)]
        self.put("sessions", "Session", 30 + self.pod)
        if self.pod % 5 == 0:
            self.put("carts", "Cart", 25)
        if self.pod % 3 == 0:
            for position in range(2):
                self.heap.held(self.panels, f"panel{position}", "native", "Detached HTMLDivElement", 90, 2)


def write(folder):
    """Writes the snapshots and gives their files by pod, in the order of days."""
    files = {}
    for pod in range(1, PODS + 1):
        name = f"pod{pod:02}"
        shop = Shop(pod, first_id=1)
        (folder / name).mkdir(parents=True, exist_ok=True)
        for day in range(1, DAYS + 1):
            if (pod, day) == (RESTARTED, RESTARTED_ON):
                shop = Shop(pod, first_id=1_000_001)
            shop.day()
            file = Path(folder, name, f"day{day}.heapsnapshot")
            file.write_text(shop.heap.snapshot())
            files.setdefault(name, []).append(file)
    return files
