#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Reads one session of a store with Python's standard library alone, by what docs/recording.md says:
checks its digests, and works out its behaviour and its sway again.

    read_recording.py STORE SESSION

Prints one JSON object; exit status 1 and a line if anything is not as it was written.
"""
import hashlib
import json
import math
import sqlite3
import struct
import sys
import zlib

MASK = (1 << 64) - 1
HIP_LEFT, HIP_RIGHT = 23, 24
REACH = ["reaction_s", "movement_s", "path_efficiency", "peak_speed_al_s", "time_to_peak",
         "trunk_displacement_al", "velocity_peaks", "sparc"]
SESSION = ("SELECT uuid, station, author, started_utc_ms, zone_minutes, child, game, game_version, play_version, "
           "level, seconds, seed, settings, status, step_count, steps_lost, calibration, scores, quality, offered, "
           "hits, reps_arm_left, reps_arm_right, reps_leg_left, reps_leg_right, hand_steps_left, hand_steps_right, "
           "foot_steps_left, foot_steps_right, steps_played, poses, poses_found, signed_by FROM session WHERE id=?")
EVENTS = "SELECT seq, step, event, target, side, at_x, at_y, value, detail FROM event WHERE session_id=? ORDER BY seq"
TRIALS = ("SELECT seq, target, side, offer_step, end_step, hit, at_x, at_y, radius_al, distance_al, onset_s, "
          "track_share, helped, " + ", ".join(REACH) + ", " + ", ".join(r + "_missing" for r in REACH) +
          ", step FROM trial WHERE session_id=? ORDER BY seq")
MARKS = "SELECT step, digest FROM state_digest WHERE session_id=? ORDER BY step"
# An event's detail: in which of (target, x, y, value) form 1 has each field, and the numbers of its names.
PLACES = {"level": 3, "measure": 0, "knob": 0, "cause": 1, "position": 2, "supports": 3, "item": 3, "attempt": 1,
          "by_therapist": 1, "why": 1, "model": 3, "key": 3, "again": 3,
          "ended": 1, "easing": 3, "on": 3, "hand": 3, "note": 3}
NAMES = {"cause": ["success", "miss", "therapist", "ease"], "why": ["redone", "skipped", "not_started", "paused"],
         "model": ["lite", "full", "heavy"], "key": ["start_stop", "redo", "skip", "assist"],
         "ended": ["time", "stop", "key", "window", "program", "camera", "nobody", "kindly"],
         "easing": ["help", "level", "end"],
         "hand": ["left", "right", "either", "both", "alternate"],
         "note": ["written", "tired", "pain", "laughed", "helped", "distracted", "trunk_leant", "shoulder_up",
                  "left_hand", "right_hand", "sat_down"],
         "supports": ["bar", "hand_held", "walker", "orthosis", "shoes"],
         "item": ["stand_eyes_open", "stand_eyes_closed", "sit_still", "one_leg_stance", "lateral_reach",
                  "lateral_lean", "reach_large", "reach_small", "drum_together", "drum_alternate", "squat", "reaches"]}


class Damaged(Exception):
    pass


def need(good, what):
    if not good:
        raise Damaged(what)


# ---- the track ----

class Reader:
    """Numbers from bytes, one after another."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, form):
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values if len(values) > 1 else values[0]

    def whole(self):
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def signed(self):
        value = self.whole()
        return value >> 1 ^ -(value & 1)

    def column(self, rows, order):
        column, before, change = [], 0, 0
        for row in range(rows):
            value = (self.signed() + (before if order else 0) + (change if order == 2 else 0)) & MASK
            change, before = (value - before if row else 0), value
            column.append(value)
        return column


class Bits:
    def __init__(self, data):
        self.bytes, self.at = data, 0

    def take(self, count):
        first, last = self.at // 8, (self.at + count + 7) // 8
        value = int.from_bytes(self.bytes[first:last], "little") >> self.at % 8
        self.at += count
        return value & ((1 << count) - 1)


