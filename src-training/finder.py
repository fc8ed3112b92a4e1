"""Trains the network that finds papers: python src-training/finder.py --frames DIR --out FILE.json [--on FILE.json] [--steps N] [--rate N] [--seed N]

Frames as src-training/frames.ts wrote them. For each pixel of a half-size picture the network says how surely it is inside
a paper, and how surely on the edge of one, where two papers that touch part. A small U-Net (Ronneberger et al. 2015).
With --on it goes on from a file that an earlier training wrote.
"""
import argparse
import base64
import io
import json
import time
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn
from torch.nn import functional as F

WIDTH, HEIGHT, HALF = 512, 384, 2
EDGE = 1.6  # pixels of the half-size picture on each side of a paper's edge
WIDTHS = (16, 24, 40, 64, 96)


def block(inputs, outputs):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(),
        nn.Conv2d(outputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(),
    )


class Finder(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, WIDTHS[0], 5, stride=2, padding=2, bias=False), nn.BatchNorm2d(WIDTHS[0]), nn.ReLU())
        self.down = nn.ModuleList(block(before, width) for before, width in zip((WIDTHS[0], *WIDTHS), WIDTHS))
        self.up = nn.ModuleList(block(below + width, width) for below, width in zip(WIDTHS[:0:-1], WIDTHS[-2::-1]))
        self.last = nn.Conv2d(WIDTHS[0], 2, 1)

    def forward(self, pixels):
        x, seen = self.stem(pixels), []
        for level, layer in enumerate(self.down):
            x = layer(x if level == 0 else F.max_pool2d(x, 2))
            seen.append(x)
        for layer, beside in zip(self.up, seen[-2::-1]):
            x = layer(torch.cat([F.interpolate(x, scale_factor=2, mode="nearest"), beside], 1))
        return self.last(x)


def going_on_from(told, pictures):
    """The finder of a written file. There each layer's norm is part of its convolution; it is taken out again by what the
    layer gives on pictures like those to come: with norms a rate as high as this does not let the loss run up."""
    graph = onnx.load_from_string(base64.b64decode(told["onnx"])).graph
    arrays = {each.name: torch.from_numpy(onnx.numpy_helper.to_array(each).copy()) for each in graph.initializer}
    written = [[arrays[name] for name in node.input[1:]] for node in graph.node if node.op_type == "Conv"]
    finder = Finder()
    places = [(layer, i) for layer in (finder.stem, *finder.down, *finder.up) for i, part in enumerate(layer) if isinstance(part, nn.Conv2d)]
    finder.last.weight.data, finder.last.bias.data = written[-1]
    hooks = []
    for (layer, i), (weight, bias) in zip(places, written[:-1], strict=True):
        layer[i].weight.data, layer[i + 1].bias.data = weight, bias
        hooks.append(layer[i + 1].register_forward_hook(passed_on))
    with torch.no_grad():
        finder.eval()(pictures)
        for norm in (layer[i + 1] for layer, i in places):
            norm.weight.data, norm.bias.data = (norm.running_var + norm.eps).sqrt(), norm.bias + norm.running_mean
    for hook in hooks:
        hook.remove()
    return finder.train()


def passed_on(norm, given, _):
    """What a convolution with the norm in it gives; the norm remembers its mean and variance without the bias."""
    norm.running_mean, norm.running_var = given[0].mean((0, 2, 3)), given[0].var((0, 2, 3))
    return given[0] + norm.bias[:, None, None]


