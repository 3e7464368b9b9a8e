"""The answers to the queries of docs/scale.md, worked out from what the command line prints, without any table."""

import json
import subprocess
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor


class CommandLine:
    """The program, asked for JSON about a fleet's files by pod."""

    def __init__(self, program, files):
        self.program, self.files = program, files
        numbered = [(pod, number, file) for pod, of_pod in files.items() for number, file in enumerate(of_pod, 1)]
        with ThreadPoolExecutor(2) as pool:
            one = lambda key: (key[:2], self.json("summary", key[2]))
            self.summaries = dict(pool.map(one, numbered))
            pair = lambda key: (key[:2], self.json("suspects", self.files[key[0]][key[1] - 2], key[2]))
            self.suspects = dict(pool.map(pair, [key for key in numbered if key[1] > 1]))
            listed = lambda key: (key[:2], self.nodes(key[2]))
            self.latest = dict(pool.map(listed, [key for key in numbered if key[1] == len(files[key[0]])]))

    def run(self, *arguments):
        return subprocess.run([self.program, *arguments], check=True, capture_output=True, text=True).stdout

    def json(self, command, *files):
        return json.loads(self.run(command, *files, "--redact", "--format", "json"))

    def nodes(self, file):
        lines = [json.loads(line) for line in self.run("nodes", file, "--redact").splitlines()]
        return [{**line, "class": line["key"].split(",")[-1]} for line in lines]

    def every_suspect(self):
        """Those of pairs of one process, with their pod."""
        for (pod, number), found in self.suspects.items():
            if found["sameProcess"]:
                yield from ((pod, number, suspect) for suspect in found["suspects"])


def the_same_suspect(cli):
    pods, sums = defaultdict(set), defaultdict(Counter)
    for pod, _, suspect in cli.every_suspect():
        place = suspect["holder"]["location"] or {}
        key = (suspect["holder"]["name"], suspect["kind"], place.get("file"), place.get("line"))
        pods[key].add(pod)
        sums[key].update(entries=suspect["newEntries"], bytes=suspect["retainedGrowth"])
    rows = [(*key, len(pods[key]), sums[key]["entries"], sums[key]["bytes"]) for key in pods]
    return sorted(rows, key=lambda row: -row[-1])


def where_it_is_worst(cli):
    bytes_of = Counter()
    for pod, _, suspect in cli.every_suspect():
        if suspect["holder"]["name"] == "Shop.sessions":
            bytes_of[pod] += suspect["retainedGrowth"]
    return sorted(bytes_of.items(), key=lambda row: (-row[1], row[0]))[:3]


def a_class_over_days(cli):
    sums = defaultdict(Counter)
    for (_, number), summary in cli.summaries.items():
        for row in summary["rows"]:
            if row["name"] == "Session":
                sums[number].update(objects=row["count"], bytes=row["shallowSize"])
    return [(number, sums[number]["objects"], sums[number]["bytes"]) for number in sorted(sums)]


def what_always_grows(cli):
    restarted = {pod for (pod, _), found in cli.suspects.items() if not found["sameProcess"]}
    steps = defaultdict(list)
    for (pod, number), summary in cli.summaries.items():
        if number > 1 and pod not in restarted:
            before = {row["key"]: row["shallowSize"] for row in cli.summaries[pod, number - 1]["rows"]}
            for row in summary["rows"]:
                if row["key"] in before:
                    steps[row["name"]].append(row["shallowSize"] - before[row["key"]])
    rows = [(name, len(each), sum(each)) for name, each in steps.items() if min(each) > 0]
    return sorted(rows, key=lambda row: -row[-1])


def the_join_of_two_heaps(cli):
    rows = cli.json("compare", *cli.files["pod10"][2:4])["rows"]
    new = [(row["name"], row["newCount"], row["allocSize"]) for row in rows if row["newCount"] > 0]
    return sorted(new, key=lambda row: (-row[2], row[0]))


def detached_by_class(cli):
    counts, pods = Counter(), defaultdict(set)
    for (pod, _), nodes in cli.latest.items():
        for node in nodes:
            if node["detachedness"] == 2:
                counts[node["class"]] += 1
                pods[node["class"]].add(pod)
    return [(name, count, len(pods[name])) for name, count in counts.most_common()]


def top_holders(cli):
    rows = [
        (pod, node["class"], node["id"], node["retainedSize"])
        for (pod, _), nodes in cli.latest.items()
        for node in nodes
        if node["type"] == "object"
    ]
    return sorted(rows, key=lambda row: (-row[3], row[0], row[2]))[:5]


def who_refers_to_them(cli):
    sessions = [f"@{node['id']}" for node in cli.latest["pod10", 4] if node["class"] == "Session"]
    printed = cli.run("retainers", cli.files["pod10"][3], *sessions, "--redact", "--format", "ndjson")
    classes = {node["id"]: node["class"] for node in cli.latest["pod10", 4]}
    rows = [row for line in printed.splitlines() for row in json.loads(line)["retainers"]]
    return [(*key, count) for key, count in Counter((classes[row["id"]], row["edgeType"]) for row in rows).items()]


def what_holders_keep(cli):
    sums = defaultdict(Counter)
    for pod, number, suspect in cli.every_suspect():
        for node in cli.latest[pod, number] if number == 4 else []:
            if node["dominator"] == suspect["holder"]["id"]:
                sums[node["class"]].update(objects=1, bytes=node["retainedSize"])
    rows = [(name, each["objects"], each["bytes"]) for name, each in sums.items()]
    return sorted(rows, key=lambda row: -row[2])


def a_chain(cli):
    suspect = cli.suspects["pod10", 4]["suspects"][0]
    steps = enumerate(suspect["chain"])
    return [(step, link["edgeType"], link["edgeName"], link["name"], step == suspect["holderStep"]) for step, link in steps]


#: In the order of docs/scale.md.
ANSWERS = [
    the_same_suspect,
    where_it_is_worst,
    a_class_over_days,
    what_always_grows,
    the_join_of_two_heaps,
    detached_by_class,
    top_holders,
    who_refers_to_them,
    what_holders_keep,
    a_chain,
]