def sources(column):
    """What foretells a column: (column, rows before)."""
    if column < 35:
        return []
    first = 35 if column < 134 else 134
    near = [(column - 3 * i, 0) for i in range(1, 7) if column - 3 * i >= first]
    return [(column, 1), (column, 2)] + near + ([(column - 99, 0)] if first == 134 else [])


def body_columns(reader, bits, rows):
    weights = [[reader.take("h") for _ in sources(c)] for c in range(233)]
    value = [[reader.signed()] for _ in range(233)]
    change = [[0] * rows for _ in range(233)]
    for c in range(233):
        mean, mine, moved = 256, value[c], change[c]
        taps = [(w, change[s], lag) for w, (s, lag) in zip(weights[c], sources(c))]
        for row in range(1, rows):
            low = 0
            while c >= 35 and mean > 64 << low:
                low += 1
            high = reader.take("B")
            high = high + reader.whole() if high == 255 else high
            left = high << low | bits.take(low)
            left = left >> 1 ^ -(left & 1)
            mean += 16 * min(abs(left), 1 << 20) - mean // 4
            guess = sum(w * s[row - lag] for w, s, lag in taps if row > lag)
            moved[row] = (guess + 128 >> 8) + left
            mine.append(mine[-1] + moved[row])
    return value


def page_steps(page):
    """The steps of a page of format 2: (number, record, time it took its pose, pose)."""
    reader = Reader(page)
    form, step, steps, rows, size, bits_at = reader.take("BIIIII")
    need(form == 2, "a page of another format")
    per = reader.take("6H")
    content = zlib.decompress(page[reader.at:])
    need(len(content) == size, "a page of another size")
    reader, bits = Reader(content), Bits(content[bits_at:])
    marks = reader.column(steps, 0)
    poses, keys = sum(m & 1 for m in marks), sum(m >> 4 for m in marks)
    numbers = iter(reader.column(sum(m >> 1 & 1 for m in marks), 0))
    heads = [reader.column(poses, order) for order in (0, 2, 1, 1, 2, 1, 1, 1, 1)]
    taken = iter(reader.column(sum(m >> 2 & 1 for m in marks), 1))
    keys = iter(list(zip(reader.column(keys, 0), reader.column(keys, 0))))
    bodies = iter(zip(*body_columns(reader, bits, rows)) if rows else ())
    heads, ready = iter(list(zip(*heads))), 0
    for mark in marks:
        rest, pose, when, tail = b"", None, 0, b""
        if mark & 2:
            step = step + next(numbers) & MASK
        if mark & 1:
            found, number, width, height, captured, late, player, state, people = next(heads)
            ready = captured + late & MASK
            tail = struct.pack("<BBIHHQQHBB", 2, found, number, width, height, captured, ready, player, state, people)
            pose = {"captured": captured, "found": found}
            if found:
                body = next(bodies)
                tail += struct.pack("<Bi33B99i99h", *body)
                pose.update(presence=body[0] / 63, visibility=[v / 63 for v in body[2:35]],
                            x_px=[v / per[0] for v in body[35:134:3]], y_px=[v / per[1] for v in body[36:134:3]],
                            width=width, height=height)
        if mark & 4:
            when = next(taken) + ready & MASK
            rest = struct.pack("<Q", when)
        for _ in range(mark >> 4):
            tail += struct.pack("<BI", *next(keys))
        number = struct.pack("<I", step) if mark & 2 else b""
        yield step, bytes([mark]) + number + rest + tail, when, pose
        step += 1


def read_track(db, session):
    """All steps: (step, time it took its pose, pose), and the digest over their records."""
    seal, steps, due = hashlib.sha256(), [], 0
    for first, count, page in db.execute(
            "SELECT first_step, step_count, bytes FROM track WHERE session_id=? ORDER BY first_step", (session,)):
        before = len(steps)
        for step, record, when, pose in page_steps(page):
            need(step >= due, "steps that are not in order")
            seal.update(record)
            steps.append((step, when, pose))
            due = step + 1
        need(len(steps) - before == count and steps[before][0] == first, "a page of other steps")
    return steps, seal.hexdigest()


