"""Trains the recogniser on lines that src-training/lines.ts wrote: see README.md beside this file.

python recogniser.py --net DIR --lines DIR --out recogniser.onnx [--steps N] [--seed N]
"""
import argparse
import json
import math
import pathlib
import random
import time
import unicodedata
import numpy as np
import torch
from torch.nn import functional as F
from onnx_network import OnnxNetwork

line_height = 48
step_px = 8  # one answer for so many pixels of the line's length
batch_px = 3200
warm_up = 100
last_layer_share = 4  # it learns faster: rare characters are hardly more than their row in it
average = 0.998


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument('--net', required=True)
    parser.add_argument('--lines', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--steps', type=int, default=2500)
    parser.add_argument('--rate', type=float, default=6e-5)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--checked', type=int, default=500, help='lines kept back to check with')
    return parser.parse_args()


class Lines:
    """Every line of a folder: its picture (3 x 48 x width, 0 to 255) and its characters as classes."""

    def __init__(self, folder, characters):
        classes = {character: i + 1 for i, character in enumerate(characters)}
        classes[' '] = len(characters) + 1
        self.all = []
        for listing in sorted(pathlib.Path(folder).glob('*.jsonl')):
            pixels = np.memmap(listing.with_suffix('.raw'), dtype=np.uint8, mode='r')
            for told in map(json.loads, listing.read_text('utf8').splitlines()):
                target = [classes.get(character) for character in told['text']]
                if None not in target:
                    self.all.append((pixels, told['offset'], told['width'], target, told['text']))

    def picture(self, i):
        pixels, offset, width, _, _ = self.all[i]
        return torch.from_numpy(np.array(pixels[offset:offset + 3 * line_height * width])).view(1, 3, line_height, width).float()


def needed(target):
    """Steps that CTC needs: one a character, and a blank between two of a kind."""
    return len(target) + sum(a == b for a, b in zip(target, target[1:]))


def stretched(picture, width):
    return F.interpolate(picture, (line_height, width), mode='bilinear', antialias=True, align_corners=False)


def worn(picture, chance):
    """Poorer than it was: fewer pixels, paler, noisy, without colour."""
    if chance.random() < 0.3:
        share = chance.uniform(0.4, 0.8)
        small = F.interpolate(picture, scale_factor=share, mode='bilinear', antialias=True, recompute_scale_factor=True)
        picture = F.interpolate(small, picture.shape[2:], mode='bicubic', align_corners=False)
    if chance.random() < 0.5:
        picture = (picture - 255) * chance.uniform(0.5, 1.15) + 255 - chance.uniform(0, 50)
    if chance.random() < 0.4:
        picture = picture + torch.randn_like(picture) * chance.uniform(1, 10)
    if chance.random() < 0.1:
        picture = picture.mean(1, keepdim=True).expand(-1, 3, -1, -1)
    return picture.clamp(0, 255)


def batches(lines, chosen, chance):
    """Endless: lines of nearly one length, each at a stretch of its own, up to a number of pixels."""
    while True:
        sized = []
        for i in chosen:
            _, _, width, target, _ = lines.all[i]
            new = round(width * (chance.uniform(0.45, 0.85) if chance.random() < 0.75 else chance.uniform(0.85, 1.15)))
            if needed(target) <= 0.95 * (new // step_px):
                sized.append((max(16, new), i))
        sized.sort(key=lambda each: each[0] * chance.uniform(0.97, 1.03))
        packs, pack = [], []
        for width, i in sized:
            if pack and max(width, pack[-1][0]) * (len(pack) + 1) > batch_px:
                packs.append(pack)
                pack = []
            pack.append((width, i))
        chance.shuffle(packs)
        for pack in packs:
            longest = max(width for width, _ in pack)
            block = torch.zeros(len(pack), 3, line_height, longest)
            for row, (width, i) in enumerate(pack):
                block[row, :, :, :width] = worn(stretched(lines.picture(i), width), chance)[0] / 127.5 - 1
            yield block, [lines.all[i][3] for _, i in pack]


def loss_of(network, block, targets):
    scores = F.log_softmax(network(block), 2).transpose(0, 1)
    sizes = torch.full((len(targets),), scores.shape[0])
    return F.ctc_loss(scores, torch.tensor([c for target in targets for c in target]), sizes, torch.tensor([len(target) for target in targets]), zero_infinity=True)


def plain(text):
    return ''.join(unicodedata.normalize('NFKC', text).split())


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def errors(network, lines, chosen, characters, stretch):
    """Share of characters read wrong at a stretch."""
    wrong = printed = 0
    with torch.no_grad():
        for i in chosen:
            picture = lines.picture(i)
            best = network(stretched(picture, max(16, round(picture.shape[3] * stretch))) / 127.5 - 1)[0].argmax(1).tolist()
            read = ''.join(characters[c - 1] if c <= len(characters) else ' ' for k, c in enumerate(best) if c and (k == 0 or best[k - 1] != c))
            wrong += distance(plain(read), plain(lines.all[i][4]))
            printed += len(plain(lines.all[i][4]))
    return wrong / printed


def main():
    wishes = options()
    torch.manual_seed(wishes.seed)
    chance = random.Random(wishes.seed)
    characters = pathlib.Path(wishes.net, 'characters.txt').read_text('utf8').split('\n')
    network = OnnxNetwork(f'{wishes.net}/start.onnx')
    known = network.weight(network.classes[1]).numel()
    if known < len(characters) + 2:
        network.add_classes(len(characters) + 2 - known, known - 1)
    lines = Lines(wishes.lines, characters)
    order = list(range(len(lines.all)))
    chance.shuffle(order)
    checked, taught = order[:wishes.checked], order[wishes.checked:]
    kept = {name: value.detach().clone() for name, value in network.named_parameters()}

    def check(step):
        now = {name: value.detach().clone() for name, value in network.named_parameters()}
        with torch.no_grad():
            for name, value in network.named_parameters():
                value.copy_(kept[name])
        network.save(wishes.out)
        print(step, *(f'{stretch}: {100 * errors(network, lines, checked, characters, stretch):.2f} %' for stretch in (0.5, 0.65, 0.8, 1)), flush=True)
        with torch.no_grad():
            for name, value in network.named_parameters():
                value.copy_(now[name])

    print(f'{len(taught)} lines', flush=True)
    check(0)
    last = [network.weight(name) for name in network.classes]
    body = [value for value in network.parameters() if all(value is not each for each in last)]
    learner = torch.optim.AdamW([{'params': body, 'share': 1}, {'params': last, 'share': last_layer_share}], weight_decay=0)
    began, sum_of_loss = time.time(), 0
    for step, (block, targets) in enumerate(batches(lines, taught, chance), 1):
        for group in learner.param_groups:
            group['lr'] = wishes.rate * group['share'] * min(step / warm_up, 0.5 + 0.5 * math.cos(math.pi * step / wishes.steps))
        loss = loss_of(network, block, targets)
        learner.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5)
        learner.step()
        sum_of_loss += loss.item()
        with torch.no_grad():
            for name, value in network.named_parameters():
                kept[name].lerp_(value, max(1 - average, 1 / (step + 1)))
        if step % 50 == 0:
            print(step, f'loss {sum_of_loss / 50:.4f}', f'{time.time() - began:.0f} s', flush=True)
            sum_of_loss = 0
        if step % 500 == 0 or step == wishes.steps:
            check(step)
        if step == wishes.steps:
            break


if __name__ == '__main__':
    main()
