// NVIDIA's declarations.
#include "probe.h"

#include "NvInfer.h"
#include "NvInferPlugin.h"
#include "NvOnnxParser.h"

#include "probe.inc"

std::vector<abi_probe::Row> abi_probe::probe_nvidia()
{
    Table table("");
    probe_all(table);
    return table.rows();
}
