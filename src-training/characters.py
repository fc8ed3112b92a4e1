"""Teaches the recogniser rare characters without touching anything else: rows of its last layer alone.

python src-training/characters.py --net DIR --lines DIR --out resources/models/taught-characters.json

(`--net` as src-training/network.ts wrote it, `--lines` as src-training/lines.ts did.)

PP-OCRv4's dictionary lacks 1,284 of GB 2312's 6,763 characters, and the rare ones it has are read every other time. What
the network sees in a line, 120 numbers a step, tells them apart all the same. Lines of print are drawn in many typefaces,
made small, blurred, pale and noisy; each character's step is found by aligning the line with what it says (Viterbi over CTC's
states; a rare character is let be anything but blank); on those steps the rows of missing and badly read characters are learnt
by cross-entropy beside all other rows, which stay. Rows learnt on lines where half is rare expect rare characters too often:
each bias is lowered by `--rarity`.
"""
import argparse
import base64
import itertools
import json
import pathlib
import numpy as np
import onnx
import onnxruntime
import torch
from onnx import numpy_helper
from PIL import Image, ImageDraw, ImageFilter, ImageFont

# Debian: fonts-noto-cjk, fonts-noto-cjk-extra, fonts-arphic-uming, fonts-arphic-ukai, fonts-babelstone-han, fonts-hanazono,
# fonts-smiley-sans. None of the samples' held-out set.
TYPEFACES = (
    [(f"NotoSansCJK-{weight}.ttc", 2) for weight in ("Bold", "DemiLight", "Light", "Medium", "Regular", "Regular")]
    + [(f"NotoSerifCJK-{weight}.ttc", 2) for weight in ("Bold", "Light", "Medium", "Regular", "Regular", "SemiBold", "ExtraLight")]
    + [("uming.ttc", 0)] * 4 + [("ukai.ttc", 0)] * 4 + [("BabelStoneHan.ttf", 0)] * 3 + [("HanaMinA.ttf", 0)] * 2 + [("SmileySans-Oblique.ttf", 0)]
)
INKS = [(.13, .13, .13), (.15, .15, .16), (.43, .18, .11), (.27, .24, .2), (.13, .1, .54), (.17, .13, .75), (.33, .33, .33), (.27, .36, .12)]  # blue, green, red
SIGNS = list("、，。：（）()-—/·*《》%.:,+#&0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz￥")
# Of forms and of people’s names, beyond GB 2312’s characters.
BEYOND = "√×→☑☐³ⅠⅤ⑤⑥⑦⑨⑩酆殳蒯郄翀旻玢婳郇昇喆堃垚淼犇甯祎赟瑄禛翯煊烜珺玥璟琤璐镕锜锴珅琎湜溦滢潆澂濛玙珣珮琍瑀瑷璘璠芃苡荻莜菡蓥蔺薏薷蘅蕙妘姈娅婧嫚媞姮姝郜鄢鄞邾逄郯郕旸晔昉昕晞晗晟暄曈翃翊翚翥飏骐骢鳐鸢鸾麒麟龑龢俣俐偲偌佶侗佺仝亓亢郤虢缑佘佴"
# Never print on their own.
RADICALS = set("亻丨丿丶亅亠冂冖冫凵刂勹匚匸卩厶廴廾彐彡彳忄扌攵攴氵灬爫犭疒癶礻糹纟罒耂艹虍衤覀讠辶釒钅阝隹饣丬囗夂夊宀尢屮巛攴")
# Seen on sample pages where others stand: 快, √, 瞳, a seal's rest, 局.
MISTAKEN = set("怏杓曈颥姹扃")
LONGEST = 900  # pixels
WHITE_STEPS = 12  # of a line, at most: what stands in the white is learnt as well, or a taught character is seen there
CLEARLY = .7  # from this score on the product believes a taught character
LEAST_READ = 2 / 3  # of a rare character's appearances; one that is read more often keeps its row


def gb2312(first_row, last_row):
    """Its characters between two rows (0xb0 to 0xd7: the common ones, by sound; 0xd8 to 0xf7: the rarer ones, by radical)."""
    cells = (bytes([row, cell]) for row in range(first_row, last_row + 1) for cell in range(0xa1, 0xff))
    return [char for char in (cell.decode("gb2312", errors="ignore") for cell in cells) if char]


