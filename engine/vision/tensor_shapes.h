// SPDX-License-Identifier: MIT
// tensor_shapes.h: whether what a .tflite file says about its tensors' sizes is what its operators
// make.
#pragma once

#include "vision/tflite.h"

// XNNPACK believes the sizes that it is told, so nothing may run before this has said yes. True:
// the operator's output has the size that follows from its inputs and options, and its weights fit.
// Operators on pictures must have a batch of one. The padding of a PAD is not looked at here.
bool shapes_agree(const Tflite *model, const TfliteOperator *op);