def targets(papers):
    """Inside and edge, each HEIGHT/2 x WIDTH/2: of each paper what the later ones leave to be seen."""
    ys, xs = np.mgrid[:HEIGHT // HALF, :WIDTH // HALF].astype(np.float32)
    owner, edge = np.zeros(xs.shape, np.int32), np.zeros(xs.shape, bool)
    for number, quad in enumerate(papers, 1):
        corners = np.array(quad, np.float32) / HALF - .5  # from the picture's corner to the middle of its first pixel
        inwards = np.full(xs.shape, np.inf, np.float32)
        for a, b in zip(corners, np.roll(corners, -1, 0)):
            along = (b - a) / np.linalg.norm(b - a)
            inwards = np.minimum(inwards, along[0] * (ys - a[1]) - along[1] * (xs - a[0]))
        inside = inwards > 0
        edge[inside] = False
        owner[inside] = number
        edge |= (np.abs(inwards) < EDGE)
    return np.stack([(owner > 0) & ~edge, edge])


class Frames:
    def __init__(self, folder, rng):
        self.rng, self.frames = rng, []
        for listing in sorted(folder.glob("*.jsonl")):
            told = [json.loads(line) for line in listing.read_text("utf8").splitlines()]
            pixels = np.memmap(listing.with_suffix(".raw"), np.uint8, "r", shape=(len(told), HEIGHT, WIDTH, 3))
            self.frames += list(zip(pixels, told))

    def batch(self, size):
        pairs = [self.one(*self.frames[self.rng.integers(len(self.frames))]) for _ in range(size)]
        if self.rng.random() < .3:
            pairs = [(np.rot90(pixels, axes=(1, 2)).copy(), np.rot90(wanted, axes=(1, 2)).copy()) for pixels, wanted in pairs]
        return torch.from_numpy(np.stack([pixels for pixels, _ in pairs])), torch.from_numpy(np.stack([wanted for _, wanted in pairs]).astype(np.float32))

    def one(self, pixels, papers):
        """Mirrored, upside down, in other light and colours, coarser, noisier."""
        rng = self.rng
        picture, wanted = pixels.astype(np.float32) / 255, targets(papers)
        if rng.random() < .5:
            picture, wanted = picture[:, ::-1], wanted[:, :, ::-1]
        if rng.random() < .5:
            picture, wanted = picture[::-1], wanted[:, ::-1]
        if rng.random() < .2:
            picture = 1 - (1 - picture)[..., rng.permutation(3)]
        gamma, gain, tint = rng.uniform(.7, 1.4), rng.uniform(.6, 1.15), rng.uniform(.93, 1.07, 3)
        picture = np.clip(picture, 0, 1) ** gamma * gain * tint
        grey = picture.mean(2, keepdims=True)
        picture = grey + (picture - grey) * rng.uniform(.2, 1.3)
        picture = picture + rng.normal(0, rng.uniform(0, .03), picture.shape)
        return prepared(np.clip(picture, 0, 1)), np.ascontiguousarray(wanted)


def prepared(picture):
    """As the product gives it: planes red, green, blue, -1 to 1."""
    return np.ascontiguousarray(picture.transpose(2, 0, 1) * 2 - 1, np.float32)


def loss_of(said, wanted):
    weight = 1 + 4 * wanted[:, 1:]  # where papers part
    likely = F.binary_cross_entropy_with_logits(said, wanted, weight=weight.expand_as(said))
    share = said.sigmoid()
    overlap = (2 * (share * wanted).sum((2, 3)) + 1) / ((share + wanted).sum((2, 3)) + 1)
    return likely + .5 * (1 - overlap).mean()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--frames", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--on", type=Path)
    options.add_argument("--steps", type=int, default=4000)
    options.add_argument("--rate", type=float, default=4e-3)
    options.add_argument("--size", type=int, default=8)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    torch.manual_seed(given.seed)
    before = json.loads(given.on.read_text("utf8")) if given.on else None
    frames = Frames(given.frames, np.random.default_rng(given.seed))
    finder = (going_on_from(before, frames.batch(4 * given.size)[0]) if before else Finder()).to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(finder.parameters(), given.rate / 2, weight_decay=1e-3)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, given.rate, total_steps=given.steps, pct_start=.1)
    started, running = time.time(), None
    for step in range(1, given.steps + 1):
        pixels, wanted = frames.batch(given.size)
        with torch.autocast("cpu", torch.bfloat16):
            said = finder(pixels.contiguous(memory_format=torch.channels_last))
        loss = loss_of(said.float(), wanted)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        rate.step()
        running = loss.item() if running is None else .98 * running + .02 * loss.item()
        if step % 50 == 0:
            print(f"{step} of {given.steps}: {running:.4f}, {time.time() - started:.0f} s", flush=True)
        if step % 500 == 0 or step == given.steps:
            how = {"trainedBy": "src-training/finder.py", "frames": len(frames.frames), "steps": step, "size": given.size, "rate": given.rate, "seed": given.seed}
            save(finder, given.out, {**how, "on": {name: told for name, told in before.items() if name != "onnx"}} if before else how)
            finder.train()


def save(finder, path, how):
    """With the sigmoid, so that what comes out is a probability; the ONNX file in base64, beside how it was made."""
    whole = nn.Sequential(finder, nn.Sigmoid()).eval()
    file = io.BytesIO()
    torch.onnx.export(whole, torch.zeros(1, 3, HEIGHT, WIDTH), file, input_names=["pixels"], output_names=["inside_and_edge"], opset_version=17, dynamo=False,
                      dynamic_axes={"pixels": {2: "height", 3: "width"}, "inside_and_edge": {2: "half_height", 3: "half_width"}})
    path.write_text(json.dumps({**how, "onnx": base64.b64encode(file.getvalue()).decode()}, indent=1) + "\n", "utf8")


main()