class Alphabet:
    def __init__(self, dictionary):
        self.common = gb2312(0xb0, 0xd7)
        self.rare = sorted((set(gb2312(0xd8, 0xf7)) | set(BEYOND) | set(self.common) - set(dictionary)) - RADICALS - MISTAKEN)
        known = ["", *dictionary, " "]
        self.classes = known + [char for char in self.rare if char not in set(dictionary)]
        self.known = len(known)
        self.index = {char: i for i, char in enumerate(self.classes)}


class Press:
    """Draws lines as a reader is given them: uint8, 3 planes of 48 rows, blue, green, red."""

    def __init__(self, rng, folder, typefaces):
        self.rng, self.typefaces, self.fonts, self.absent = rng, [(next(folder.rglob(name)), index) for name, index in typefaces], {}, {}

    def typeface(self):
        return self.typefaces[self.rng.integers(len(self.typefaces))]

    def font(self, typeface):
        if typeface not in self.fonts:
            font = ImageFont.truetype(str(typeface[0]), 64, index=typeface[1])
            self.fonts[typeface], self.absent[typeface] = font, {bytes(font.getmask(char)) for char in "\uffff\ue123\u0378"}
        return self.fonts[typeface]

    def has(self, typeface, char):
        mask = self.font(typeface).getmask(char)
        return mask.getbbox() is not None and bytes(mask) not in self.absent[typeface]

    def line(self, text, typeface):
        rng, font, em = self.rng, self.font(typeface), 64
        gaps = self.gaps(len(text)) * em
        height = int(em * 1.02 / rng.uniform(.66, .92))
        width = int(sum(font.getlength(char) for char in text) + gaps.sum()) + 2
        drawn, x, bold = Image.new("L", (width, height), 0), 0, int(rng.random() < .12)
        pen, middle = ImageDraw.Draw(drawn), height / 2 + rng.uniform(-.05, .05) * em
        for char, gap in zip(text, gaps):
            x += gap
            pen.text((x, middle), char, font=font, fill=255, anchor="lm", stroke_width=bold)
            x += font.getlength(char)
        return self.taken(self.laid(drawn))

    def gaps(self, chars):
        """White before each character and after the last, in em: forms space their labels (名　　称) and leave room at a line's ends."""
        rng, gaps = self.rng, np.zeros(chars + 1)
        if rng.random() < .15:
            gaps[:] = rng.uniform(0, .25)
        if rng.random() < .35:
            gaps += np.where(rng.random(chars + 1) < .35, rng.uniform(.3, 3, chars + 1), 0)
        gaps[[0, -1]] += rng.uniform(.1, .5)
        return gaps

    def laid(self, drawn):
        """Leaning, turned a little and narrower, as the product cuts its lines."""
        rng, (width, height) = self.rng, drawn.size
        shear, turn, stretch = rng.normal(0, .02), rng.normal(0, .004), rng.choice([.8, .8, .8, 1, .9, .72]) * rng.uniform(.92, 1.08)
        narrow = max(16, int(width * stretch))
        return drawn.transform((narrow, height), Image.AFFINE, (1 / stretch, shear, -shear * height / 2, turn / stretch, 1, -turn * narrow / 2), Image.BILINEAR)

    def taken(self, laid):
        """By a camera: few pixels, blurred, ink and paper of some colour, noise."""
        rng, (width, height) = self.rng, laid.size
        rows = int(rng.uniform(16, 44))
        small = laid.resize((max(4, int(width * rows / height)), rows), Image.BOX if rng.random() < .5 else Image.BILINEAR)
        if rng.random() < .6:
            small = small.filter(ImageFilter.GaussianBlur(rng.uniform(.2, .9) * rows / 30))
        ink_share = np.asarray(small.resize((max(8, int(width * 48 / height)), 48), Image.BICUBIC), np.float32)[None] / 255 * rng.uniform(.55, 1)
        grey = rng.uniform(.75, 1, 3)
        paper = np.clip(grey.mean() + (grey - grey.mean()) * .4, 0, 1)[:, None, None]
        ink = (np.array(INKS[rng.integers(len(INKS))]) + rng.uniform(0, .25))[:, None, None]
        picture = paper * (1 - ink_share) + ink * ink_share
        if rng.random() < .08:
            rule = rng.choice([0, 1, 45, 46])
            picture[:, rule:rule + 2] *= .5
        return np.round(np.clip(picture + rng.normal(0, rng.uniform(0, .04), picture.shape[1:]), 0, 1) * 255).astype(np.uint8)