# ---- digests of rows ----

def seal_rows(rows):
    seal = hashlib.sha256()
    for row in rows:
        for value in row:
            if value is None:
                seal.update(b"n")
            elif isinstance(value, int):
                seal.update(b"i" + struct.pack("<q", value))
            elif isinstance(value, float):
                seal.update(b"r" + struct.pack("<d", value))
            else:
                data = value.encode()
                seal.update(b"t" + struct.pack("<q", len(data)) + data)
    return seal.hexdigest()


# ---- behaviour, form 1 ----

class Behaviour:
    def __init__(self):
        self.digest = 0xcbf29ce484222325

    def add(self, data):
        for byte in data:
            self.digest = (self.digest ^ byte) * 0x100000001b3 & MASK

    def text(self, text):
        self.whole(len((text or "").encode()))
        self.add((text or "").encode())

    def whole(self, *values):
        for value in values:
            self.add(struct.pack("<q", value))

    def real(self, *values):
        for value in values:
            number = value is not None and not math.isnan(value)
            self.add(struct.pack("<f", value + 0.0) if number else b"\0\0\xc0\x7f")


def form_1(event):
    """Name, step, target, side, x, y, value."""
    _, step, name, target, side, x, y, value, detail = event
    flat = [target, x, y, value]
    for field, what in json.loads(detail or "{}").items():
        if isinstance(what, list):
            what = sum(1 << NAMES[field].index(one) for one in what)
        elif isinstance(what, str):
            what = NAMES[field].index(what)
        flat[2 if name == "trial_void" and field == "attempt" else PLACES[field]] = what
    return (name, step, flat[0], side, *flat[1:])


def stored_behaviour(events, trials, scores):
    b = Behaviour()
    b.text("tiptoe stored")
    b.whole(1)
    rows = [(e[1], 0, e) for e in events] + [(t[-1], 1, t) for t in trials]
    for step, kind, row in sorted(rows, key=lambda r: r[:2]):
        if kind == 0:
            name, _, target, side, x, y, value = form_1(row)
            b.text(name)
            b.whole(step, target, side)
            b.real(x, y, value)
            continue
        _, target, side, offer, end, hit, x, y, radius, distance, onset, share, _ = row[:13]
        b.text("trial")
        b.whole(step, target, side, offer, end, hit)
        b.real(x, y, radius, distance)
        for value, missing in zip(row[13:21], row[21:29]):
            b.real(value)
            b.text(missing)
        b.real(onset, share)
    b.text("score")
    b.whole(*(scores[k] for k in ("offered", "hits", "misses", "resting_touches", "streak", "best_streak")))
    for side in ("left", "right"):
        b.whole(scores["hits_" + side], scores["hand_steps_" + side], scores["foot_steps_" + side])
    b.whole(*(scores["reps_" + limb] for limb in ("arm_left", "arm_right", "leg_left", "leg_right")))
    return "%016x" % b.digest


# ---- sway RMS of one standing item ----

def lowpass(x, rate, cutoff):
    """Butterworth of second order, forwards and backwards, the ends mirrored over nine samples."""
    k = math.tan(math.pi * cutoff / rate)
    norm = 1 / (1 + math.sqrt(2) * k + k * k)
    b0, a1, a2 = k * k * norm, 2 * (k * k - 1) * norm, (1 - math.sqrt(2) * k + k * k) * norm
    pad = min(9, len(x) - 1)
    x = [2 * x[0] - v for v in x[pad:0:-1]] + x + [2 * x[-1] - v for v in x[-2:-2 - pad:-1]]
    for _ in range(2):
        z2 = (b0 - a2) * x[0]
        z1, out = (2 * b0 - a1) * x[0] + z2, []
        for v in x:
            y = b0 * v + z1
            z1, z2 = 2 * b0 * v - a1 * y + z2, b0 * v - a2 * y
            out.append(y)
        x = out[::-1]
    return x[pad:len(x) - pad]


