"""An ONNX file as a network that torch can train, and back: the same steps with other weights.

Knows the steps of PP-OCR's recogniser (operator set 9) and no more; any other raises KeyError.
"""
import numpy as np
import onnx
from onnx import numpy_helper
import torch
from torch.nn import functional as F


class OnnxNetwork(torch.nn.Module):
    def __init__(self, path):
        super().__init__()
        self.model = onnx.load(path)
        graph = self.model.graph
        self.steps = [node for node in graph.node if node.op_type != 'Constant']
        self.tensors = {tensor.name: tensor for tensor in graph.initializer}
        self.tensors.update({node.output[0]: node.attribute[0].t for node in graph.node if node.op_type == 'Constant'})
        self.names, self.fixed = {}, {}
        for name, tensor in self.tensors.items():
            value = torch.from_numpy(numpy_helper.to_array(tensor).copy())
            if value.dtype == torch.float32 and value.numel() > 1:
                self.names[name] = f'w{len(self.names)}'
                self.register_parameter(self.names[name], torch.nn.Parameter(value))
            else:
                self.fixed[name] = value
        self.attributes = {id(node): {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute} for node in self.steps}

    def weight(self, name):
        return getattr(self, self.names[name])

    def forward(self, lines):
        """`lines`: batch x 3 x height x width, -1 to 1. Returns what goes into the last softmax: batch x steps x classes."""
        lines = lines.contiguous(memory_format=torch.channels_last)  # several times faster on a processor
        values = {self.model.graph.input[0].name: lines, **self.fixed, **{name: self.weight(name) for name in self.names}}
        for node in self.steps[:-1]:
            values[node.output[0]] = steps[node.op_type](self.attributes[id(node)], *(values[name] for name in node.input))
        assert self.steps[-1].op_type == 'Softmax'
        return values[self.steps[-1].input[0]]

    @property
    def classes(self):
        """Names of the last layer's weights (inputs x classes) and biases (classes)."""
        last = self.steps[-2], next(node for node in self.steps if node.output[0] == self.steps[-2].input[0])
        return last[1].input[1], last[0].input[1]

    def add_classes(self, count, at):
        """New characters before class `at`: as seldom expected as the rarest known ones."""
        weights, biases = self.classes
        with torch.no_grad():
            old, bias = self.weight(weights).data, self.weight(biases).data
            new = old[:, torch.randint(1, at, (count,))] * 0.3
            setattr(self, self.names[weights], torch.nn.Parameter(torch.cat([old[:, :at], new, old[:, at:]], dim=1)))
            setattr(self, self.names[biases], torch.nn.Parameter(torch.cat([bias[:at], bias.quantile(0.05).repeat(count), bias[at:]])))

    def save(self, path):
        for name in self.names:
            self.tensors[name].CopyFrom(numpy_helper.from_array(self.weight(name).detach().numpy(), name))
        onnx.save(self.model, path)


def conv(a, x, weights, bias=None):
    top, left, bottom, right = a['pads']
    assert (top, left) == (bottom, right)
    if a['kernel_shape'] == [1, 1] and a['group'] == x.shape[1] > 1:  # a scale for each channel: torch is slow at that as a convolution
        x = x * weights.view(1, -1, 1, 1)
        return x if bias is None else x + bias.view(1, -1, 1, 1)
    return F.conv2d(x, weights, bias, a['strides'], (top, left), a['dilations'], a['group'])


def cut(a, x):
    for axis, start, end in zip(a['axes'], a['starts'], a['ends']):
        x = x.narrow(axis, start, min(end, x.shape[axis]) - start)
    return x


def reshaped(a, x, shape):
    wanted = [x.shape[i] if size == 0 else size for i, size in enumerate(shape.tolist())]
    return x.reshape(wanted)


steps = {
    'Conv': conv,
    'HardSigmoid': lambda a, x: F.hardsigmoid(x) if abs(a.get('alpha', 0.2) - 1 / 6) < 1e-6 else (x * a.get('alpha', 0.2) + a.get('beta', 0.5)).clamp(0, 1),
    'Relu': lambda a, x: F.relu(x),
    'Sigmoid': lambda a, x: torch.sigmoid(x),
    'Softmax': lambda a, x: torch.softmax(x, a['axis']),
    'Mul': lambda a, x, y: x * y,
    'Add': lambda a, x, y: x + y,
    'Sub': lambda a, x, y: x - y,
    'Div': lambda a, x, y: x / y,
    'Pow': lambda a, x, y: x ** y,
    'Sqrt': lambda a, x: x.sqrt(),
    'MatMul': lambda a, x, y: x @ y,
    'ReduceMean': lambda a, x: x.mean(a['axes'], keepdim=bool(a.get('keepdims', 1))),
    'GlobalAveragePool': lambda a, x: x.mean((2, 3), keepdim=True),
    'AveragePool': lambda a, x: F.avg_pool2d(x, a['kernel_shape'], a['strides']),
    'Transpose': lambda a, x: x.permute(a['perm']),
    'Squeeze': lambda a, x: x.squeeze(a['axes'][0]),
    'Concat': lambda a, *x: torch.cat(x, a['axis']),
    'Slice': cut,
    'Reshape': reshaped,
    'Shape': lambda a, x: torch.tensor(x.shape),
    'Cast': lambda a, x: x.long(),
}