class Writer:
    """What the lines say: every rare character as often as any other, among common ones, figures and dates."""

    def __init__(self, rng, alphabet):
        self.rng, self.alphabet, self.deck = rng, alphabet, []

    def rare(self):
        if not self.deck:
            self.deck = list(self.alphabet.rare)
            self.rng.shuffle(self.deck)
        return self.deck.pop()

    def text(self):
        rng, kind = self.rng, self.rng.random()
        if kind < .06:
            return "".join(rng.choice(list("0123456789"), size=rng.integers(4, 14)))
        if kind < .12:
            return f"{rng.integers(2000, 2039)}年{rng.integers(1, 13):02d}月{rng.integers(1, 29):02d}日"
        if kind < .3:
            return "".join(rng.choice(self.alphabet.common, size=rng.integers(3, 11)))
        return "".join(self.rare() if chance < .5 else rng.choice(self.alphabet.common) if chance < .93 else rng.choice(SIGNS) for chance in rng.random(rng.integers(3, 9)))


class Recogniser:
    def __init__(self, path):
        model = onnx.load(path)
        weights = {each.name: each for each in model.graph.initializer}
        weights |= {node.output[0]: node.attribute[0].t for node in model.graph.node if node.op_type == "Constant"}
        last = [node for node in model.graph.node if node.op_type == "MatMul" and node.input[1] in weights][-1]
        add = next(node for node in model.graph.node if node.op_type == "Add" and last.output[0] in node.input)
        self.weights, self.bias = (torch.tensor(numpy_helper.to_array(weights[name]).copy()) for name in (last.input[1], add.input[1]))
        del model.graph.output[:]
        model.graph.output.append(onnx.helper.make_tensor_value_info(last.input[0], 1, None))
        self.session = onnxruntime.InferenceSession(model.SerializeToString())
        self.input = self.session.get_inputs()[0].name

    def seen(self, lines):
        """What the last layer is given, a row of numbers for each step of each line."""
        found, order = [None] * len(lines), np.argsort([line.shape[2] for line in lines])
        for some in np.array_split(order, max(1, len(lines) // 4)):
            batch = np.zeros((len(some), 3, 48, max(lines[i].shape[2] for i in some)), np.float32)
            for row, i in enumerate(some):
                batch[row, :, :, :lines[i].shape[2]] = lines[i] / 127.5 - 1
            for i, steps in zip(some, self.session.run(None, {self.input: batch})[0]):
                found[i] = steps
        return found


def printed_lines(press, writer, count):
    while count > 0:
        typeface = press.typeface()
        text = "".join(char for char in writer.text() if press.has(typeface, char))
        line = press.line(text, typeface) if text else None
        if line is not None and line.shape[2] <= LONGEST:
            count -= 1
            yield text, line


def cut_lines(folder, alphabet):
    """Lines of sample pages, cut as the product cuts them: what the white of real forms looks like."""
    for listing in sorted(folder.glob("*.jsonl")):
        pixels = np.memmap(listing.with_suffix(".raw"), dtype=np.uint8, mode="r")
        for told in map(json.loads, listing.read_text("utf8").splitlines()):
            if told["width"] <= LONGEST and all(char in alphabet.index for char in told["text"]):
                yield told["text"], np.array(pixels[told["offset"]:told["offset"] + 3 * 48 * told["width"]]).reshape(3, 48, told["width"])


def aligned(emissions, blank, labels):
    """The most likely state of each step: 2k+1 for the k-th character, even ones for blank. Logarithms; emissions are steps x characters."""
    steps, states = len(blank), 2 * len(labels) + 1
    scores = np.empty((steps, states))
    scores[:, 0::2], scores[:, 1::2] = blank[:, None], emissions
    may_skip = np.array([s % 2 == 1 and s > 1 and labels[s // 2] != labels[s // 2 - 1] for s in range(states)])
    best, from_state = np.full(states, -1e9), np.zeros((steps, states), np.int8)
    best[:2] = scores[0, :2]
    for t in range(1, steps):
        ways = np.stack([best, np.r_[-1e9, best[:-1]], np.where(may_skip, np.r_[-1e9, -1e9, best[:-2]], -1e9)])
        from_state[t] = ways.argmax(0)
        best = ways.max(0) + scores[t]
    state = states - 1 if best[-1] >= best[-2] else states - 2
    path = np.empty(steps, int)
    for t in range(steps - 1, -1, -1):
        path[t] = state
        state -= from_state[t, state]
    return path


def examples(recogniser, alphabet, lines, rng):
    """(what was seen at a step, the class it stands for): each character's clearest step, and some blank ones."""
    for text, steps in lines:
        labels = [alphabet.index[char] for char in text]
        if 2 * len(labels) > len(steps):
            continue
        logs = (torch.tensor(steps) @ recogniser.weights + recogniser.bias).log_softmax(1).numpy()
        anything = np.log(np.maximum(1e-6, .5 * (1 - np.exp(logs[:, 0]))))
        said = [anything if label >= alphabet.known else np.maximum(logs[:, label], anything) for label in labels]
        path = aligned(np.stack(said, 1), logs[:, 0], labels)
        for k, label in enumerate(labels):
            at = np.nonzero(path == 2 * k + 1)[0]
            if len(at):
                yield steps[at[logs[at, 0].argmin()]], label
        quiet = np.nonzero((path % 2 == 0) & (logs[:, 0] > -.1))[0]
        for step in rng.choice(quiet, size=min(WHITE_STEPS, len(quiet)), replace=False) if len(quiet) else []:
            yield steps[step], 0


def badly_read(recogniser, alphabet, seen, classes):
    """Characters of the dictionary that come out at too few of their steps."""
    right = torch.cat([(part @ recogniser.weights + recogniser.bias).argmax(1) for part in seen.split(4096)]) == classes
    total, good = (torch.bincount(classes[keep], minlength=len(alphabet.classes)) for keep in (slice(None), right))
    is_bad = lambda char, share: total[alphabet.index[char]] > 0 and good[alphabet.index[char]] <= share * total[alphabet.index[char]]
    rare = [char for char in alphabet.rare if alphabet.index[char] < alphabet.known and is_bad(char, LEAST_READ)]
    return [*rare, *(char for char in alphabet.common if alphabet.index.get(char, alphabet.known) < alphabet.known and is_bad(char, LEAST_READ / 2))]


def learnt(recogniser, alphabet, taught, seen, classes, epochs, rate=.02, decay=.003, batch=1024):
    """Rows for the taught characters: inputs x characters, and their biases."""
    rows = torch.tensor([alphabet.index[char] for char in taught])
    place = torch.full((len(alphabet.classes),), -1)
    place[rows] = torch.arange(len(rows))
    is_taught, own = place[classes] >= 0, place[classes].clamp(min=0)[:, None]
    stay = torch.tensor([i for i in range(alphabet.known) if place[i] < 0])
    stays_at = torch.zeros(len(alphabet.classes), dtype=torch.long)
    stays_at[stay] = torch.arange(len(stay))
    total, said = torch.empty(len(seen)), torch.empty(len(seen))
    for at in range(0, len(seen), 4096):
        scores = seen[at:at + 4096] @ recogniser.weights[:, stay] + recogniser.bias[stay]
        total[at:at + 4096] = scores.logsumexp(1)
        said[at:at + 4096] = scores.gather(1, stays_at[classes[at:at + 4096]][:, None])[:, 0]
    weights, bias = start(recogniser, alphabet, rows, seen, classes)
    change, shift = torch.nn.Parameter(torch.zeros_like(weights)), torch.nn.Parameter(torch.zeros_like(bias))
    steps = epochs * (len(seen) // batch)
    optimiser = torch.optim.AdamW([{"params": [change], "weight_decay": decay}, {"params": [shift], "weight_decay": 0}], lr=rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    for epoch in range(epochs):
        losses = []
        for some in torch.randperm(len(seen)).split(batch)[:len(seen) // batch]:
            scores = seen[some] @ (weights + change) + (bias + shift)
            wanted = torch.where(is_taught[some], scores.gather(1, own[some])[:, 0], said[some])
            loss = (torch.logaddexp(total[some], scores.logsumexp(1)) - wanted).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1} of {epochs}: {np.mean(losses):.4f}", flush=True)
    return (weights + change).detach(), (bias + shift).detach()


def trusted(recogniser, alphabet, taught, weights, bias, seen, classes):
    """Which of the taught characters are never clearly seen where another stands, or none."""
    rows = torch.tensor([alphabet.index[char] for char in taught])
    stay = torch.tensor([i for i in range(alphabet.known) if i not in set(rows.tolist())])
    mistaken = torch.zeros(len(taught), dtype=torch.long)
    for at in range(0, len(seen), 4096):
        part = seen[at:at + 4096]
        scores = part @ weights + bias
        total = torch.logaddexp(scores.logsumexp(1), (part @ recogniser.weights[:, stay] + recogniser.bias[stay]).logsumexp(1))
        best, which = (scores - total[:, None]).max(1)
        wrong = (best > np.log(CLEARLY)) & (rows[which] != classes[at:at + 4096])
        mistaken += torch.bincount(which[wrong], minlength=len(taught))
    return mistaken == 0


def start(recogniser, alphabet, rows, seen, classes):
    """The rows there are; for a missing character the way in which what is seen of it differs from the rest."""
    missing = len(alphabet.classes) - alphabet.known
    weights = torch.cat([recogniser.weights, torch.zeros(len(recogniser.weights), missing)], 1)[:, rows]
    bias = torch.cat([recogniser.bias, torch.full((missing,), -6.)])[rows]
    middle, length = seen[classes > 0].mean(0), recogniser.weights.norm(dim=0).median()
    for at, row in enumerate(rows.tolist()):
        if row >= alphabet.known and (classes == row).any():
            towards = seen[classes == row].mean(0) - middle
            weights[:, at] = towards / towards.norm() * length
    return weights, bias


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--net", required=True)
    parser.add_argument("--lines", type=pathlib.Path, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--fonts", type=pathlib.Path, default="/usr/share/fonts")
    parser.add_argument("--drawn", type=int, default=14_000)
    parser.add_argument("--cut", type=int, default=3_986)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rarity", type=float, default=3)
    parser.add_argument("--seed", type=int, default=11)
    given = parser.parse_args()
    torch.manual_seed(1)
    rng, net = np.random.default_rng(given.seed), pathlib.Path(given.net)
    recogniser = Recogniser(net / "start.onnx")
    dictionary = (net / "characters.txt").read_text("utf8").split("\n")[:recogniser.weights.shape[1] - 2]
    alphabet = Alphabet(dictionary)
    press, writer = Press(rng, given.fonts, TYPEFACES), Writer(rng, alphabet)
    found = []
    every_line = itertools.chain(printed_lines(press, writer, given.drawn), itertools.islice(cut_lines(given.lines, alphabet), given.cut))
    while some := list(itertools.islice(every_line, 64)):
        texts, lines = zip(*some)
        found += examples(recogniser, alphabet, zip(texts, recogniser.seen(lines)), rng)
    seen, classes = torch.tensor(np.stack([each for each, _ in found])), torch.tensor([label for _, label in found])
    taught = [*badly_read(recogniser, alphabet, seen, classes), *alphabet.classes[alphabet.known:]]
    print(f"{len(found)} steps, {len(taught)} characters to teach", flush=True)
    weights, bias = learnt(recogniser, alphabet, taught, seen, classes, given.epochs)
    bias -= given.rarity
    keep = trusted(recogniser, alphabet, taught, weights, bias, seen, classes)
    print("left out, as seen where others stand:", "".join(char for char, is_kept in zip(taught, keep) if not is_kept))
    taught, weights, bias = [char for char, is_kept in zip(taught, keep) if is_kept], weights[:, keep], bias[keep]
    rows = np.concatenate([weights.T.numpy(), bias.numpy()[:, None]], 1).astype("<f4")
    pathlib.Path(given.out).write_text(json.dumps({"recogniser": json.loads((net / "start.json").read_text())["sha256"], "characters": "".join(taught), "rows": base64.b64encode(rows.tobytes()).decode()}, ensure_ascii=False), "utf8")


if __name__ == "__main__":
    main()