def taller(seated, age_months):
    """Play took 0.84 of the height from nose to ankle for every child; the age's own share is this."""
    ear = (0.114, 0.102, 0.093, 0.087, 0.083, 0.077, 0.075)  # below the crown at 4, 6 ... 16 years
    if seated or not age_months:
        return 1
    at = min(max((age_months / 12 - 4) / 2, 0), len(ear) - 1)
    low = min(int(at), len(ear) - 2)
    return 0.84 / (1 - ear[low] - (at - low) * (ear[low + 1] - ear[low]) - (2.2 + 5.6) / 122)


def sway_rms(steps, begin, end, size, age_months):
    """cm (or percent of the height), of mid-hip sideways. Only for even tracks without gaps."""
    at, taken, taken_step = {}, 0, 0
    for step, when, pose in steps:
        if pose:
            taken, taken_step = when * 1e-6, step
        at[step] = taken + (step - taken_step) / 60
    cm = (size["height_cm"] or 100) / size["height"] / taller(size["seated"], age_months) * size["stage_per_px"]
    times, x = [], []
    for _, _, pose in steps:
        when = pose["captured"] * 1e-6 if pose else -1
        if not pose or not pose["found"] or not at[begin] <= when <= at[end]:
            continue
        seen = all(pose["visibility"][h] >= 0.5 and 0.01 < pose["x_px"][h] / pose["width"] < 0.99 and
                   0.01 < pose["y_px"][h] / pose["height"] < 0.99 for h in (HIP_LEFT, HIP_RIGHT))
        if seen and pose["presence"] >= 0.5 and (not times or when > times[-1]):
            times.append(when)
            x.append(-(pose["x_px"][HIP_LEFT] + pose["x_px"][HIP_RIGHT]) / 2 * cm)
    need(len(times) > 20, "too few poses")
    rate = (len(times) - 1) / (times[-1] - times[0])
    need(all(abs((b - a) * rate - 1) <= 0.02 for a, b in zip(times, times[1:])), "an uneven track")
    x = lowpass(x, rate, 3)
    mean = sum(x) / len(x)
    return math.sqrt(sum((v - mean) ** 2 for v in x) / len(x))


def main(path, session):
    db = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
    session = int(session)
    told = db.execute("SELECT track_digest, rows_digest, scores, quality, calibration, steps_lost, settings FROM session "
                      "WHERE id=?", (session,)).fetchone()
    need(told, "no such session")
    steps, track = read_track(db, session)
    parts = [seal_rows(db.execute(query, (session,))) for query in (SESSION, EVENTS, TRIALS, MARKS)]
    rows = seal_rows([parts])
    need(track == told[0], "the track is not as it was written")
    need(rows == told[1], "the rows are not as they were written")
    events, trials = (list(db.execute(query, (session,))) for query in (EVENTS, TRIALS))
    answer = {"steps": len(steps), "track_digest": track, "rows_digest": rows}
    kept = json.loads(told[3]).get("behaviour") if told[3] else None
    if kept and told[5] == 0:
        answer["behaviour"] = stored_behaviour(events, trials, json.loads(told[2]))
        need(answer["behaviour"] == kept, "the behaviour is another one")
    for number, kind, value in db.execute(
            "SELECT trial, kind, value FROM result WHERE session_id=? AND measure='sway_rms' AND trial>0 "
            "AND value NOTNULL AND kind IN ('stand_eyes_open', 'stand_eyes_closed') ORDER BY seq LIMIT 1", (session,)):
        begin, end = ([e[1] for e in events if e[2] == name and e[3] == number][0] for name in
                      ("trial_begin", "trial_end"))
        answer["sway_rms"] = sway_rms(steps, begin, end, json.loads(told[4]), json.loads(told[6])["age_months"])
        need(abs(answer["sway_rms"] - value) <= 1e-4 * value, "the sway is another one: %g" % value)
    print(json.dumps(answer))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (Damaged, sqlite3.Error, zlib.error, struct.error, IndexError, KeyError, ValueError, StopIteration,
            RuntimeError) as fault:
        sys.exit("refused: %s" % fault)
